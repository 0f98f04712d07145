#pragma once

#include "ui/gateway/resource/resourcestate.h"

#include <QTimer>

class ResourceCheck;

/// Holds the edited object against the schemas of the gateway on a worker and reports what is wrong to the state.
class ResourceChecks : public QObject {
    Q_OBJECT
public:
    explicit ResourceChecks(ResourceState &state, QObject *parent = nullptr);

private:
    void prepare(); ///< a schema or the plugins came
    void begin();
    void take(int generation, const QList<schema::Problem> &problems);

    ResourceState &m_state;
    QTimer m_timer; ///< typing comes in bursts
    std::shared_ptr<const ResourceCheck> m_check;
    std::optional<json::Value> m_schema;
    bool m_asked = false;
    int m_generation = 0; ///< an older answer is not taken
};
