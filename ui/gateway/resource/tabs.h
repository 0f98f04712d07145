#pragma once

#include <QList>

class QWidget;
class ResourceState;
class ResourceTab;

/// The tabs of an object's page, by its kind, in their order. JSON is among them, the history is not.
QList<ResourceTab *> makeTabs(ResourceState &state, QWidget *parent);
