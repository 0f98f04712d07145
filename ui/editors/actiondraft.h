#pragma once

#include "core/json/value.h"
#include "core/openwhisk/operations.h"

/// An edit as one JSON document, for drafts and for comparing. Parameters and annotations are lists of key and value,
/// so that the store can leave out the values of secret ones and put them back (history/secrets.h).
json::Value draftDocument(const openwhisk::ActionEdit &edit);
openwhisk::ActionEdit editFromDraft(const json::Value &document);

/// The same with only the parts in which two edits differ, so that a draft of a parameter does not carry the code.
json::Value changedParts(const openwhisk::ActionEdit &edit, const openwhisk::ActionEdit &other);
/// What changedParts() left out is taken from whole.
openwhisk::ActionEdit withParts(const openwhisk::ActionEdit &whole, const json::Value &parts);
