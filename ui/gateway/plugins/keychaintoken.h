#pragma once

#include "core/async/result.h"
#include "core/json/value.h"

struct GatewayServices;
class QObject;

/// The profile's OpenWhisk key in documents that are being edited: only saving puts it there, so that no draft, history
/// or view ever has it.
namespace keychain {

QString openwhiskToken(); ///< stands where the key goes
bool isWanted(const json::Value &document);
/// The document with the key; the document itself where none is wanted. An Error when the keychain has none.
Async<json::Value> filled(const GatewayServices &services, const json::Value &document, QObject *owner);

} // namespace keychain
