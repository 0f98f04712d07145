#include "ui/editors/actionhead.h"
#include "ui/editors/actionpage_p.h"
#include "ui/editors/code/uploadbar.h"
#include "ui/editors/codetab.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/invokepanel.h"
#include "ui/editors/keyvalueeditor.h"
#include "ui/editors/package/packagerows.h"
#include "ui/editors/pagestack.h"
#include "ui/editors/parameters/parameterstab.h"
#include "ui/editors/runtimetab.h"
#include "ui/editors/sidesplitter.h"
#include "ui/editors/sequence/sequencetab.h"
#include "ui/editors/web/webtab.h"
#include "ui/widgets/stateview.h"

#include "core/openwhisk/kinds.h"
#include "core/openwhisk/session.h"

#include <QAction>
#include <QBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>

using namespace openwhisk;
using namespace Qt::StringLiterals;

void ActionPage::Private::build()
{
    head = new ActionHead(q);
    pages = new PageStack(q);
    buildFrame(u"action"_s, pages);
    invoke = new InvokePanel(*session, store, q);
    invoke->setObjectName(u"invokePanel"_s);
    buildTabs();
    auto *splitter = new SideSplitter(stateView, q);
    splitter->setSide(invoke, 430);
    q->setFocusProxy(code);
    activations = makeButton(tr("Activations ↗"), u"openActivations"_s, q, u"link"_s);
    connect(activations, &QPushButton::clicked, this, [this] {
        Q_EMIT q->openRequested({Target::Kind::Activations, target.name, {}});
    });
    tabRow->insertWidget(1, activations);
    tabRow->addWidget(sidePane);
    layOutFrame(head, splitter);
    q->layout()->addWidget(upload);
    buildCommands();
    connectParts();
    connectView();
}

void ActionPage::Private::buildTabs()
{
    code = new CodeTab(state, q);
    parameters = new ParametersTab(state, *session, store, q);
    runtime = new RuntimeTab(state, q);
    annotations = new KeyValueEditor(KeyValueModel::Sort::Annotations, q);
    annotations->setObjectName(u"annotationsTab"_s);
    web = new WebTab(state, *session, q);
    web->setObjectName(u"webTab"_s);
    for (QWidget *page : QList<QWidget *>{code, parameters, runtime, annotations, web}) {
        pages->addWidget(page);
        tabBar->addTab(QString());
    }
    buildExtras();
    connect(tabBar, &QTabBar::currentChanged, this, [this](int index) {
        pages->setCurrentIndex(index);
        showSidePane(); // parameters and annotations have a pane of their own at the right
    });
}

QAction *ActionPage::Private::addCommand(const QString &id, const QString &text, void (Private::*run)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(id);
    connect(action, &QAction::triggered, this, run);
    commands.append(action);
    return action;
}

void ActionPage::Private::buildCommands()
{
    addCommand(u"action.compare"_s, tr("Compare with server"), &Private::compare);
    addCommand(u"action.duplicate"_s, tr("Duplicate…"), &Private::duplicate);
    addCommand(u"action.move"_s, tr("Rename, move or copy…"), &Private::moveOrCopy)->setEnabled(false); // until it is read
    addCommand(u"action.delete"_s, tr("Delete…"), &Private::remove);
    addCommand(u"action.copyName"_s, tr("Copy full name"), &Private::copyName);
    const auto forCode = [this](const QString &id, const QString &text, void (CodeTab::*run)()) {
        auto *action = new QAction(text, this);
        action->setObjectName(id);
        connect(action, &QAction::triggered, code, run);
        commands.append(action);
    };
    forCode(u"action.saveCode"_s, tr("Save code to disk…"), &CodeTab::saveToFile);
    forCode(u"action.replaceCode"_s, tr("Replace code by file…"), &CodeTab::replaceByFile);
    forCode(u"action.replaceByFolder"_s, tr("Replace code by folder…"), &CodeTab::replaceByFolder);
    auto *payload = new QAction(tr("Go to payload"), this);
    payload->setObjectName(u"action.payload"_s);
    connect(payload, &QAction::triggered, invoke, &InvokePanel::focusPayload);
    commands.append(payload);
    auto *menu = new QMenu(head->more());
    menu->addActions(commands);
    head->more()->setMenu(menu);
}

void ActionPage::Private::connectParts()
{
    connect(head->save(), &QPushButton::clicked, q, &ActionPage::save);
    connect(head->revert(), &QPushButton::clicked, q, &ActionPage::revert);
    connect(head->compare(), &QPushButton::clicked, this, &Private::compare);
    connect(head->expose(), &QPushButton::clicked, q, &Page::exposeRequested);
    connect(head, &ActionHead::nameEdited, this, [this] {
        head->setTaken(nameTaken(head->typedName()));
        edited();
    });
    connect(invoke, &InvokePanel::openRequested, q, &Page::openRequested);
    connect(invoke, &InvokePanel::finished, q, &Page::ran);
    connect(invoke, &InvokePanel::finished, sequence, &SequenceTab::looksAgain);
    connect(head, &ActionHead::kindChosen, this, &Private::chooseKind);
    connect(code, &CodeTab::typed, drafts, &DraftKeeper::touch);
    connect(parameters, &ParametersTab::payloadsChanged, invoke, &InvokePanel::reloadPayloads);
    invoke->setCheck([this](const QByteArray &payload) { return parameters->refusal(payload); });
    connect(web, &WebTab::openRequested, q, &Page::openRequested);
    connect(web, &WebTab::notice, q, &Page::notice);
    connect(web, &WebTab::ran, q, &Page::ran);
    connect(annotations, &KeyValueEditor::edited, this, [this] { state.setAnnotations(annotations->items()); });
}

