#pragma once

#include "core/sandbox/system/native.h"

namespace sandbox {

/// The actions of /whisk.system/apimgmt, which `wsk api` and others call as web actions.
json::Value createApi(const NativeCall &call);
json::Value getApi(const NativeCall &call);
json::Value deleteApi(const NativeCall &call);

} // namespace sandbox
