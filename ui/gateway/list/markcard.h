#pragma once

#include "ui/gateway/list/routemarks.h"

#include <QFrame>

#include <functional>

class FlowLayout;

/// One thing that is odd about an object: what, why, and the ways to put it right.
class MarkCard : public QFrame {
    Q_OBJECT
public:
    explicit MarkCard(const RouteMark &mark, QWidget *parent = nullptr);
    void addButton(const QString &text, std::function<void()> pressed);
    QString text() const { return m_text; }

private:
    QString m_text;
    QWidget *m_buttons;
    FlowLayout *m_flow;
};
