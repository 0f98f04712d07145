#pragma once

#include "core/async/error.h"
#include "core/net/outcome.h"

namespace net {

/// Cause and way on, for an attempt that got no (whole) answer.
QString transportSentence(const Outcome &outcome);
/// The server's own words where it had some, and the way on.
QString statusSentence(const Outcome &outcome);
/// The server's own words: of JSON, of plain text, of the title of a web page. Empty when it had none.
QString serverWords(const Response &response);
bool isWebPage(const Response &response);
/// For a write: what is known about whether it was done. Empty for reads.
QString doneOrNot(const Outcome &outcome);
/// Request line, status, transaction id, the first 4 KiB of the body, all redacted.
QString detailOf(const Outcome &outcome);
QByteArray transactionId(const Response &response);

} // namespace net
