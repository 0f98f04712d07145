#include "ui/shell/tabarea.h"

#include "ui/shell/tabstrip.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/page.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QScopedValueRollback>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

QString titleOf(const Target &target)
{
    switch (target.kind) {
    case Target::Kind::NewAction: return TabArea::tr("New action");
    case Target::Kind::NewSequence: return TabArea::tr("New sequence");
    case Target::Kind::NewPackage: return TabArea::tr("New package");
    case Target::Kind::NewBinding: return TabArea::tr("New binding");
    case Target::Kind::NewTrigger: return TabArea::tr("New trigger");
    case Target::Kind::NewRule: return TabArea::tr("New rule");
    case Target::Kind::PublicPackages: return TabArea::tr("Public packages");
    case Target::Kind::Apis: return TabArea::tr("APIs");
    case Target::Kind::Server: return TabArea::tr("Server");
    case Target::Kind::GatewayList: return gateway::plural(target.gatewayKind);
    case Target::Kind::GatewayObject: return target.id;
    case Target::Kind::NewGatewayObject: return TabArea::tr("New %1").arg(gateway::singular(target.gatewayKind));
    case Target::Kind::Activation: return target.id.left(8);
    case Target::Kind::Activations:
        return target.name.name.isEmpty() ? TabArea::tr("Activations") : TabArea::tr("Activations of %1").arg(target.name.name);
    case Target::Kind::Action:
    case Target::Kind::Package:
    case Target::Kind::Trigger:
    case Target::Kind::Rule: return target.name.name;
    }
    return {};
}

QString glyphOf(const Target &target)
{
    switch (target.kind) {
    case Target::Kind::Activation:
    case Target::Kind::Activations: return u"activations"_s;
    case Target::Kind::Package:
    case Target::Kind::NewPackage:
    case Target::Kind::PublicPackages: return u"package"_s;
    case Target::Kind::NewBinding: return u"binding"_s;
    case Target::Kind::Trigger:
    case Target::Kind::NewTrigger: return u"trigger"_s;
    case Target::Kind::Rule:
    case Target::Kind::NewRule: return u"rule"_s;
    case Target::Kind::NewSequence: return u"sequence"_s;
    case Target::Kind::Apis: return u"api"_s;
    case Target::Kind::Server: return u"default"_s;
    case Target::Kind::GatewayList:
    case Target::Kind::GatewayObject:
    case Target::Kind::NewGatewayObject: return gatewayGlyph(target.gatewayKind);
    case Target::Kind::Action:
    case Target::Kind::NewAction: return u"action"_s;
    }
    return {};
}

