#pragma once

#include "core/async/result.h"
#include "core/history/records.h"

#include <QWidget>

#include <optional>

class DraftKeeper;
class JsonEdit;
class MessageBar;
class QLabel;
class QLineEdit;
class QMenu;
class QToolButton;

namespace history {
class Store;
}

/// The payload of an invoke: JSON checked as one types, kept under names, those sent before at hand.
class PayloadBox : public QWidget {
    Q_OBJECT
public:
    PayloadBox(history::Store &store, const history::Key &key, QWidget *parent = nullptr);
    ~PayloadBox() override;

    QByteArray payload() const; ///< as typed
    QString problem() const; ///< why it cannot be sent, or empty
    void setKey(const history::Key &key);
    void load(); ///< again: one was saved elsewhere
    void setTitle(const QString &title); ///< "Invoke" unless told
    void setText(const QString &text); ///< as if it were typed
    void setExample(const QString &text) { m_example = text; } ///< offered in the menu; empty: none
    void remember(); ///< it was sent
    void rememberFor(const QString &activationId); ///< that came of what was sent last
    void format();
    void focusText();
    void find();

Q_SIGNALS:
    void changed();

private:
    void build();
    void restore();
    std::optional<history::Draft> draft();
    void show(const history::Payload &payload);
    void choose(const history::Payload &payload);
    void fillMenu();
    void addPayload(QMenu *menu, const history::Payload &payload);
    void askName();
    void saveNamed();
    void deleteNamed(const history::Payload &payload);
    void showName();

    history::Store &m_store;
    history::Key m_key;
    QList<history::Payload> m_named;
    QList<history::Payload> m_sent;
    QString m_name;
    QString m_example;
    QString m_lastSent;
    QString m_shown; ///< before anything was typed
    std::optional<history::Draft> m_lastDraft; ///< of what is no right JSON at the moment
    bool m_touched = false; ///< what was typed is not replaced by what comes late from the store
    QLabel *m_title;
    QToolButton *m_choose;
    QToolButton *m_save;
    QMenu *m_menu;
    QLineEdit *m_nameEdit;
    MessageBar *m_bar;
    JsonEdit *m_edit;
    DraftKeeper *m_drafts;
};
