#pragma once

#include <QString>

#include <optional>

namespace sandbox::gateway {

class Etcd;
struct Kind;

/// Why the one of that id cannot be deleted: the first that still refers to it. None: it can.
std::optional<QString> stillUsed(Etcd &etcd, const Kind &kind, const QString &id);

} // namespace sandbox::gateway
