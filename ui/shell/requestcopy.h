#pragma once

#include "core/net/requestlog.h"
#include "core/openwhisk/names.h"

/// A logged exchange as texts for people: all of it, as a curl command, as a wsk command. None holds a secret: the
/// log has none, and the key is a variable.
QString requestText(const net::LogEntry &entry);
QString asCurl(const net::LogEntry &entry);
QString asWsk(const net::LogEntry &entry); ///< empty: wsk has no such command
QString wskInvoke(const openwhisk::EntityName &name);
