#pragma once

#include <QWidget>

/// Six dots to take a row by. What is done with it is up to who listens.
class DragHandle : public QWidget {
    Q_OBJECT
public:
    explicit DragHandle(QWidget *parent = nullptr);
    QSize sizeHint() const override;

Q_SIGNALS:
    void dragged(const QPoint &globalPlace);
    void dropped(const QPoint &globalPlace);
    void canceled();

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void end();

    QPoint m_pressed;
    bool m_down = false;
    bool m_dragging = false;
};
