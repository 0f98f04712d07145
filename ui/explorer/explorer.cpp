#include "ui/explorer/explorer.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "ui/explorer/explorermodel.h"
#include "ui/explorer/explorerview.h"
#include "ui/widgets/role.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"

#include <QBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QTimer>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

Explorer::Explorer(QWidget *parent)
    : QWidget(parent)
    , m_filter(new SearchField(tr("Filter"), tr("Ctrl Shift F"), this))
    , m_hits(new QLabel(this))
    , m_view(new ExplorerView)
    , m_model(new ExplorerModel(this))
    , m_states(new StateView(m_view, this))
    , m_filterPause(new QTimer(this))
    , m_rebuildSoon(new QTimer(this))
    , m_askSoon(new QTimer(this))
    , m_gatewaySoon(new QTimer(this))
{
    setObjectName(u"explorer"_s);
    m_filter->setObjectName(u"explorerFilter"_s);
    m_filter->setAccessibleName(tr("Filter the explorer"));
    m_hits->setObjectName(u"explorerHits"_s);
    m_hits->setTextFormat(Qt::PlainText);
    setRole(m_hits, u"muted"_s);
    m_hits->hide();
    m_view->setObjectName(u"explorerTree"_s);
    m_view->setAccessibleName(tr("Explorer"));
    m_view->setModel(m_model);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(10, 8, 10, 6);
    top->addWidget(m_filter);
    top->addWidget(m_hits);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_states, 1);
    m_filterPause->setSingleShot(true);
    m_filterPause->setInterval(60);
    m_rebuildSoon->setSingleShot(true);
    m_rebuildSoon->setInterval(0);
    connect(m_rebuildSoon, &QTimer::timeout, this, &Explorer::rebuild);
    m_askSoon->setSingleShot(true);
    m_askSoon->setInterval(60);
    connect(m_askSoon, &QTimer::timeout, this, &Explorer::askRuleStates);
    m_gatewaySoon->setSingleShot(true);
    m_gatewaySoon->setInterval(40);
    connect(m_gatewaySoon, &QTimer::timeout, this, [this] { scheduleRebuild(false); });
    connectView();
    connectFilter();
    connectStates();
    showNoConnection();
}

Explorer::~Explorer() = default;

void Explorer::connectView()
{
    connect(m_view, &ExplorerView::openRequested, this, &Explorer::open);
    connect(m_view, &QTreeView::expanded, this, &Explorer::expanded);
    connect(m_view, &QTreeView::collapsed, this, &Explorer::collapsed);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &Explorer::currentChanged);
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!m_restoring && m_view->selectionModel()->hasSelection())
            m_wanted.reset(); // the user has gone elsewhere meanwhile
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &Explorer::currentChanged);
    connect(m_view, &ExplorerView::deletePressed, this, &Explorer::deleteRequested);
    connect(m_view, &ExplorerView::renamePressed, this, &Explorer::renameRequested);
    connect(m_view, &ExplorerView::sightChanged, m_askSoon, qOverload<>(&QTimer::start));
    connect(m_view, &ExplorerView::filesDropped, this, [this](const QStringList &paths, const QModelIndex &onto) {
        if (m_session && !m_session->readOnly())
            Q_EMIT filesDropped(paths, packageAt(m_model->node(onto)));
    });
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint &position) {
        Q_EMIT menuRequested(m_view->viewport()->mapToGlobal(position));
    });
    connect(m_view, &ExplorerView::searchTyped, this, [this](const QString &text) {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->setText(text);
    });
}

void Explorer::connectFilter()
{
    connect(m_filter, &QLineEdit::textChanged, m_filterPause, qOverload<>(&QTimer::start));
    connect(m_filterPause, &QTimer::timeout, this, [this] { scheduleRebuild(true); });
    connect(m_filter, &QLineEdit::returnPressed, this, &Explorer::openFirstHit);
    connect(m_filter, &SearchField::escaped, m_view, qOverload<>(&QWidget::setFocus));
    connect(m_filter, &SearchField::downPressed, this, [this] {
        m_view->setFocus(Qt::TabFocusReason);
        if (!m_view->selectionModel()->hasSelection())
            m_view->setCurrentIndex(m_model->index(1, 0));
    });
    connect(m_view, &ExplorerView::escaped, m_filter, &QLineEdit::clear);
}

