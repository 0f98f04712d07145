#pragma once

#include "ui/editors/entity/entitykind.h"
#include "ui/editors/loadedaction.h"

/// Actions for review, save and delete. The edit is what draftDocument() makes of an ActionEdit.
/// upload: follows the code on its way out, and may stop it.
EntityKindPtr actionKind(const std::shared_ptr<net::Upload> &upload = {});
EntityCopy copyOf(const LoadedAction &action);
LoadedAction loadedAction(const EntityCopy &copy);
