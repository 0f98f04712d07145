#pragma once

#include "core/connections/profile.h"

#include <QWidget>

/// The line below the title in the environment's colour: production looks like production.
class EnvironmentLine : public QWidget {
    Q_OBJECT
public:
    explicit EnvironmentLine(QWidget *parent = nullptr);
    void set(connections::Environment environment);
    connections::Environment environment() const { return m_environment; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    connections::Environment m_environment = connections::Environment::Dev;
};