void Explorer::connectStates()
{
    connect(m_states, &StateView::retryRequested, this, [this] {
        m_session ? m_session->refresh() : Q_EMIT retryRequested();
    });
    connect(m_states, &StateView::emptyActionRequested, this, [this] {
        if (!m_filter->text().isEmpty())
            return m_filter->clear();
        m_session ? Q_EMIT newActionRequested() : Q_EMIT newConnectionRequested();
    });
}

void Explorer::setSession(openwhisk::Session *session, gateway::Session *gateway)
{
    m_session = session;
    m_gateway = gateway;
    m_gatewaySoon->stop();
    m_building.reset();
    m_sessionContext = std::make_unique<QObject>();
    m_bindings.clear();
    m_tree.reset();
    m_wanted.reset();
    m_otherTree = true;
    m_filter->clear();
    m_ruleStates.reset();
    m_model->clearRights();
    m_model->reset(nullptr);
    if (!session)
        return showNoConnection();
    connect(session, &openwhisk::Session::changed, m_sessionContext.get(),
            [this](openwhisk::Collection collection) { sessionChanged(collection); });
    connect(session, &openwhisk::Session::stateChanged, m_sessionContext.get(), [this] { scheduleRebuild(false); });
    connect(session, &QObject::destroyed, m_sessionContext.get(), [this] {
        m_session = nullptr;
        m_building.reset();
        m_ruleStates.reset();
    });
    connectRuleStates();
    connectGateway();
    showState();
    scheduleRebuild(true);
}

void Explorer::sessionChanged(openwhisk::Collection collection)
{
    if (collection == openwhisk::Collection::Packages && !m_session->packages().loading && !m_session->packages().error
        && m_session->packages().rows)
        refreshBindings();
    if (collection == openwhisk::Collection::Rules && !m_session->rules().loading)
        expireRuleStates();
    scheduleRebuild(false);
}

void Explorer::scheduleRebuild(bool otherTree)
{
    m_otherTree |= otherTree;
    m_rebuildSoon->start();
}

ExplorerSource Explorer::source() const
{
    const auto settled = [](const auto &listing) { return listing.rows || listing.error; };
    ExplorerSource source;
    source.nameSpace = m_session->nameSpace();
    source.actions = m_session->actions().rows;
    source.packages = m_session->packages().rows;
    source.triggers = m_session->triggers().rows;
    source.rules = m_session->rules().rows;
    source.gateway = gatewaySource();
    source.whole = settled(m_session->actions()) && settled(m_session->packages()) && settled(m_session->triggers())
        && settled(m_session->rules());
    source.bindings = m_bindings;
    source.filter = m_filter->text().simplified();
    return source;
}

void Explorer::rebuild()
{
    if (!m_session)
        return;
    m_building = std::make_unique<QObject>();
    auto tree = QtConcurrent::run(workers(), [from = source()]() -> Result<std::shared_ptr<const ExplorerTree>> {
        return explorerTree(from);
    });
    deliver(tree, m_building.get(), [this](const Result<std::shared_ptr<const ExplorerTree>> &built) {
        if (built)
            showTree(*built);
    });
}

void Explorer::showTree(std::shared_ptr<const ExplorerTree> tree)
{
    m_tree = tree;
    const QScopedValueRollback restoring(m_restoring, true);
    const QString selected = m_view->currentIndex().data(ExplorerModel::KeyRole).toString();
    bool replaced = m_otherTree;
    if (m_otherTree)
        m_model->reset(std::move(tree));
    else
        replaced = !m_model->update(std::move(tree));
    m_otherTree = false;
    restoreExpansion(); // a refresh may bring what was open last time, too
    if (replaced)
        restoreSelection(selected);
    expandFirstTime();
    m_hits->setVisible(m_tree->filtered);
    m_hits->setText(tr("%n of %1 match", nullptr, m_tree->hits).arg(m_tree->entities));
    showState();
    if (m_wanted)
        reveal(Target(*m_wanted));
    Q_EMIT currentChanged();
}

/// With a filter everything that it left is open; without one what the user had opened.
void Explorer::restoreExpansion()
{
    if (m_tree->filtered)
        return m_view->expandAll();
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto index = m_model->index(row, 0);
        if (!m_view->isExpanded(index) && m_expanded.contains(index.data(ExplorerModel::KeyRole).toString()))
            m_view->setExpanded(index, true);
    }
}

void Explorer::restoreSelection(const QString &key)
{
    const auto index = m_model->indexOf(key);
    if (!index.isValid())
        return;
    m_view->setAutoScroll(false); // scrolling to a row unfolds what it is in
    m_view->setCurrentIndex(index);
    m_view->setAutoScroll(true);
    if (!index.parent().isValid() || m_view->isExpanded(index.parent()))
        m_view->scrollTo(index);
}

