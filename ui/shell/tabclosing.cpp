#include "ui/shell/tabarea.h"
#include "ui/shell/tabstrip.h"
#include "ui/widgets/page.h"

#include <QAction>
#include <QMenu>
#include <QStackedWidget>

namespace {
constexpr qsizetype rememberedClosed = 20;
}

/// The page goes after the event that closed it: it may be on the stack.
void TabArea::remove(int index)
{
    const Tab tab = m_tabs.takeAt(index);
    if (tab.page) {
        disconnect(tab.page, nullptr, this, nullptr);
        m_stack->removeWidget(tab.page);
        tab.page->hide();
        tab.page->deleteLater();
    }
    m_strip->removeTab(index);
    showCurrent();
}

bool TabArea::closeTab(int index)
{
    if (index < 0 || index >= m_tabs.size())
        return true;
    const Tab tab = m_tabs.at(index);
    if (tab.page && !tab.page->prepareClose())
        return false;
    if (tab.target.kind != Target::Kind::NewAction) {
        m_closed.append(tab.target);
        if (m_closed.size() > rememberedClosed)
            m_closed.removeFirst();
    }
    remove(index);
    Q_EMIT tabsChanged();
    return true;
}

void TabArea::closeCurrent()
{
    closeTab(m_strip->currentIndex());
}

bool TabArea::closeOthers()
{
    for (int i = int(m_tabs.size()) - 1; i >= 0; --i) {
        if (i != m_strip->currentIndex() && !closeTab(i))
            return false;
    }
    return true;
}

void TabArea::closeTarget(const Target &target)
{
    if (const int index = indexOf(target); index >= 0) {
        remove(index);
        Q_EMIT tabsChanged();
    }
}

void TabArea::reopen()
{
    if (!m_closed.isEmpty())
        open(m_closed.takeLast());
}

void TabArea::step(int by)
{
    if (const int count = m_strip->count())
        m_strip->setCurrentIndex((m_strip->currentIndex() + by + count) % count);
}

bool TabArea::prepareClose()
{
    for (const auto &tab : std::as_const(m_tabs)) {
        if (tab.page && !tab.page->prepareClose())
            return false;
    }
    return true;
}

/// At once, not later: the session that the pages refer to is about to go.
void TabArea::clear()
{
    m_restoring = true;
    while (!m_tabs.isEmpty()) {
        const Tab tab = m_tabs.takeLast();
        m_strip->removeTab(int(m_tabs.size()));
        if (tab.page)
            disconnect(tab.page, nullptr, this, nullptr);
    }
    qDeleteAll(m_stack->findChildren<Page *>(Qt::FindDirectChildrenOnly)); // those of closed tabs, too
    m_closed.clear();
    m_restoring = false;
    showCurrent();
    Q_EMIT tabsChanged();
}

void TabArea::showMenu(const QPoint &position)
{
    const int index = m_strip->tabAt(position);
    if (index < 0)
        return;
    m_strip->setCurrentIndex(index);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Close")), &QAction::triggered, this, [this] { closeCurrent(); });
    connect(menu->addAction(tr("Close others")), &QAction::triggered, this, [this] { closeOthers(); });
    menu->popup(m_strip->mapToGlobal(position));
}
