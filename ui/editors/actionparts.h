#pragma once

#include <QString>

class ActionHead;
class CodeTab;
class HistoryTab;
class InvokePanel;
class KeyValueEditor;
class ParametersTab;
class QPushButton;
class QStackedWidget;
class RuntimeTab;
class SequenceTab;
class UploadBar;
class UsedByTab;
class WebTab;

namespace insight {
class UsesLoad;
}

/// What the page of an action is put together from, and what it waits for.
struct ActionParts {
    ActionHead *head = nullptr;
    QStackedWidget *pages = nullptr;
    CodeTab *code = nullptr;
    ParametersTab *parameters = nullptr;
    RuntimeTab *runtime = nullptr;
    KeyValueEditor *annotations = nullptr;
    WebTab *web = nullptr;
    InvokePanel *invoke = nullptr;
    SequenceTab *sequence = nullptr;
    UsedByTab *usedBy = nullptr;
    HistoryTab *versions = nullptr;
    UploadBar *upload = nullptr;
    QPushButton *activations = nullptr; ///< leads to them
    QPushButton *sidePane = nullptr; ///< beside a zip: its facts or the invoke panel
    bool invokeWanted = false;
    bool reviewWaits = false; ///< for what was typed into a zip
    QString pendingFile; ///< from disk, until there is something to take it
    insight::UsesLoad *usesLoad = nullptr; ///< before a delete is asked for
};
