// Copies the icons named in a list out of Breeze's resource file (27 MB) as SVG files, with a .qrc for them: what is
// linked is what is used.
#include <QCoreApplication>
#include <QFile>
#include <QResource>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace {

int fail(const QString &text)
{
    QTextStream(stderr) << text << '\n';
    return 1;
}

/// Breeze keeps each icon in several sizes; the smaller ones are drawn for their size.
QString find(const QString &name)
{
    static const QStringList sizes{u"16"_s, u"22"_s, u"24"_s, u"32"_s, u"64"_s};
    static const QStringList contexts{u"actions"_s, u"status"_s, u"places"_s, u"devices"_s, u"mimetypes"_s, u"apps"_s,
                                      u"categories"_s, u"emblems"_s, u"preferences"_s};
    for (const QString &size : sizes) {
        for (const QString &context : contexts) {
            const QString path = u":/breeze/%1/%2/%3.svg"_s.arg(context, size, name);
            if (QFile::exists(path))
                return path;
        }
    }
    return {};
}

bool copy(const QString &from, const QString &to)
{
    QFile source(from), target(to);
    return source.open(QIODevice::ReadOnly) && target.open(QIODevice::WriteOnly)
        && target.write(source.readAll()) == source.size();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        return fail(u"usage: extract breeze-icons.rcc LIST OUTPUT-DIR"_s);
    QFile list(arguments.at(2));
    if (!QResource::registerResource(arguments.at(1), u"/breeze"_s) || !list.open(QIODevice::ReadOnly))
        return fail(u"cannot read %1 or %2"_s.arg(arguments.at(1), arguments.at(2)));
    QString qrc = u"<RCC><qresource prefix=\"/icons\">\n"_s;
    for (const QByteArray &line : list.readAll().split('\n')) {
        const QString name = QString::fromUtf8(line).trimmed();
        if (name.isEmpty())
            continue;
        const QString from = find(name);
        if (from.isEmpty() || !copy(from, arguments.at(3) + '/'_L1 + name + ".svg"_L1))
            return fail(u"Breeze has no icon \"%1\""_s.arg(name));
        qrc += u"<file>%1.svg</file>\n"_s.arg(name);
    }
    QResource::unregisterResource(arguments.at(1), u"/breeze"_s); // the sanitizers' build counts it as leaked
    QFile out(arguments.at(3) + "/icons.qrc"_L1);
    if (!out.open(QIODevice::WriteOnly) || out.write((qrc + "</qresource></RCC>\n"_L1).toUtf8()) < 0)
        return fail(u"cannot write "_s + out.fileName());
    return 0;
}
