#pragma once

#include "core/openwhisk/operations.h"

namespace openwhisk {

/// What a file is good for, by its name, as wsk has it (facts 9).
struct FileKind {
    QString kind;        ///< "nodejs:default"; empty: it has to be chosen
    bool binary = false; ///< sent as base64
};
FileKind kindOfFile(const QString &fileName);
/// A legal name for an action made of that file or folder: without the suffix, what is illegal becomes a dash.
QString actionNameOfFile(const QString &fileName);
/// The runtime of a kind, "nodejs:default" included; nullptr: the server has none. Good as long as info is.
const ServerInfo::Runtime *runtimeOf(const ServerInfo &info, const QString &kind);
/// "nodejs:default" as the kind that the server will make of it, so that the user sees it before.
QString concreteKind(const ServerInfo &info, const QString &kind);
/// Kinds for new code: not the deprecated ones; blackbox last.
QStringList choosableKinds(const ServerInfo &info);
/// Kinds that a zip with such files may be for, the likeliest first.
QStringList kindsForZip(const ServerInfo &info, const QStringList &paths);
/// What the archive of a kind must hold to start, e.g. "index.js" or package.json's main; empty: nothing is known.
QStringList startFiles(const QString &kind);

inline const QString blackboxKind = QStringLiteral("blackbox");
inline const QString nativeImage = QStringLiteral("openwhisk/dockerskeleton");
inline const QString nativeKind = QStringLiteral("native"); ///< as wsk calls blackbox with that image
bool isNative(const Exec &exec);
/// The exec with a kind as the user chooses it; native is one.
Exec withKind(Exec exec, const QString &kind);

/// Why the server would refuse this exec, or empty: kind, image, entry point, missing code (facts 2.1).
QString execProblem(const ServerInfo &info, const Exec &exec);
QString imageProblem(const QString &image);

} // namespace openwhisk
