#pragma once

#include <QAbstractButton>
#include <QTabBar>

/// × on a tab, or ● while there is something unsaved; × again under the mouse.
class TabButton : public QAbstractButton {
    Q_OBJECT
public:
    explicit TabButton(QWidget *parent);
    void setModified(bool modified);
    bool modified() const { return m_modified; }
    QSize sizeHint() const override { return {16, 16}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_modified = false;
};

/// The row of tabs: movable, closable by ×, middle button and menu.
class TabStrip : public QTabBar {
    Q_OBJECT
public:
    explicit TabStrip(QWidget *parent = nullptr);
    void setTab(int index, const QString &title, const QIcon &icon, bool modified, const QString &tip);
    bool isModified(int index) const;

Q_SIGNALS:
    void closeRequested(int index);

protected:
    QSize tabSizeHint(int index) const override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void tabInserted(int index) override;

private:
    TabButton *buttonAt(int index) const;
};
