#pragma once

#include <QDir>
#include <QFile>
#include <QUrl>

/// A program that behaves like whiskboard-sandbox as far as a console sees it, but serves the address it is given:
/// writes wskprops, says "ready", stays until SIGTERM.
inline QString fakeSandboxProgram(const QString &folder, const QUrl &serves)
{
    const QString path = QDir(folder).filePath(QStringLiteral("fake-sandbox"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("#!/bin/sh\n"
               "while [ $# -gt 0 ]; do case $1 in --data) data=$2; shift;; esac; shift; done\n"
               "mkdir -p \"$data\"\n"
               "printf 'APIHOST=" + serves.toEncoded() + "\\nAUTH=some:key\\n' > \"$data/wskprops\"\n"
               "echo ready " + serves.toEncoded() + "\n"
               "trap 'exit 0' TERM\n"
               "while :; do sleep 0.05; done\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return path;
}
