#pragma once

#include "core/openwhisk/operations.h"

#include <QObject>

#include <functional>
#include <optional>

/// An action as it was read, its own parameters told from those that the server merged in from its package.
struct LoadedAction {
    openwhisk::Action action;
    QList<openwhisk::KeyValue> own;
    QList<openwhisk::KeyValue> ofPackage;
    bool ownKnown = false; ///< own is what the server said, not what is left without the package's

    openwhisk::ActionEdit edit() const;
    void learnFrom(const LoadedAction &known); ///< which are its own, when known tells of the same stand
};

/// Reads an action with its code and, beside it, its package. Deleting it ends both requests.
class ActionLoad : public QObject {
    Q_OBJECT
public:
    using Callback = std::function<void(const Result<LoadedAction> &)>;
    ActionLoad(net::Client &client, const openwhisk::EntityName &name, Callback callback, QObject *parent = nullptr);

private:
    void fail(const Error &error);
    void finishWhenComplete();

    Callback m_callback;
    std::optional<openwhisk::Action> m_action;
    std::optional<openwhisk::Package> m_package;
    bool m_packaged = false;
    bool m_done = false;
};
