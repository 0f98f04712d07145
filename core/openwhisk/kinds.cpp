#include "core/openwhisk/kinds.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

constexpr int longestName = 256;

QString tr(const char *text)
{
    return QCoreApplication::translate("openwhisk", text);
}

struct Suffix {
    QLatin1StringView suffix;
    QLatin1StringView family;
    bool binary;
};

constexpr Suffix suffixes[] = {{"js"_L1, "nodejs"_L1, false},  {"py"_L1, "python"_L1, false},
                               {"swift"_L1, "swift"_L1, false}, {"php"_L1, "php"_L1, false},
                               {"rb"_L1, "ruby"_L1, false},    {"rs"_L1, "rust"_L1, false},
                               {"go"_L1, "go"_L1, false},      {"jar"_L1, "java"_L1, true},
                               {"balx"_L1, "ballerina"_L1, true}, {"zip"_L1, ""_L1, true},
                               {"gz"_L1, ""_L1, true},         {"tgz"_L1, ""_L1, true}};

struct Start {
    QLatin1StringView family;
    QStringList files;
};

const QList<Start> &starts()
{
    static const QList<Start> list{{"nodejs"_L1, {u"package.json"_s, u"index.js"_s}},
                                   {"python"_L1, {u"__main__.py"_s}},
                                   {"php"_L1, {u"index.php"_s}},
                                   {"ruby"_L1, {u"main.rb"_s}},
                                   {"blackbox"_L1, {u"exec"_s}},
                                   {"go"_L1, {u"exec"_s, u"main.go"_s}},
                                   {"rust"_L1, {u"exec"_s, u"Cargo.toml"_s}},
                                   {"swift"_L1, {u"exec"_s, u"main.swift"_s, u"Package.swift"_s}},
                                   {"java"_L1, {u"META-INF/MANIFEST.MF"_s}}};
    return list;
}

QString familyOf(const QString &kind)
{
    return kind.section(u':', 0, 0);
}

} // namespace

FileKind kindOfFile(const QString &fileName)
{
    const QString suffix = QFileInfo(fileName).suffix().toLower();
    for (const Suffix &known : suffixes)
        if (suffix == known.suffix)
            return {known.family.isEmpty() ? QString() : known.family + u":default"_s, known.binary};
    return {};
}

QString actionNameOfFile(const QString &fileName)
{
    QString name = QFileInfo(fileName).fileName();
    for (const QString &suffix : {u".tar.gz"_s, u'.' + QFileInfo(fileName).suffix()})
        if (suffix.size() > 1 && name.size() > suffix.size() && name.endsWith(suffix, Qt::CaseInsensitive)) {
            name.chop(suffix.size());
            break;
        }
    static const QRegularExpression illegal(u"[^A-Za-z0-9_@ .&-]+"_s);
    static const QRegularExpression start(u"^[^A-Za-z0-9_]+"_s);
    name = name.replace(illegal, u"-"_s).remove(start).left(longestName).trimmed();
    while (name.endsWith(u'-'))
        name.chop(1);
    return name;
}

const ServerInfo::Runtime *runtimeOf(const ServerInfo &info, const QString &kind)
{
    const QString family = kind.endsWith(u":default"_s) ? familyOf(kind) : QString();
    const auto &list = info.runtimes;
    const auto found = std::find_if(list.begin(), list.end(), [&](const ServerInfo::Runtime &r) {
        return r.kind == kind || (r.isDefault && !family.isEmpty() && r.family == family);
    });
    return found == list.end() ? nullptr : &*found;
}

QString concreteKind(const ServerInfo &info, const QString &kind)
{
    const auto *runtime = runtimeOf(info, kind);
    return runtime ? runtime->kind : kind;
}

QStringList choosableKinds(const ServerInfo &info)
{
    QStringList kinds;
    for (const ServerInfo::Runtime &known : info.runtimes)
        if (!known.deprecated)
            kinds.append(known.kind);
    kinds.append(blackboxKind);
    return kinds;
}

QStringList startFiles(const QString &kind)
{
    for (const Start &start : starts())
        if (familyOf(kind) == start.family)
            return start.files;
    return {};
}

QStringList kindsForZip(const ServerInfo &info, const QStringList &paths)
{
    QStringList likely;
    QStringList others;
    for (const QString &kind : choosableKinds(info)) {
        const QStringList wanted = startFiles(kind);
        const bool fits = std::any_of(wanted.begin(), wanted.end(), [&paths](const QString &p) { return paths.contains(p); });
        const auto *runtime = runtimeOf(info, kind);
        if (fits && runtime && runtime->isDefault)
            likely.prepend(kind);
        else
            (fits ? likely : others).append(kind);
    }
    return likely + others;
}

bool isNative(const Exec &exec)
{
    return exec.kind == blackboxKind && exec.image.section(u':', 0, 0) == nativeImage;
}

Exec withKind(Exec exec, const QString &kind)
{
    exec.kind = kind == nativeKind ? blackboxKind : kind;
    if (kind == nativeKind)
        exec.image = nativeImage;
    else if (kind != blackboxKind)
        exec.image.clear();
    return exec;
}

QString imageProblem(const QString &image)
{
    static const QRegularExpression legal(u"\\A([a-z0-9.-]+(:[0-9]+)?/)?([a-z0-9]+([._-]+[a-z0-9]+)*/)*"
                                          "[a-z0-9]+([._-]+[a-z0-9]+)*(:[\\w][\\w.-]{0,127})?(@[A-Za-z0-9+._-]+:[0-9a-fA-F]{32,})?\\z"_s);
    if (image.isEmpty())
        return tr("An image is needed, e.g. openwhisk/dockerskeleton.");
    return legal.match(image).hasMatch()
        ? QString()
        : tr("This is no name of an image. It is written [registry/]owner/image[:tag], in small letters, without https://.");
}

QString execProblem(const ServerInfo &info, const Exec &exec)
{
    if (exec.kind == blackboxKind)
        return imageProblem(exec.image.trimmed());
    const auto *runtime = runtimeOf(info, exec.kind);
    if (info.runtimesKnown && !runtime && exec.kind != u"sequence"_s)
        return tr("This server has no runtime “%1”.").arg(exec.kind);
    if (runtime && runtime->deprecated)
        return tr("%1 is no longer supported: the server lets it be read and deleted only. Choose another kind.")
            .arg(exec.kind);
    if (runtime && runtime->requireMain && exec.main.isEmpty())
        return tr("%1 needs an entry point.").arg(exec.kind);
    return {};
}

} // namespace openwhisk
