#pragma once

#include "core/async/result.h"
#include "core/history/activations.h"
#include "ui/widgets/dialog.h"

class MessageBar;
class QCheckBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSettings;
class QSpinBox;

namespace history {
class ActivationStore;
}

/// What of a connection's activations is kept on this machine: whether, how long, how much, and to empty it.
class StoreDialog : public Dialog {
    Q_OBJECT
public:
    StoreDialog(history::ActivationStore &store, QSettings *settings, const QString &profileId, const QString &connectionName, QWidget *parent = nullptr);

private:
    void build(const QString &connectionName);
    void addBounds(QFormLayout *form);
    void load();
    void take(const Result<history::ActivationHolding> &holding);
    void apply();
    void empty();
    void say(const Error &error);

    history::ActivationStore &m_store;
    QSettings *m_settings;
    QString m_profileId;
    QCheckBox *m_enabled;
    QSpinBox *m_days;
    QSpinBox *m_megabytes;
    QLabel *m_holding;
    QPushButton *m_empty;
    MessageBar *m_message;
};
