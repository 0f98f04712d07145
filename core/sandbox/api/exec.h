#pragma once

#include "core/sandbox/api/names.h"

#include <optional>

namespace sandbox {

/// The "exec" of a PUT body.
struct ExecInput {
    json::Value exec;      ///< as stored, without the code: kind, binary, main, image, components
    QByteArray code;       ///< JSON text, empty for none
    qsizetype size = 0;    ///< as the limit counts it
    bool undecodable = false; ///< looks like base64, but with blanks round it: the real server fails on it (500)
    QList<EntityName> components; ///< of a sequence

    bool isSequence() const { return exec.value(u"kind").toString() == u"sequence"; }
};

/// malformed when it is none; own: what "_" in components stands for.
ExecInput readExec(const json::Value &value, const QString &own);

} // namespace sandbox
