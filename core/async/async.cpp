// Compiles the headers of this folder by themselves, so that they stay complete.
#include "core/async/chain.h"
#include "core/async/deliver.h"