namespace {

QWidget *nothingOpen(QWidget *parent)
{
    auto *pane = new QWidget(parent);
    pane->setObjectName(u"nothingOpen"_s);
    auto *head = withRole(new QLabel(TabArea::tr("Nothing is open.")), u"title"_s);
    auto *hint = withRole(new QLabel(TabArea::tr("Ctrl K goes to anything; Enter opens what is selected in the explorer.")),
                          u"muted"_s);
    for (auto *label : {head, hint}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    auto *layout = new QVBoxLayout(pane);
    layout->addStretch(2);
    layout->addWidget(head);
    layout->addWidget(hint);
    layout->addStretch(3);
    return pane;
}

} // namespace

TabArea::TabArea(QWidget *parent)
    : QWidget(parent), m_strip(new TabStrip(this)), m_stack(new QStackedWidget(this)), m_nothing(nothingOpen(this))
{
    setObjectName(u"tabArea"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_strip);
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(m_nothing);
    m_strip->hide();
    connectStrip();
}

TabArea::~TabArea()
{
    disconnect(m_strip, nullptr, this, nullptr);
}

void TabArea::connectStrip()
{
    connect(m_strip, &QTabBar::currentChanged, this, &TabArea::showCurrent);
    connect(m_strip, &TabStrip::closeRequested, this, &TabArea::closeTab);
    connect(m_strip, &QTabBar::tabMoved, this, [this](int from, int to) {
        m_tabs.move(from, to);
        Q_EMIT tabsChanged();
    });
    connect(m_strip, &QWidget::customContextMenuRequested, this, &TabArea::showMenu);
}

void TabArea::setMark(const QColor &color)
{
    const QString rule = u"QTabBar::tab:selected { border-top-color: %1; }"_s;
    m_strip->setStyleSheet(color.isValid() ? rule.arg(color.name()) : QString());
}

/// Lists name the own namespace, links and typed names say "_": it is the same entity, so the same tab.
Target TabArea::canonical(Target target) const
{
    if (!m_nameSpace.isEmpty() && target.name.ns == m_nameSpace)
        target.name.ns = u"_"_s;
    return target;
}

int TabArea::indexOf(const Target &given) const
{
    const Target target = canonical(given);
    for (int i = 0; i < m_tabs.size(); ++i) {
        if (canonical(m_tabs.at(i).target) == target)
            return i;
    }
    return -1;
}

void TabArea::add(const Target &target)
{
    m_tabs.append({target, nullptr});
    m_strip->addTab(QString()); // may become current, then its page is made
    describe(int(m_tabs.size()) - 1);
    m_strip->show();
}

void TabArea::open(const Target &target)
{
    int index = indexOf(target);
    if (index < 0) {
        add(canonical(target));
        index = int(m_tabs.size()) - 1;
        Q_EMIT tabsChanged();
    }
    m_strip->setCurrentIndex(index);
    if (auto *page = currentPage())
        page->setFocus(Qt::OtherFocusReason);
}

void TabArea::restore(const QList<Target> &targets, const std::optional<Target> &current)
{
    {
        const QScopedValueRollback restoring(m_restoring, true);
        for (const auto &target : targets) {
            if (indexOf(target) < 0)
                add(target);
        }
        const int index = current ? indexOf(*current) : -1;
        m_strip->setCurrentIndex(index < 0 ? 0 : index);
    }
    showCurrent();
    Q_EMIT tabsChanged();
}

Page *TabArea::makePage(int index)
{
    auto &tab = m_tabs[index];
    if (tab.page || !m_factory)
        return tab.page;
    Page *page = m_factory(tab.target, m_stack);
    if (!page)
        return nullptr;
    m_tabs[index].page = page;
    m_stack->addWidget(page);
    connect(page, &Page::changed, this, [this, page] { pageChanged(page); });
    Q_EMIT pageMade(page);
    describe(index);
    return page;
}

void TabArea::showCurrent()
{
    if (m_restoring)
        return;
    const int index = m_strip->currentIndex();
    Page *page = index >= 0 && index < m_tabs.size() ? makePage(index) : nullptr;
    m_stack->setCurrentWidget(page ? static_cast<QWidget *>(page) : m_nothing);
    m_strip->setVisible(m_strip->count() > 0);
    if (page)
        Q_EMIT targetShown(Target(m_tabs.at(index).target));
    Q_EMIT currentChanged();
}

void TabArea::pageChanged(Page *page)
{
    for (int i = 0; i < m_tabs.size(); ++i) {
        if (m_tabs.at(i).page != page)
            continue;
        describe(i);
        if (!(m_tabs.at(i).target == page->target())) {
            m_tabs[i].target = page->target(); // a new action has been created
            Q_EMIT tabsChanged();
            if (page == currentPage())
                Q_EMIT targetShown(page->target());
        }
        if (page == currentPage())
            Q_EMIT currentChanged();
        return;
    }
}

void TabArea::describe(int index)
{
    const auto &tab = m_tabs.at(index);
    const QString title = tab.page ? tab.page->title() : titleOf(tab.target);
    const QString glyph = tab.page ? tab.page->glyph() : glyphOf(tab.target);
    const QString tip = tab.target.name.name.isEmpty() ? title : tab.target.name.shown();
    m_strip->setTab(index, title, entityIcon(glyph), tab.page && tab.page->modified(), tip);
}

Page *TabArea::currentPage() const
{
    const int index = m_strip->currentIndex();
    return index >= 0 && index < m_tabs.size() ? m_tabs.at(index).page : nullptr;
}

Page *TabArea::pageOf(const Target &target) const
{
    const int index = indexOf(target);
    return index < 0 ? nullptr : m_tabs.at(index).page;
}

std::optional<Target> TabArea::currentTarget() const
{
    const int index = m_strip->currentIndex();
    return index >= 0 && index < m_tabs.size() ? std::optional(m_tabs.at(index).target) : std::nullopt;
}

QList<Target> TabArea::targets() const
{
    QList<Target> result;
    for (const auto &tab : m_tabs)
        result.append(tab.target);
    return result;
}

void TabArea::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    for (int i = 0; i < m_tabs.size(); ++i)
        describe(i);
}
