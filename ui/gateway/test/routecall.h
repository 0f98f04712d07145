#pragma once

#include "core/gateway/session.h"

/// Which function a route runs, as the gateway has it now: by a plugin of its own, of its plugin config, or of its service.
std::optional<gateway::FunctionCall> functionCallOf(const json::Value &route, const gateway::Session &session);
