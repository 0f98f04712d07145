#include "ui/activations/activationdetail.h"

#include "core/openwhisk/session.h"
#include "ui/activations/activationhead.h"
#include "ui/activations/detail/activationcommands.h"
#include "ui/activations/detail/annotationspane.h"
#include "ui/activations/detail/inputpane.h"
#include "ui/activations/detail/logspane.h"
#include "ui/activations/detail/whyslowbox.h"
#include "ui/activations/trace/tracebox.h"
#include "ui/widgets/foldingsplitter.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/role.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int resultWidth = 330, logWidth = 440, sideWidth = 390;
constexpr int leastSide = 240;

/// The trace as high as its lines need, as long as there is room; the rest has what is left.
QWidget *below(QWidget *trace, QWidget *rest, QWidget *parent)
{
    auto *content = new QWidget(parent);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(trace);
    layout->addWidget(rest, 1);
    return content;
}

QTabWidget *tabWidget(const QString &name, QWidget *parent)
{
    auto *tabs = withRole(new QTabWidget(parent), u"page"_s);
    tabs->setObjectName(name);
    tabs->setDocumentMode(true);
    return tabs;
}

/// A button that does what a command does, and is off when that is.
QPushButton *buttonFor(QAction *command, const QString &name, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    const auto follow = [button, command] {
        button->setEnabled(command->isEnabled());
        button->setToolTip(command->toolTip().toHtmlEscaped());
    };
    follow();
    QObject::connect(command, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, command, &QAction::trigger);
    return button;
}

/// Off while nothing in its menu can be done.
QPushButton *menuButton(QMenu *menu, const QString &name, const QString &text, QWidget *parent)
{
    auto *button = withRole(new QPushButton(text, parent), u"flat"_s);
    button->setObjectName(name);
    button->setMenu(menu);
    const auto follow = [button, menu] {
        const auto commands = menu->actions();
        button->setEnabled(std::any_of(commands.cbegin(), commands.cend(),
                                       [](const QAction *one) { return one->isEnabled() && !one->isSeparator(); }));
    };
    for (const QAction *command : menu->actions())
        QObject::connect(command, &QAction::changed, button, follow);
    follow();
    return button;
}

} // namespace

void ActivationDetail::build()
{
    setObjectName(u"activationDetail"_s);
    m_commands = new ActivationCommands(*m_session, this);
    m_head = new ActivationHead(this, m_shape == Shape::Page);
    buildParts();
    m_state = new StateView(m_shape == Shape::Page ? buildPage() : buildColumn(), this);
    m_state->setObjectName(u"activationState"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_head);
    layout->addWidget(m_state, 1);
    if (m_shape == Shape::Column)
        layout->addWidget(buildFoot());
    else
        buildHeadButtons();
    connectParts();
}

void ActivationDetail::buildParts()
{
    m_trace = new TraceBox(*m_session, this);
    m_tabs = tabWidget(u"activationTabs"_s, this);
    m_logTabs = m_shape == Shape::Page ? tabWidget(u"activationLogTabs"_s, this) : m_tabs;
    m_result = new JsonView(this);
    m_result->setObjectName(u"activationResult"_s);
    m_result->setAccessibleName(tr("Result"));
    m_origin = withRole(new QLabel(this), u"muted"_s);
    m_origin->setObjectName(u"resultOrigin"_s);
    m_origin->setTextFormat(Qt::PlainText);
    m_origin->setContentsMargins(12, 6, 12, 6);
    m_origin->hide();
    m_logs = new LogsPane(this);
    m_input = new InputPane(this);
    m_why = new WhySlowBox(this);
    m_annotations = new AnnotationsPane(this);
    m_raw = new JsonView(this);
    m_raw->setObjectName(u"activationRaw"_s);
    m_raw->setMode(JsonView::Raw);
    auto *result = new QWidget(m_tabs);
    auto *layout = new QVBoxLayout(result);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_result, 1);
    layout->addWidget(m_origin);
    m_tabs->addTab(result, tr("Result"));
}

QWidget *ActivationDetail::buildColumn()
{
    m_trace->setCompact(true);
    m_tabs->addTab(m_logs, tr("Logs"));
    m_tabs->addTab(m_input, tr("Input"));
    m_tabs->addTab(m_why, tr("Timing"));
    m_tabs->addTab(m_annotations, tr("Annotations"));
    m_tabs->addTab(m_raw, tr("Raw"));
    return below(m_trace, m_tabs, this);
}

