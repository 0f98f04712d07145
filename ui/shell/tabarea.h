#pragma once

#include "ui/models/target.h"

#include <QWidget>

#include <functional>

class Page;
class QLabel;
class QStackedWidget;
class TabStrip;

/// The open things, one tab each. A page is made when its tab is looked at for the first time, so that ten tabs of the
/// last session cost nothing at the start.
class TabArea : public QWidget {
    Q_OBJECT
public:
    using Factory = std::function<Page *(const Target &, QWidget *parent)>;
    explicit TabArea(QWidget *parent = nullptr);
    ~TabArea() override;

    void setFactory(Factory factory) { m_factory = std::move(factory); }
    void setNameSpace(const QString &own) { m_nameSpace = own; } ///< what "_" stands for, once it is known
    void setMark(const QColor &color); ///< the line over the current tab; invalid: the accent colour
    void open(const Target &target);
    void restore(const QList<Target> &targets, const std::optional<Target> &current);

    Page *currentPage() const;
    Page *pageOf(const Target &target) const; ///< nullptr: not open, or not looked at yet
    std::optional<Target> currentTarget() const;
    QList<Target> targets() const;
    bool canReopen() const { return !m_closed.isEmpty(); }

    bool closeTab(int index);
    bool closeOthers();
    void closeTarget(const Target &target); ///< without asking: what it showed is gone
    void closeCurrent();
    void reopen();
    void step(int by);
    bool prepareClose(); ///< asks all pages; false: the user wants to stay
    void clear();        ///< without asking

Q_SIGNALS:
    void currentChanged();                    ///< another tab, or what the page in front shows
    void targetShown(const Target &target);   ///< another tab, or what it became
    void tabsChanged();  ///< which, or their order
    void pageMade(Page *page);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Tab {
        Target target;
        Page *page = nullptr;
    };
    void connectStrip();
    void add(const Target &target);
    Target canonical(Target target) const;
    int indexOf(const Target &given) const;
    void showCurrent();
    Page *makePage(int index);
    void pageChanged(Page *page);
    void describe(int index);
    void remove(int index);
    void showMenu(const QPoint &position);

    Factory m_factory;
    QString m_nameSpace;
    QList<Tab> m_tabs; ///< as in the strip
    QList<Target> m_closed;
    TabStrip *m_strip;
    QStackedWidget *m_stack;
    QWidget *m_nothing;
    bool m_restoring = false;
};

/// What stands on a tab before its page is made.
QString titleOf(const Target &target);
QString glyphOf(const Target &target);
