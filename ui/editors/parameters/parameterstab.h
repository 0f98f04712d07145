#pragma once

#include "core/history/records.h"
#include "ui/editors/actionstate.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class EffectiveView;
class KeyValueEditor;

namespace history {
class Store;
}
namespace openwhisk {
class Session;
struct CallSetup;
}

/// The parameters of an action: its own to be edited, and below what arrives when it is called, through which path and
/// with which payload.
class ParametersTab : public QWidget {
    Q_OBJECT
public:
    ParametersTab(ActionState &state, openwhisk::Session &session, history::Store &store, QWidget *parent = nullptr);
    ~ParametersTab() override;

    void setAction(const openwhisk::EntityName &name, const history::Key &key);
    void setReadOnly(const QString &reason);
    QString problem() const;
    void find();
    /// Why the server would refuse the saved action with that payload, called by its own name; empty: it would not.
    QString refusal(const QByteArray &payload) const;

Q_SIGNALS:
    void payloadsChanged(); ///< one was saved here

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fill();
    void showFinal();
    void showEffective();
    void findPaths();
    void choosePath(int index);
    void loadPayloads();
    void savePayload(const history::Payload &payload);
    openwhisk::CallSetup setup() const;

    ActionState &m_state;
    QPointer<openwhisk::Session> m_session;
    history::Store &m_store;
    openwhisk::EntityName m_name;
    history::Key m_key;
    QList<openwhisk::EntityName> m_bindings; ///< of the action's package, in this namespace
    QString m_binding; ///< the one it is called through; empty: directly
    QList<openwhisk::KeyValue> m_ofBinding;
    QString m_trouble;
    std::unique_ptr<QObject> m_request;
    KeyValueEditor *m_editor;
    EffectiveView *m_effective;
};
