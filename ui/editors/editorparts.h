#pragma once

#include "ui/widgets/parts.h" // they serve all screens
