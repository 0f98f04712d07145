#include "ui/editors/editorparts.h"
#include "ui/editors/entity/entitydocument.h"
#include "ui/editors/entity/entitypage_p.h"
#include "ui/editors/keyvalueeditor.h"
#include "ui/editors/pagestack.h"
#include "ui/editors/sidesplitter.h"
#include "ui/widgets/stateview.h"

#include <QAction>
#include <QBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>

using namespace openwhisk;
using namespace Qt::StringLiterals;

void EntityPageWorks::build()
{
    head = new EntityHead(q);
    pages = new PageStack(q);
    buildFrame(u"entity"_s, pages);
    splitter = new SideSplitter(stateView, q);
    q->setFocusProxy(tabBar);
    layOutFrame(head, splitter);
    buildCommands();
    connectView();
}

void EntityPageWorks::buildCommands()
{
    auto *menu = new QMenu(head->more());
    menu->setToolTipsVisible(true);
    head->more()->setMenu(menu);
    addCommand(u"entity.compare"_s, EntityPage::tr("Compare with server"), [this] { compare(); },
               EntityPage::Needs::Server);
    addCommand(u"entity.delete"_s, EntityPage::tr("Delete…"), [this] { q->remove(); }, EntityPage::Needs::Write);
    addCommand(u"entity.copyName"_s, EntityPage::tr("Copy full name"), [this] { copyName(); },
               EntityPage::Needs::Nothing);
}

QAction *EntityPageWorks::addCommand(const QString &id, const QString &text, std::function<void()> run,
                                     EntityPage::Needs needs)
{
    auto *action = new QAction(text, this);
    action->setObjectName(id);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    commands.append({action, needs});
    head->more()->menu()->addAction(action);
    return action;
}

void EntityPageWorks::connectView()
{
    connect(head->save(), &QPushButton::clicked, q, &EntityPage::save);
    connect(head->revert(), &QPushButton::clicked, q, &EntityPage::revert);
    connect(head->compare(), &QPushButton::clicked, this, &EntityPageWorks::compare);
    connect(head, &EntityHead::nameEdited, this, &EntityPageWorks::edited);
    connect(&state, &EntityState::reset, this, &EntityPageWorks::fill);
    connect(&state, &EntityState::edited, this, &EntityPageWorks::edited);
    connect(tabBar, &QTabBar::currentChanged, this, [this](int index) {
        pages->setCurrentIndex(index);
        if (side && index >= 0)
            side->setVisible(tabs.at(index).withSide);
    });
    connect(session, &Session::stateChanged, this, &EntityPageWorks::showState);
    connect(session, &Session::changed, this, &EntityPageWorks::showState); // names taken, what a page shows of lists
    connect(session, &QObject::destroyed, this, &EntityPageWorks::showState);
}

void EntityPageWorks::addTab(const EntityPage::Tab &tab)
{
    tab.content->setObjectName(tab.id);
    tabs.append(tab);
    pages->addWidget(tab.content);
    tabBar->addTab(tab.title);
}

KeyValueEditor *EntityPageWorks::addItems(const QString &member, const QString &id, const QString &title,
                                          bool parameters)
{
    auto *editor = new KeyValueEditor(
        parameters ? KeyValueModel::Sort::Parameters : KeyValueModel::Sort::Annotations, q);
    items.append({editor, member});
    connect(editor, &KeyValueEditor::edited, this, [this, editor, member] { state.setItems(member, editor->items()); });
    addTab({id, title, editor, {member}, [this, member] { return state.items(member).size(); }, false});
    return editor;
}

void EntityPageWorks::addLink(const QString &id, const QString &text, std::function<void()> run)
{
    QPushButton *link = makeButton(text, id, q, u"link"_s);
    connect(link, &QPushButton::clicked, this, [run = std::move(run)] { run(); });
    links.append(link);
    tabRow->insertWidget(int(links.size()), link);
}

void EntityPageWorks::setSide(QWidget *widget, int width)
{
    side = widget;
    splitter->setSide(side, width);
}

void EntityPageWorks::fill()
{
    for (const Items &list : std::as_const(items)) {
        list.editor->setItems(state.items(list.member), state.itemsBefore(list.member));
        if (list.member == u"parameters"_s && state.copy())
            list.editor->setInherited(state.copy()->inherited, state.copy()->inheritedFrom);
    }
    if (document)
        document->setDocument(state.copy() ? state.copy()->document : json::Value());
    q->fill();
    showState();
}

void EntityPageWorks::showHead()
{
    head->showGlyph(q->glyph());
    if (!isNew()) {
        const QString ns = target.name.ns == u"_"_s ? (session ? session->nameSpace() : QString()) : target.name.ns;
        head->showName(target.name.name, EntityName{ns, {}, target.name.name}.full(), ns);
    }
    head->showChips(isNew() || state.copy() ? q->chips() : QList<EntityChip>());
    head->showStand(state.copy() ? state.copy()->version : QString(), state.copy() ? state.copy()->updated : 0);
    head->showReadOnly(readOnlyReason());
    head->setNameProblem(isNew() ? nameProblem() : QString());
}

void EntityPageWorks::showTabs()
{
    for (int i = 0; i < int(tabs.size()); ++i) {
        const EntityPage::Tab &tab = tabs.at(i);
        const qsizetype number = tab.count ? tab.count() : -1;
        const QString count = number >= 0 ? u"  %1"_s.arg(number) : QString();
        const bool changed = std::any_of(tab.members.begin(), tab.members.end(),
                                         [this](const QString &member) { return state.modified(member); });
        tabBar->setTabText(i, tab.title + count + (changed ? u" ●"_s : QString()));
    }
}

void EntityPageWorks::showCommands()
{
    const QString missing
        = !isNew() && state.copy() ? QString() : EntityPage::tr("It is not on the server yet.");
    const QString readOnly = readOnlyReason();
    for (const Command &command : std::as_const(commands)) {
        const bool ofServer = command.needs != EntityPage::Needs::Nothing;
        const QString reason = ofServer && isNew() ? missing
            : command.needs == EntityPage::Needs::Write ? readOnly
            : ofServer                                  ? missing
                                                        : QString();
        command.action->setEnabled(reason.isEmpty());
        command.action->setToolTip(plainTip(reason));
    }
    enableOrExplain(head->compare(), missing);
}

void EntityPageWorks::showState()
{
    const QString frozen = frozenReason();
    showHead();
    showTabs();
    for (const Items &list : std::as_const(items))
        list.editor->setReadOnly(frozen);
    enableOrExplain(head->save(), problem(), EntityPage::tr("See the change, then save it (Ctrl+S)"));
    enableOrExplain(head->revert(), frozen.isEmpty() && !q->modified() ? EntityPage::tr("Nothing is changed.") : frozen);
    showCommands();
    showHistory();
    for (QPushButton *link : std::as_const(links))
        link->setVisible(!isNew());
    q->showState();
    Q_EMIT q->changed();
}
