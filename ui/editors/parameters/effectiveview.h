#pragma once

#include "core/history/records.h"
#include "core/openwhisk/effective.h"

#include <QWidget>

class EffectiveModel;
class MessageBar;
class QComboBox;
class QLabel;
class QTableView;

/// Package, binding, action and call in one table: who wins, what arrives, and whether the server would refuse the
/// call. For the pages of actions, packages and bindings; it loads nothing.
class EffectiveView : public QWidget {
    Q_OBJECT
public:
    explicit EffectiveView(QWidget *parent = nullptr);

    struct Names {
        QString package;
        QString binding;
    };
    /// The layers below the call; which of them are shown follows from the names and from withAction.
    void setSetup(const openwhisk::CallSetup &setup, const Names &names, bool withAction = true);
    void setPaths(const QStringList &paths, int current); ///< "orders/price-quote", "orders-de/price-quote" …; none: no choice
    void setPayloads(const QList<history::Payload> &payloads); ///< those with a name
    void showTrouble(const QString &text); ///< a layer could not be read; empty: all is there
    const openwhisk::Effective &effective() const { return m_effective; }

Q_SIGNALS:
    void pathChosen(int index);
    /// The payload that was chosen, without what would be refused.
    void payloadChanged(const history::Payload &payload);

private:
    void build();
    void update();
    void showRefusal();
    QString refusalText() const;
    void leaveOut();
    std::optional<history::Payload> payload() const;

    openwhisk::CallSetup m_setup;
    openwhisk::Effective m_effective;
    Names m_names;
    QList<history::Payload> m_payloads;
    QString m_trouble;
    EffectiveModel *m_model;
    QLabel *m_title;
    QLabel *m_asLabel;
    QComboBox *m_path;
    QComboBox *m_payload;
    QTableView *m_table;
    MessageBar *m_bar;
};
