#pragma once

#include "core/exchange/activationexport.h"
#include "core/openwhisk/session.h"

/// What is needed to look into one activation elsewhere, as a zip: reads the action with its code, masks secrets, packs.
/// Gives the bytes of the zip. What the server does not tell is left out, and the bundle says so.
Async<QByteArray> reproductionBundle(openwhisk::Session &session, const openwhisk::Activation &record,
                                     const QByteArray &payload, QObject *owner);
