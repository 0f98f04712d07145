#pragma once

#include <QString>

/// The window's switch between local times and UTC; kept as a property of the application, as the theme is. A change
/// sends QEvent::LocaleChange to every widget: those that hold a time as text write it anew.
bool timesInUtc();
void setTimesInUtc(bool utc);

/// Times and durations as texts; all of epoch milliseconds.
QString timeText(qint64 ms, bool utc = timesInUtc(), bool withDate = false); ///< "09:41:07.214", "Sat 21 Nov 09:41:07.214"
QString durationText(double ms);     ///< "41 ms", "1.9 s", "2 min 5 s"
QString millisText(qint64 ms);       ///< "60,012 ms": columns compare better in one unit
QString rfc3339(qint64 ms);          ///< "2026-11-21T08:41:07.214Z", for the clipboard
QString agoText(qint64 ms, qint64 nowMs); ///< "just now", "12 s ago", "9 min ago", "3 h ago", "2 days ago"
QString zoneText(qint64 ms, bool utc = timesInUtc()); ///< "CET", "UTC"
QString sizeText(qint64 bytes);      ///< "922 B", "4.2 KB", "1.1 MB"
QString countText(qint64 count);     ///< "18,204"
QString shortId(const QString &id);  ///< "a41f…9be2"
