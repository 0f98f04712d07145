#pragma once

#include <QMenu>

/// A menu that stays open while its boxes are ticked: several of them are chosen in one go.
class StayMenu : public QMenu {
    Q_OBJECT
public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool tick();
};
