// What the page of a gateway object shows.
#include "core/gateway/session.h"
#include "ui/gateway/match/matchtab.h"
#include "ui/gateway/resource/pendingpane.h"
#include "ui/gateway/resource/resourcehead.h"
#include "ui/gateway/resource/resourcepage_p.h"
#include "ui/gateway/resource/resourcetext.h"
#include "ui/gateway/resource/tabs.h"
#include "ui/gateway/resource/versionstab.h"
#include "ui/gateway/waiting.h"
#include "ui/widgets/foldingsplitter.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>

using namespace Qt::StringLiterals;

void ResourceWorks::build()
{
    head = new ResourceHead(q);
    pages = new QStackedWidget(q);
    pending = new PendingPane(state, q);
    middle = new QSplitter(Qt::Vertical, q);
    middle->addWidget(pages);
    middle->setChildrenCollapsible(false);
    splitter = new FoldingSplitter(q);
    splitter->addWidget(middle);
    splitter->addWidget(pending);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({760, 390});
    buildFrame(u"resource"_s, splitter);
    q->setFocusProxy(tabBar);
    layOutFrame(head, stateView);
    buildTabs();
    buildCommands();
    connectView();
}

void ResourceWorks::buildTabs()
{
    for (ResourceTab *tab : makeTabs(state, q))
        addTab(tab);
    if (!state.services().store)
        return;
    versions = new VersionsTab(state, *state.services().store, q);
    addTab(versions);
    connect(versions, &VersionsTab::restoreWanted, this, &ResourceWorks::bringBack);
}

void ResourceWorks::addTab(ResourceTab *tab)
{
    for (QScrollArea *area : tab->findChildren<QScrollArea *>())
        area->setFocusPolicy(Qt::ClickFocus); // Tab goes to what is in them
    tabs.append(tab);
    pages->addWidget(tab);
    tabBar->addTab(tab->title());
    connect(tab, &ResourceTab::titleChanged, this, &ResourceWorks::showTabs);
    connect(tab, &ResourceTab::openRequested, q, &Page::openRequested);
    connect(tab, &ResourceTab::notice, q, &Page::notice);
    if (auto *match = qobject_cast<MatchTab *>(tab)) {
        connect(match, &MatchTab::marksChanged, this, &ResourceWorks::showHead);
        connect(match, &MatchTab::reviewWanted, q, &ResourcePage::save);
        connect(match, &MatchTab::testWanted, this, &ResourceWorks::sendTestOf);
    }
}

void ResourceWorks::connectView()
{
    connect(head->save(), &QPushButton::clicked, q, &ResourcePage::save);
    connect(head->revert(), &QPushButton::clicked, q, &ResourcePage::revert);
    connect(head->test(), &QPushButton::clicked, this, &ResourceWorks::sendTest);
    connect(head, &ResourceHead::idEdited, this, &ResourceWorks::idTyped);
    connect(&state, &ResourceState::valueChanged, this, &ResourceWorks::edited);
    connect(&state, &ResourceState::problemsChanged, this, &ResourceWorks::showState);
    connect(&state, &ResourceState::keyChanged, this, &ResourceWorks::showState); // a tab may choose the id of a new one
    connect(tabBar, &QTabBar::currentChanged, this, [this](int index) {
        pages->setCurrentIndex(index);
        pending->setVisible(index >= 0 && tabs.at(index)->hasSide());
    });
    if (gateway::Session *open = session()) {
        waiting = new Waiting(*open, target.gatewayKind, *q);
        connect(waiting, &Waiting::wordsChanged, this, &ResourceWorks::sayNextTry);
        connect(open, &gateway::Session::stateChanged, this, &ResourceWorks::awayChanged);
        connect(open, &gateway::Session::changed, this, [this](gateway::Kind kind) {
            if (kind == target.gatewayKind && away().has_value() != wasAway)
                awayChanged();
        });
        connect(open, &QObject::destroyed, this, &ResourceWorks::showState);
    }
}

