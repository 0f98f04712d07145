#pragma once

#include "ui/editors/entity/entitykind.h"

/// Packages and bindings. The edit of a binding has binding, that of a package has publish. A binding whose provider
/// is gone, or is a binding by now, cannot be read: its copy is made from its row in the list, has no parameters and
/// isBroken().
EntityKindPtr packageKind();
bool isBinding(const EntityCopy &copy);
bool isBroken(const EntityCopy &copy);
