#pragma once

#include "core/openwhisk/activation.h"

/// One activation for a ticket or a chat: what it was, its result, the end of its logs. Secrets are masked. For a worker.
QByteArray activationMarkdown(const openwhisk::Activation &record);
