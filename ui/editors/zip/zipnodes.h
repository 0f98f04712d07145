#pragma once

#include "core/zip/archive.h"

#include <QStringList>

#include <memory>
#include <vector>

/// How a file of the archive stands to what the server has.
enum class ZipState { Same, Changed, Added };

/// A file or folder of an archive, as the tree shows it. Made on a worker, then only read.
struct ZipNode {
    QString name;
    QString path;
    bool folder = false;
    qint64 size = 0;
    int files = 0; ///< in a folder and below
    int changed = 0;
    ZipState state = ZipState::Same;
    zip::Oddity oddity = zip::Oddity::None;
    bool likelyText = true; ///< by its name; its bytes have the last word
    qsizetype entry = -1;   ///< in the archive; -1: added, or a folder that no entry names
    ZipNode *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<ZipNode>> children;
};
using ZipRoot = std::shared_ptr<const ZipNode>;

/// An archive with what was edited in it, beside what the server has.
struct ZipContents {
    zip::Archive archive;
    zip::Edit edit;
    zip::Archive server;
};
/// One file as it stands after the edit.
struct ZipFile {
    QString path;
    qint64 size = 0;
    qsizetype entry = -1;
    ZipState state = ZipState::Same;
    bool operator==(const ZipFile &) const = default;
};
QList<ZipFile> filesOf(const ZipContents &contents);
ZipRoot zipTree(const ZipContents &contents);

/// What is worth saying about an archive.
struct ZipFacts {
    int files = 0;
    qint64 unpacked = 0;
    QStringList changed; ///< paths of files that were replaced
    QStringList added;
    QStringList gone; ///< paths that the server has and this has not
    QString largest; ///< folder or file, with its size
    QString needless; ///< a folder that is not needed to run: "test", ".git"
    int needlessFiles = 0;
    int odd = 0; ///< entries that are never opened
    bool bomb = false;
    QStringList paths; ///< of the top, for the check of what starts
};
ZipFacts zipFacts(const ZipContents &contents);

constexpr qint64 zipTextLimit = 1024 * 1024; ///< larger texts are not edited inside an archive
bool looksLikeText(const QByteArray &content);
QString languageOfFile(const QString &path); ///< for CodeEditor
