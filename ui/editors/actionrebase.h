#pragma once

#include "ui/editors/actionstate.h"
#include "ui/editors/entity/reviewchanges.h"

/// What the user wants, put over what the server has now: parts that the user did not touch are the server's, parts
/// that the user touched are the user's. Limits and annotations go by key, code and parameters as a whole, because
/// that is how the server takes them.
openwhisk::ActionEdit rebased(const openwhisk::ActionEdit &was, const openwhisk::ActionEdit &now,
                              const openwhisk::ActionEdit &server);

/// From what the server has to what it will have. opened is what the user began with; it decides dropsTheirs.
QList<ReviewChange> reviewChanges(const openwhisk::ActionEdit &opened, const openwhisk::ActionEdit &server,
                                  const openwhisk::ActionEdit &after);
QString areaTitle(ActionArea area);
