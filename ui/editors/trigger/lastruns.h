#pragma once

#include "core/openwhisk/triggers.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <memory>

namespace net {
class Client;
}

/// What the rules of a trigger did the last time it fired: read from the newest record of the trigger and, for each
/// rule that started one, from the record of its action. Nothing else links them (facts 4.9).
class LastRuns : public QObject {
    Q_OBJECT
public:
    struct Run {
        qint64 startedMs = 0;
        openwhisk::RuleRun rule;
        std::optional<openwhisk::ActivationStatus> status; ///< none: not known (yet)
        bool operator==(const Run &) const = default;
    };
    explicit LastRuns(net::Client &client, QObject *parent = nullptr);

    void read(const openwhisk::EntityName &trigger); ///< what was read before stays until it is replaced
    const QHash<QString, Run> &runs() const { return m_runs; } ///< by name of the rule
    std::optional<qint64> lastFireMs() const { return m_lastFireMs; }
    const QString &lastFireId() const { return m_lastFireId; } ///< empty: not known
    bool known() const { return m_known; }

Q_SIGNALS:
    void changed();

private:
    void listCame(const Result<openwhisk::List<openwhisk::ActivationSummary>> &rows);
    void recordCame(const openwhisk::Activation &record);
    void askStatus(const QString &rule);

    QPointer<net::Client> m_client;
    std::unique_ptr<QObject> m_request;
    QHash<QString, Run> m_runs;
    std::optional<qint64> m_lastFireMs;
    QString m_lastFireId;
    bool m_known = false;
};
