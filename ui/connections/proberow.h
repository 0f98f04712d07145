#pragma once

#include "core/connections/probe.h"

#include <QWidget>

class QLabel;

/// One layer: mark, name, what was found.
class ProbeRow : public QWidget {
    Q_OBJECT
public:
    explicit ProbeRow(connections::ProbeLayer::Name name, QWidget *parent = nullptr);
    void set(const connections::ProbeLayer &layer);
    connections::ProbeLayer::Name name() const { return m_layer; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    connections::ProbeLayer::Name m_layer;
    QLabel *m_mark;
    QLabel *m_name;
    QLabel *m_text;
    connections::ProbeLayer::State m_state = connections::ProbeLayer::State::Waiting;
};

QString layerName(connections::ProbeLayer::Name name);
