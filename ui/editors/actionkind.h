#pragma once

#include "ui/editors/entity/entitykind.h"
#include "ui/editors/loadedaction.h"

/// Actions for review, save and delete. The edit is what draftDocument() makes of an ActionEdit.
EntityKindPtr actionKind();
EntityCopy copyOf(const LoadedAction &action);
LoadedAction loadedAction(const EntityCopy &copy);
