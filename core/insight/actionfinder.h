#pragma once

#include "core/openwhisk/session.h"

#include <QPointer>

namespace insight {

/// An action that may be named: an own one, one behind a binding, one of a public package.
struct Found {
    openwhisk::EntityName name;
    QString kind;
    openwhisk::ActionLimits limits; ///< of own ones; the entries of packages do not say
    QString via;                    ///< the binding, or the namespace of a public package
    bool operator==(const Found &) const = default;
};

/// All words somewhere in the name; the best first: its own name begins so, then the whole begins so, then the rest.
QList<Found> matching(const QList<Found> &all, const QString &text, qsizetype most);

/// The actions that a sequence or a rule can name. Own ones come from the session's list; those of bindings and of
/// public packages are read once somebody searches.
class ActionFinder : public QObject {
    Q_OBJECT
public:
    explicit ActionFinder(openwhisk::Session &session, QObject *parent = nullptr);
    ~ActionFinder() override;

    void load(); ///< bindings and public packages; what was read stays
    QList<Found> find(const QString &text, qsizetype most = 50) const;
    bool loading() const { return m_open > 0; }
    const QStringList &notRead() const { return m_notRead; } ///< packages that could not be read, with the reason

Q_SIGNALS:
    void changed();

private:
    void collect();
    void readPublic();
    void readPackage(const openwhisk::EntityName &package, const QString &via);
    void askNext();
    void closed();

    struct Wanted {
        openwhisk::EntityName package;
        QString via;
    };
    QPointer<openwhisk::Session> m_session;
    QList<Found> m_own;
    QList<Found> m_others;
    QList<Wanted> m_queue;
    QStringList m_notRead;
    int m_running = 0;
    int m_open = 0;
    bool m_loaded = false;
};

} // namespace insight
