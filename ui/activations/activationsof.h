#pragma once

#include "core/openwhisk/operations.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace openwhisk {
class Session;
}

/// Asks the server for the activations of one action by its name, further and further back: what runs seldom is found
/// without reading everything else.
class ActivationsOf : public QObject {
    Q_OBJECT
public:
    explicit ActivationsOf(openwhisk::Session &session, QObject *parent = nullptr);

    void setAction(const QString &action); ///< "pkg/name"; empty: none. Asks for its newest ones
    const QString &action() const { return m_action; }
    void loadOlder();
    bool loading() const { return m_request != nullptr; }
    bool reachedEnd() const { return m_end; }
    const std::optional<Error> &error() const { return m_error; }

Q_SIGNALS:
    void came(const openwhisk::List<openwhisk::ActivationSummary> &rows);
    void changed(); ///< loading, end or error

private:
    using Rows = openwhisk::List<openwhisk::ActivationSummary>;
    void take(const Result<Rows> &answer);
    QPointer<openwhisk::Session> m_session;
    QString m_action;
    std::unique_ptr<QObject> m_request; ///< owner of the request under way: its end ends the request
    std::optional<qint64> m_backTo;
    std::optional<Error> m_error;
    bool m_end = false;
};