void ActionPage::Private::connectView()
{
    connect(&state, &ActionState::reset, this, &Private::fillEditors);
    connect(&state, &ActionState::edited, this, &Private::edited);
    connect(&state, &ActionState::edited, this, &Private::fillAnnotations);
    connect(session, &Session::stateChanged, this, [this] {
        runtime->setServer(session->info(), session->limits());
        showKinds();
        showState();
    });
    connect(session, &Session::changed, this, [this](Collection collection) {
        if (collection == Collection::Packages)
            showPackages();
    });
    connect(session, &QObject::destroyed, this, &Private::showState);
}

void ActionPage::Private::fillEditors()
{
    annotations->setItems(state.now().annotations, state.was().annotations);
    annotations->setMostBytes(session ? session->limits().maxParameterBytes : 0);
    QList<KeyValue> byServer;
    if (state.loaded())
        byServer = state.loaded()->action.annotations;
    byServer.removeIf([](const KeyValue &item) { return !isServerAnnotation(item.key); });
    annotations->setInherited(byServer, tr("the server"));
    showState();
}

void ActionPage::Private::fillAnnotations()
{
    if (annotations->items() != state.now().annotations)
        annotations->setItems(state.now().annotations, state.was().annotations);
}

void ActionPage::Private::nameEditors()
{
    parameters->setAction(shownName(), key());
    web->setAction(shownName());
}

void ActionPage::Private::showHead()
{
    if (!isNew())
        head->showName(target.name, session ? session->nameSpace() : QString(), q->glyph());
    const bool known = isNew() || state.loaded();
    head->showFacts(known ? state.now() : ActionEdit(), state.loaded() ? state.loaded()->action.version : QString());
    head->showReadOnly(readOnlyReason());
}

void ActionPage::Private::showPackages()
{
    if (!isNew() || !session || !session->packages().rows)
        return;
    QStringList packages;
    for (const PackageSummary &package : *session->packages().rows)
        if (!package.binding)
            packages.append(package.name.name);
    packages.sort();
    head->setPackages(packages);
}

void ActionPage::Private::showKinds()
{
    QStringList kinds = choosableKinds(session ? session->info() : ServerInfo());
    if (target.kind == Target::Kind::NewSequence)
        kinds = {u"sequence"_s};
    else
        kinds.append(nativeKind);
    head->setKinds(kinds);
}

void ActionPage::Private::showTabs()
{
    const auto title = [this](ActionArea area, const QString &text, qsizetype count) {
        const QString number = count < 0 ? QString() : u"  %1"_s.arg(count);
        tabBar->setTabText(int(area), text + number + (state.modified(area) ? u" ●"_s : QString()));
    };
    title(ActionArea::Code, tr("Code"), -1);
    title(ActionArea::Parameters, tr("Parameters"), state.now().parameters.size());
    title(ActionArea::Runtime, tr("Runtime && limits"), -1);
    title(ActionArea::Annotations, tr("Annotations"), state.now().annotations.size());
    tabBar->setTabText(int(ActionArea::Annotations) + 1, tr("Web access"));
}

void ActionPage::Private::showState()
{
    const QString readOnly = readOnlyReason();
    const QString frozen = frozenReason();
    showHead();
    showTabs();
    code->setReadOnly(frozen);
    parameters->setReadOnly(frozen);
    runtime->setReadOnly(frozen);
    annotations->setReadOnly(frozen);
    web->setReadOnly(frozen);
    showExtras(frozen);
    const bool there = !isNew() && state.loaded();
    const QString missing = there ? QString() : tr("It is not on the server yet.");
    enableOrExplain(head->save(), problem(), tr("See the change, then save it (Ctrl+S)"));
    enableOrExplain(head->revert(), frozen.isEmpty() && !q->modified() ? tr("Nothing is changed.") : frozen);
    enableOrExplain(head->compare(), missing);
    head->showExpose(there ? exposeBan : std::nullopt);
    for (QAction *action : std::as_const(commands)) {
        const bool deletes = action->objectName() == u"action.delete"_s;
        const bool ofServer
            = deletes || action->objectName() == u"action.compare"_s || action->objectName() == u"action.duplicate"_s
            || action->objectName() == u"action.move"_s;
        const QString reason = ofServer && !there ? missing : deletes ? readOnly : QString();
        action->setEnabled(reason.isEmpty());
        action->setToolTip(plainTip(reason));
    }
    invoke->setBlocked(gone          ? tr("It was deleted.")
                           : isNew() ? tr("It is not on the server yet: create it first.")
                                     : QString());
    if (there)
        invoke->setSaved(state.loaded()->action.version, state.was().limits.timeoutMs.value_or(60'000));
    invoke->setExample(sampleText(state.was().annotations, u"sampleInput"));
    activations->setVisible(!isNew());
    invoke->setUnsaved(there && state.modified());
    Q_EMIT q->changed();
}
