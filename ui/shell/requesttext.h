#pragma once

#include "core/net/requestlog.h"

/// A logged exchange as a text for people: when, what was sent, what came back. It has no secret: the log has none.
QString requestText(const net::LogEntry &entry);
