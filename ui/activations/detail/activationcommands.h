#pragma once

#include "core/history/records.h"
#include "core/openwhisk/activation.h"
#include "ui/models/target.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QAction;
class QMenu;

namespace history {
class Store;
}
namespace openwhisk {
class Session;
}

/// What can be done with the activation that a detail shows: copy, export, invoke again, compare, open its action.
class ActivationCommands : public QObject {
    Q_OBJECT
public:
    struct Subject {
        openwhisk::ActivationSummary summary; ///< empty id: none
        std::optional<openwhisk::Activation> record;
        std::optional<history::Payload> payload; ///< that this console sent
    };
    ActivationCommands(openwhisk::Session &session, QWidget *parent);

    void setSubject(const Subject &subject);
    void setHistory(history::Store *store) { m_store = store; }
    QList<QAction *> all() const { return m_all; }
    QAction *action(const QString &id) const;
    QMenu *copyMenu() const { return m_copy; }
    QMenu *exportMenu() const { return m_export; }

Q_SIGNALS:
    void openRequested(const Target &target);
    void notice(const QString &text);
    void copyLogsRequested();

private:
    enum class Needs { Id, Row, Record, Server };
    QAction *add(QMenu *menu, const QString &text, const QString &id, Needs needs, std::function<void()> run);
    void addCopies();
    void addExports();
    void update();
    void copy(const QString &text, const QString &what);
    void copyAs(bool curl);
    void invokeAgain();
    void compare();
    void exportBundle();
    void askFile(const QString &title, const QString &name, std::function<void(const QString &)> chosen);
    void write(const QString &file, std::function<QByteArray()> make);
    QString fileName(const QString &ending) const;

    QWidget *m_window;
    QPointer<openwhisk::Session> m_session;
    history::Store *m_store = nullptr;
    Subject m_subject;
    QList<QAction *> m_all;
    QMenu *m_copy;
    QMenu *m_export;
};
