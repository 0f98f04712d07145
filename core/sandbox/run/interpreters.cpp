#include "core/sandbox/run/interpreters.h"

#include <QFile>
#include <QFileInfo>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

bool isMachineCode(const QString &path)
{
    QFile file(path);
    return QFileInfo(path).isExecutable() && file.open(QIODevice::ReadOnly) && file.read(4) == "\x7f"
                                                                                              "ELF";
}

} // namespace

QString findProgram(const QStringList &names, const QStringList &folders)
{
    for (const auto &folder : folders)
        for (const auto &name : names)
            if (const auto real = QFileInfo(folder + u'/' + name).canonicalFilePath(); !real.isEmpty() && isMachineCode(real))
                return real;
    return {};
}

Interpreters findInterpreters()
{
    auto folders = QStringList{u"/usr/bin"_s, u"/usr/local/bin"_s};
    for (const auto &folder : qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts))
        if (folder.startsWith(u'/') && !folders.contains(folder))
            folders.append(folder);
    return {findProgram({u"node"_s, u"nodejs"_s}, folders), findProgram({u"python3"_s}, folders)};
}

} // namespace sandbox
