#pragma once

#include "core/async/error.h"

struct GatewayServices;
class QWidget;
class StateView;

/// Ways on from what keeps a gateway's list or object from being seen, beside "Try again".
namespace errorways {

/// Further buttons of the state that says the error: "How to allow it" where an address is not let in, "Open
/// connection…" where key or address of the connection may be wrong.
void add(StateView &view, const Error &error, const GatewayServices &services);

} // namespace errorways
