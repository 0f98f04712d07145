#pragma once

#include "core/sandbox/gateway/plane/chain.h"

namespace sandbox::gateway {

/// The answer that an exit stands for, as far as plugins can still change it.
void answerWith(Exchange &exchange, const Exit &exit);
/// nginx's own page.
void answerWithPage(Exchange &exchange, int status);
/// The rest that happens to each answer: plugins' filters, then nginx's own.
HttpResponse finished(Exchange &exchange, PluginConfs &global, PluginConfs &plugins);

} // namespace sandbox::gateway
