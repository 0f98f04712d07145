#pragma once

#include "core/json/value.h"

#include <memory>

namespace schema {

struct Problem {
    QString pointer; ///< RFC 6901: the member that is wrong, or missing
    QString sentence;
    bool operator==(const Problem &) const = default;
};

/// Checks values by a JSON schema as the server reads it: patterns are PCRE, defaults count, {} and [] are the same
/// where they are empty, and a reference to a secret passes for any text. Compiled on first use; any thread may use it.
class Check {
public:
    explicit Check(json::Value schema);
    ~Check();
    Check(const Check &) = delete;
    Check &operator=(const Check &) = delete;

    bool accepts(const json::Value &value) const;
    QList<Problem> problems(const json::Value &value) const;

private:
    friend class Choosing;
    struct Compiled;
    const Compiled &compiled() const;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace schema