ResourceTab *ResourceWorks::currentTab() const
{
    return tabs.value(tabBar->currentIndex());
}

void ResourceWorks::chooseTab(ResourceTab *tab)
{
    tabBar->setCurrentIndex(int(tabs.indexOf(tab)));
}

QString ResourceWorks::about() const
{
    QString text = resource::aboutText(state.key(), state.value());
    const auto seconds = state.document() ? state.document()->value.value(u"update_time").toInteger() : std::nullopt;
    if (seconds)
        text += u" · "_s + ResourcePage::tr("changed %1").arg(agoText(*seconds * 1000, QDateTime::currentMSecsSinceEpoch()));
    return text;
}

QString ResourceWorks::idHint() const
{
    if (!isNew())
        return {};
    switch (target.gatewayKind) {
    case gateway::Kind::Consumer:
        return ResourcePage::tr("User name");
    case gateway::Kind::PluginMetadata:
        return ResourcePage::tr("Name of the plugin");
    case gateway::Kind::Secret:
        return ResourcePage::tr("Manager and id: vault/1");
    default:
        return gateway::rulesOf(target.gatewayKind).post ? ResourcePage::tr("Id: empty, and the gateway makes one") : ResourcePage::tr("Id");
    }
}

void ResourceWorks::showHead()
{
    head->showGlyph(q->glyph());
    head->askId(state.key().id, idHint());
    const auto path = gateway::pathOf(state.key());
    const QString tip = state.document() && path ? QString::fromLatin1(*path) : QString();
    head->showName(q->title(), state.isLoaded() ? about() : QString(), tip);
    head->setIdProblem(isNew() ? idProblem() : QString());
    QList<ResourceHead::Mark> marks;
    if (state.isLoaded() && resource::hasStatus(target.gatewayKind))
        marks.append(resource::isEnabled(state.value()) ? ResourceHead::Mark{ResourcePage::tr("enabled"), Chip::Tone::Success}
                                                        : ResourceHead::Mark{ResourcePage::tr("off"), Chip::Tone::Neutral});
    for (ResourceTab *tab : std::as_const(tabs))
        if (const auto *match = qobject_cast<MatchTab *>(tab); match && state.isLoaded())
            for (const RouteMark &mark : match->marks())
                if (isProblem(mark))
                    marks.append({u"⚠ "_s + mark.word, toneOf(mark), mark.sentence});
    if (gone)
        marks.append({ResourcePage::tr("deleted"), Chip::Tone::Error});
    else if (const QString reason = readOnlyReason(); !reason.isEmpty())
        marks.append({ResourcePage::tr("read-only"), Chip::Tone::Error, reason});
    head->showMarks(marks);
}

void ResourceWorks::showTabs()
{
    for (int i = 0; i < int(tabs.size()); ++i) {
        const int count = state.isLoaded() ? tabs.at(i)->count() : -1; // what is not known is not none
        tabBar->setTabText(i, count >= 0 ? u"%1  %2"_s.arg(tabs.at(i)->title()).arg(count) : tabs.at(i)->title());
        if (tabs.at(i) == versions)
            tabBar->setTabVisible(i, !isNew());
    }
    const ResourceTab *shown = currentTab();
    pending->setVisible(shown && shown->hasSide());
}

void ResourceWorks::showState()
{
    const QString frozen = frozenReason();
    state.setReadOnlyReason(state.isLoaded() ? frozen : ResourcePage::tr("It is not loaded."));
    showHead();
    showTabs();
    enableOrExplain(head->save(), problem(), ResourcePage::tr("See the change, then save it (Ctrl+S)"));
    enableOrExplain(head->revert(), frozen.isEmpty() && !q->modified() ? ResourcePage::tr("Nothing is changed.") : frozen);
    showCommands();
    Q_EMIT q->changed();
}
