#include "core/connections/wskprops.h"

#include "core/connections/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace connections {

namespace {

constexpr qint64 cap = 256 * 1024;

void assign(WskProps &props, QByteArrayView key, const QByteArray &value)
{
    const QString text = QString::fromUtf8(value);
    if (key == "APIHOST")
        props.apiHost = text;
    else if (key == "AUTH")
        props.auth = value;
    else if (key == "NAMESPACE")
        props.nameSpace = text;
    else if (key == "APIVERSION")
        props.apiVersion = text;
    else if (key == "CERT")
        props.certFile = text;
    else if (key == "KEY")
        props.keyFile = text;
}

Error unreadable(const QString &file, const QString &why)
{
    return {Error::Kind::Rejected, Text::tr("%1 cannot be read: %2").arg(file, why), {}};
}

} // namespace

WskProps parseWskProps(const QByteArray &text)
{
    WskProps props;
    const auto lines = text.split('\n');
    for (const QByteArray &line : lines) {
        const auto split = line.indexOf('=');
        if (split < 0 || line.trimmed().startsWith('#'))
            continue;
        assign(props, line.left(split).trimmed(), line.mid(split + 1).trimmed());
    }
    return props;
}

QString wskPropsFile(const QProcessEnvironment &environment)
{
    if (environment.contains(u"WSK_CONFIG_FILE"_s))
        return environment.value(u"WSK_CONFIG_FILE"_s);
    const QString file = environment.value(u"HOME"_s, QDir::homePath()) + "/.wskprops"_L1;
    return QFileInfo::exists(file) ? file : QString();
}

Result<WskProps> readWskProps(const QString &file)
{
    const QFileInfo info(file);
    if (!info.isFile())
        return unreadable(file, info.exists() ? Text::tr("it is no file.") : Text::tr("it does not exist."));
    if (info.size() > cap)
        return unreadable(file, Text::tr("it is too large for a file of wsk."));
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return unreadable(file, source.errorString() + u'.');
    WskProps props = parseWskProps(source.readAll());
    props.source = file;
    if (props.apiHost.isEmpty() && props.auth.isEmpty())
        return unreadable(file, Text::tr("it has neither APIHOST nor AUTH."));
    return props;
}

WskProps withEnvironment(WskProps props, const QProcessEnvironment &environment)
{
    const auto take = [&environment](const QString &name, auto set) {
        if (const QString value = environment.value(name).trimmed(); !value.isEmpty())
            set(value);
    };
    take(u"WHISK_APIHOST"_s, [&props](const QString &value) { props.apiHost = value; });
    take(u"WHISK_AUTH"_s, [&props](const QString &value) { props.auth = value.toUtf8(); });
    take(u"WHISK_APIVERSION"_s, [&props](const QString &value) { props.apiVersion = value; });
    if (props.source.isEmpty())
        props.source = Text::tr("environment");
    return props;
}

} // namespace connections
