#pragma once

#include "core/async/steps.h"
