#pragma once

#include <QStringView>

/// How grave a log line says it is.
enum class LogLevel { None, Debug, Info, Warning, Error };

/// From the words that loggers write: "ERROR", "[warn]", "level=info", {"level":50}, "TypeError: ...". None where
/// nothing tells.
LogLevel logLevel(QStringView line);