QWidget *ActivationDetail::buildPage()
{
    m_tabs->addTab(m_input, tr("Input"));
    m_tabs->addTab(m_raw, tr("Raw"));
    m_logTabs->addTab(m_logs, tr("Logs"));
    auto *side = withRole(new QWidget(this), u"pane"_s);
    side->setAttribute(Qt::WA_StyledBackground);
    auto *sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(0, 0, 0, 0);
    sideLayout->setSpacing(0);
    m_annotationsTitle = withRole(new QLabel(side), u"section"_s);
    m_annotationsTitle->setTextFormat(Qt::PlainText);
    m_annotationsTitle->setContentsMargins(12, 8, 12, 6);
    m_why->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    sideLayout->addWidget(m_why);
    sideLayout->addWidget(m_annotationsTitle);
    sideLayout->addWidget(m_annotations, 1);
    auto *scroll = new QScrollArea(this);
    scroll->setAccessibleName(tr("Details"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setMinimumWidth(leastSide);
    scroll->setWidget(side);
    auto *parts = new FoldingSplitter(this);
    for (QWidget *part : {static_cast<QWidget *>(m_tabs), static_cast<QWidget *>(m_logTabs), static_cast<QWidget *>(scroll)})
        parts->addWidget(part);
    parts->setSizes({resultWidth, logWidth, sideWidth});
    parts->setStretchFactor(1, 1);
    return below(m_trace, parts, this);
}

QWidget *ActivationDetail::buildFoot()
{
    auto *foot = withRole(new QFrame(this), u"foot"_s);
    auto *row = new FlowLayout(foot); // large letters in a narrow column need two lines
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(6);
    auto *tab = new QPushButton(u"↗"_s, foot); // a word more would cut the others in a narrow column
    tab->setObjectName(u"openActivation"_s);
    tab->setToolTip(tr("Open in a tab"));
    tab->setAccessibleName(tab->toolTip());
    m_openTab = tab;
    connect(tab, &QPushButton::clicked, this, [this] { Q_EMIT openRequested({Target::Kind::Activation, {}, m_shown}); });
    auto *more = new QMenu(this);
    more->addAction(m_commands->action(u"activation.compare"_s));
    more->addMenu(m_commands->exportMenu());
    row->addWidget(buttonFor(m_commands->action(u"activation.invokeAgain"_s), u"invokeAgainButton"_s, tr("Invoke again"), foot));
    row->addWidget(buttonFor(m_commands->action(u"activation.openAction"_s), u"openAction"_s, tr("Open action"), foot));
    row->addWidget(tab);
    row->addWidget(menuButton(m_commands->copyMenu(), u"copyActivation"_s, tr("Copy"), foot));
    row->addWidget(menuButton(more, u"moreActivation"_s, tr("More"), foot));
    return foot;
}

void ActivationDetail::buildHeadButtons()
{
    m_head->addButtons({buttonFor(m_commands->action(u"activation.compare"_s), u"compareActivation"_s, tr("Compare…"), m_head),
                        buttonFor(m_commands->action(u"activation.invokeAgain"_s), u"invokeAgainButton"_s, tr("Invoke again"), m_head),
                        buttonFor(m_commands->action(u"activation.openAction"_s), u"openAction"_s, tr("Open action"), m_head),
                        menuButton(m_commands->copyMenu(), u"copyActivation"_s, tr("Copy"), m_head),
                        menuButton(m_commands->exportMenu(), u"exportActivation"_s, tr("Export"), m_head)});
}

void ActivationDetail::connectParts()
{
    connect(m_head, &ActivationHead::causeClicked, this,
            [this] { Q_EMIT openRequested({Target::Kind::Activation, {}, m_summary.cause}); });
    connect(m_state, &StateView::retryRequested, this, &ActivationDetail::reload);
    connect(m_state, &StateView::cancelRequested, this, [this] {
        m_soon.stop();
        failed(Error{Error::Kind::Canceled, tr("Loading was cancelled."), {}});
        m_request.reset();
    });
    connect(m_trace, &TraceBox::changed, this, &ActivationDetail::traceChanged);
    connect(m_trace, &TraceBox::memberChosen, this, &ActivationDetail::showMember);
    connect(m_trace, &TraceBox::openRequested, this, [this](const QString &id) {
        if (id != m_summary.id)
            Q_EMIT openRequested({Target::Kind::Activation, {}, id});
    });
    connect(m_logs, &LogsPane::counted, this, [this] {
        const qsizetype lines = m_logs->lineCount();
        m_logTabs->setTabText(m_logTabs->indexOf(m_logs), lines ? tr("Logs %1").arg(countText(lines)) : tr("Logs"));
    });
    connect(m_logs, &LogsPane::notice, this, &ActivationDetail::notice);
    connect(m_input, &InputPane::changed, this, &ActivationDetail::updateCommands);
    connect(m_commands, &ActivationCommands::openRequested, this, &ActivationDetail::openRequested);
    connect(m_commands, &ActivationCommands::notice, this, &ActivationDetail::notice);
    connect(m_commands, &ActivationCommands::copyLogsRequested, this, [this] {
        m_logs->view()->selectAll();
        m_logs->view()->copy();
    });
}

void ActivationDetail::find()
{
    const QWidget *focus = focusWidget();
    const auto has = [focus](const QWidget *part) { return focus && part->isAncestorOf(focus); };
    if (m_shape == Shape::Page ? has(m_logs) || !has(m_tabs) : m_tabs->currentWidget() == m_logs)
        return m_logs->find();
    if (m_tabs->currentIndex() == 0)
        m_result->find();
    else if (m_tabs->currentWidget() == m_input)
        m_input->find();
    else if (m_tabs->currentWidget() == m_raw)
        m_raw->find();
}
