#pragma once

namespace net {

/// When to ask again after that many failures in a row; random is from 0 to 1.
int pauseAfter(int intervalMs, int failures, double random);

} // namespace net
