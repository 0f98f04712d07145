#pragma once

#include "core/insight/traceload.h"

namespace openwhisk {
class Session;
}

/// Records and members of sequences from the session's server.
insight::TraceSource traceSource(openwhisk::Session &session);