/// A small namespace is shown whole at first; a large one folded.
void Explorer::expandFirstTime()
{
    constexpr int small = 30;
    if (m_expansionKnown || m_tree->filtered || !m_tree->whole)
        return;
    m_expansionKnown = true;
    int rows = 0;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto index = m_model->index(row, 0);
        rows += m_model->rowCount(index);
        const auto *node = m_model->node(index);
        if (rows > small || node->lazy || node->children.empty() || node->isGateway())
            continue;
        m_expanded.insert(node->key());
        m_view->setExpanded(index, true);
    }
    Q_EMIT expansionChanged();
}

void Explorer::expanded(const QModelIndex &index)
{
    const auto *node = m_model->node(index);
    if (node->kind == ExplorerNode::Kind::Binding && node->lazy)
        loadBinding(node->name);
    if (m_restoring || (m_tree && m_tree->filtered))
        return;
    m_expanded.insert(node->key());
    Q_EMIT expansionChanged();
}

void Explorer::collapsed(const QModelIndex &index)
{
    if (m_restoring || (m_tree && m_tree->filtered))
        return;
    m_expanded.remove(m_model->node(index)->key());
    Q_EMIT expansionChanged();
}

void Explorer::loadBinding(const openwhisk::EntityName &binding)
{
    const QString name = binding.name;
    m_bindings.insert(name, m_bindings.value(name));
    scheduleRebuild(false);
    deliver(openwhisk::getPackage(m_session->client(), binding, m_sessionContext.get()), m_sessionContext.get(),
            [this, name](const Result<openwhisk::Package> &package) {
                if (package)
                    m_bindings[name] = {package->entries, {}};
                else if (package.error().kind != Error::Kind::Canceled)
                    m_bindings[name].error = package.error();
                scheduleRebuild(false);
            });
}

void Explorer::refreshBindings()
{
    for (const QString &name : m_bindings.keys()) {
        openwhisk::EntityName binding;
        binding.name = name;
        const auto &rows = *m_session->packages().rows;
        const bool there = std::any_of(rows.begin(), rows.end(), [&](const auto &row) {
            return row.binding && row.name.name == name;
        });
        there ? loadBinding(binding) : void(m_bindings.remove(name));
    }
}

void Explorer::open(const QModelIndex &index)
{
    const auto *node = m_model->node(index);
    if (!node)
        return;
    if (node->kind == ExplorerNode::Kind::Failure) {
        openwhisk::EntityName binding;
        binding.name = node->name.package;
        return loadBinding(binding);
    }
    if (openGatewayNote(*node))
        return;
    if (const auto target = node->target())
        Q_EMIT openRequested(*target);
    else
        m_view->setExpanded(index, !m_view->isExpanded(index));
}

void Explorer::openFirstHit()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto parent = m_model->index(row, 0);
        const auto *first = m_model->node(m_model->index(0, 0, parent));
        if (!first || !first->target())
            continue;
        m_view->setCurrentIndex(m_model->index(0, 0, parent));
        return open(m_view->currentIndex());
    }
}

const ExplorerNode *Explorer::current() const
{
    return m_model->node(m_view->currentIndex());
}

void Explorer::reveal(const Target &target)
{
    m_wanted.reset();
    ExplorerNode wanted;
    if (target.kind == Target::Kind::GatewayObject) {
        wanted.kind = ExplorerNode::Kind::GatewayObject;
        wanted.object = keyOf(target);
    } else if (target.kind == Target::Kind::Action) {
        wanted.kind = ExplorerNode::Kind::Action;
        wanted.name.package = target.name.package;
        wanted.name.name = target.name.name;
    } else {
        return;
    }
    const auto index = m_model->indexOf(wanted.key());
    const bool shown = index.isValid() && m_view->isExpanded(index.parent());
    if (!index.isValid() || (!shown && !m_expansionKnown))
        m_wanted = target; // what it is in may still be unfolded
    else if (shown && index != m_view->currentIndex())
        m_view->setCurrentIndex(index);
}

void Explorer::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

QStringList Explorer::expandedKeys() const
{
    QStringList keys(m_expanded.begin(), m_expanded.end());
    keys.sort();
    return keys;
}

void Explorer::setExpandedKeys(const QStringList &keys)
{
    m_expanded = QSet<QString>(keys.begin(), keys.end());
    m_expansionKnown = !keys.isEmpty();
}
