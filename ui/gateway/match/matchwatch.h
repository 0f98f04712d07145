#pragma once

#include "core/async/result.h"
#include "ui/gateway/list/routemarks.h"
#include "ui/gateway/match/routejudge.h"
#include "ui/gateway/resource/resourcestate.h"

#include <QTimer>

/// What the other routes make of the edited one, worked out on a worker a moment after each change.
class MatchWatch : public QObject {
    Q_OBJECT
public:
    explicit MatchWatch(ResourceState &state, QObject *parent = nullptr);
    ~MatchWatch() override;

    const QList<RouteMark> &marks() const { return m_marks; } ///< of the edited route, the worst first
    void ask(const CallText &text);
    const std::optional<routejudge::Answer> &answer() const { return m_answer; }
    bool hasRoutes() const; ///< the list is known

Q_SIGNALS:
    void marksChanged();
    void answered();

private:
    struct Found {
        QList<RouteMark> marks;
        std::optional<routejudge::Answer> answer;
    };
    routejudge::Sources sources() const;
    FactSources factSources() const;
    void begin();
    void take(const Found &found);

    ResourceState &m_state;
    QTimer m_timer;
    std::shared_ptr<std::atomic_bool> m_stop;
    std::unique_ptr<QObject> m_owner; ///< the latest wins
    std::optional<CallText> m_text;
    QList<RouteMark> m_marks;
    std::optional<routejudge::Answer> m_answer;
};
