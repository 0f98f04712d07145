#pragma once

#include "ui/editors/entity/entitykind.h"

/// What deleting, exporting and other work on many needs to know of each; nullptr for what is no entity.
EntityKindPtr entityKindOf(Target::Kind kind);
