#include "ui/editors/zip/ziptab.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "core/openwhisk/kinds.h"
#include "ui/editors/codetext.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/zip/zipeditors.h"
#include "ui/editors/zip/ziptree.h"
#include "ui/widgets/foldingsplitter.h"
#include "ui/widgets/linediff.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

ZipTab::ZipTab(ActionState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_model(new ZipTreeModel(this))
    , m_filter(new QSortFilterProxyModel(this))
    , m_tree(new QTreeView(this))
    , m_search(new SearchField(tr("Find a file"), {}, this))
    , m_count(plainLabel({}, u"muted"_s, this))
    , m_editors(new ZipEditors(m_work, this))
    , m_facts(new ZipFactsPane(this))
    , m_bar(new MessageBar(this))
    , m_add(makeButton(tr("Add…"), u"zipAdd"_s, this))
    , m_remove(makeButton(tr("Delete"), u"zipRemove"_s, this))
    , m_saveZip(makeButton(tr("Save zip…"), u"zipSave"_s, this))
{
    build();
    connectWork();
}

void ZipTab::build()
{
    m_bar->setObjectName(u"zipMessage"_s);
    auto *splitter = new FoldingSplitter(this);
    splitter->addWidget(buildTree());
    splitter->addWidget(m_editors);
    splitter->addWidget(m_facts);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({250, 560, 290});
    m_view = new StateView(splitter, this);
    m_view->setObjectName(u"zipState"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_view, 1);
    setAcceptDrops(true);
}

QWidget *ZipTab::buildTree()
{
    auto *pane = new QWidget(this);
    setRole(pane, u"pane"_s);
    pane->setAttribute(Qt::WA_StyledBackground);
    m_filter->setSourceModel(m_model);
    m_filter->setRecursiveFilteringEnabled(true);
    m_filter->setFilterRole(ZipTreeModel::PathRole);
    m_filter->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_tree->setModel(m_filter);
    m_tree->setItemDelegate(new ZipDelegate(m_tree));
    m_tree->setObjectName(u"zipTree"_s);
    m_tree->setAccessibleName(tr("Files of the archive"));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setIndentation(14);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_search->setObjectName(u"zipSearch"_s);
    m_count->setObjectName(u"zipCount"_s);
    QLabel *hint = plainLabel(tr("A file or folder dropped here goes in. Only text up to 1 MB opens for editing."),
                              u"muted"_s, pane);
    hint->setWordWrap(true);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(8, 8, 0, 8);
    layout->addLayout(rowOf({sectionLabel(tr("In the zip"), pane), nullptr, m_count}));
    layout->addWidget(m_search);
    layout->addWidget(m_tree, 1);
    layout->addLayout(rowOf({m_add, m_remove, m_saveZip, nullptr}, 6));
    layout->addWidget(hint);
    return pane;
}

void ZipTab::connectWork()
{
    connect(&m_work, &ZipWork::opened, this, [this] {
        m_view->showContent();
        m_editors->reload();
        showTree();
    });
    connect(&m_work, &ZipWork::failed, this, [this](const Error &error) {
        if (m_work.isOpen()) {
            m_problem = error.message;
            m_bar->showError(error);
        } else
            Q_EMIT unreadable(error);
        Q_EMIT settled();
    });
    connect(&m_work, &ZipWork::edited, this, [this] {
        m_problem.clear();
        showTree();
        Q_EMIT typed();
    });
    connect(&m_work, &ZipWork::packed, this, [this](const QString &code) {
        m_producedCode = code;
        Exec exec = m_state.now().exec;
        // Back at what it was: the very same text, so that nothing counts as changed.
        exec.code = m_work.contents().edit.isEmpty() && m_state.was().exec.code == code ? m_state.was().exec.code
                                                                                         : std::optional(code);
        exec.binary = true;
        m_state.setExec(exec);
        showTree();
        Q_EMIT settled();
    });
    connect(m_editors, &ZipEditors::typed, this, &ZipTab::typed);
    connect(m_editors, &ZipEditors::replaceRequested, this, &ZipTab::replaceFile);
    connect(m_editors, &ZipEditors::currentChanged, this, &ZipTab::enable);
    connect(m_facts, &ZipFactsPane::leaveOutRequested, this, &ZipTab::removePath);
    connect(m_facts, &ZipFactsPane::fileRequested, m_editors, &ZipEditors::open);
    connect(m_facts, &ZipFactsPane::linesWanted, this, &ZipTab::countLines);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setFilterFixedString(text.trimmed());
        if (!text.trimmed().isEmpty())
            m_tree->expandAll();
    });
    connect(m_search, &SearchField::downPressed, m_tree, [this] { m_tree->setFocus(); });
    connect(m_tree, &QTreeView::activated, this, &ZipTab::openIndex);
    connect(m_tree, &QTreeView::clicked, this, &ZipTab::openIndex);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &ZipTab::enable);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &ZipTab::contextMenu);
    connect(m_add, &QPushButton::clicked, this, &ZipTab::addFromDisk);
    connect(m_remove, &QPushButton::clicked, this, &ZipTab::removeCurrent);
    connect(m_saveZip, &QPushButton::clicked, this, &ZipTab::saveRequested);
}

void ZipTab::fill()
{
    const QString code = m_state.now().exec.code.value_or(QString());
    const QString server = m_state.loaded() ? m_state.was().exec.code.value_or(QString()) : QString();
    const bool ours = m_work.isOpen() && code == m_work.code() && !m_work.contents().edit.isEmpty() && server != code;
    if (ours)
        return showTree(); // what was typed here came back
    m_first = !m_work.isOpen();
    m_bar->clear();
    if (!m_work.isOpen())
        m_view->showLoading(tr("Looking into the zip"));
    m_work.open(code, server);
}

void ZipTab::showTree()
{
    m_treeJob = std::make_unique<QObject>();
    using Made = std::pair<ZipRoot, ZipFacts>;
    const auto making = QtConcurrent::run(workers(), [contents = m_work.contents()]() -> Result<Made> {
        return Made{zipTree(contents), zipFacts(contents)};
    });
    deliver(making, m_treeJob.get(), [this](const Result<Made> &made) {
        if (made)
            take(made->first, made->second);
    });
}

void ZipTab::take(const ZipRoot &root, const ZipFacts &facts)
{
    QStringList unfolded;
    const std::function<void(const QModelIndex &)> walk = [&](const QModelIndex &parent) {
        for (int row = 0; row < m_filter->rowCount(parent); ++row)
            if (const QModelIndex index = m_filter->index(row, 0, parent); m_tree->isExpanded(index)) {
                unfolded.append(index.data(ZipTreeModel::PathRole).toString());
                walk(index);
            }
    };
    walk({});
    const QString current = currentPath();
    m_model->setRoot(root);
    m_model->setStart(startFile());
    for (const QString &path : unfolded)
        m_tree->expand(m_filter->mapFromSource(m_model->indexOf(path)));
    if (const QModelIndex index = m_filter->mapFromSource(m_model->indexOf(current)); index.isValid())
        m_tree->setCurrentIndex(index);
    m_count->setText(tr("%1 files, %2").arg(countText(facts.files), sizeText(facts.unpacked)));
    showFacts(facts);
    if (std::exchange(m_first, false))
        openStart();
    enable();
}

QString ZipTab::startFile() const
{
    QStringList wanted = startFiles(m_state.now().exec.kind);
    wanted.removeAll(u"package.json"_s);
    const auto found = std::find_if(wanted.begin(), wanted.end(), [this](const QString &p) { return m_work.has(p); });
    return found == wanted.end() ? QString() : *found;
}

void ZipTab::openStart()
{
    const QString start = startFile();
    const QModelIndex index = m_filter->mapFromSource(m_model->indexOf(start));
    if (start.isEmpty() || !index.isValid())
        return;
    m_tree->setCurrentIndex(index);
    m_editors->open(start);
}

void ZipTab::showFacts(const ZipFacts &facts)
{
    const Exec &exec = m_state.now().exec;
    const QStringList wanted = startFiles(exec.kind);
    const bool starts = wanted.isEmpty()
        || std::any_of(wanted.begin(), wanted.end(), [this](const QString &path) { return m_work.has(path); });
    const QString start = startFile();
    const QString main = exec.main.isEmpty() ? u"main"_s : exec.main;
    ZipFactsPane::Shown shown;
    shown.facts = facts;
    shown.sentBytes = m_work.code().size();
    shown.zipBytes = codetext::decodedSize(m_work.code());
    shown.kind = exec.kind;
    shown.start = start.isEmpty() ? tr("function %1").arg(main) : tr("%1, function %2").arg(start, main);
    if (!starts)
        shown.missing = tr("%1 starts with %2, and none is at the top of this zip.").arg(exec.kind, wanted.join(tr(" or ")));
    shown.version = m_state.loaded() ? m_state.loaded()->action.version : QString();
    shown.readOnly = !m_reason.isEmpty();
    m_facts->setShown(shown);
}

void ZipTab::countLines(const QString &path)
{
    const auto file = m_work.file(path);
    const qsizetype before = m_work.contents().server.find(path);
    if (!file || before < 0)
        return;
    using Counts = ZipFactsPane::LineCounts;
    const auto counting = m_work.content(path).then(
        workers(), [server = m_work.contents().server, before](const Result<QByteArray> &now) -> Result<Counts> {
            const auto was = server.content(before, zipTextLimit);
            if (!now || !was || !looksLikeText(*now) || !looksLikeText(*was))
                return Error{Error::Kind::Rejected, {}, {}};
            Counts counts;
            for (const DiffLine &line : diffLines(QString::fromUtf8(*was), QString::fromUtf8(*now))) {
                counts.added += line.kind == DiffLine::Added;
                counts.removed += line.kind == DiffLine::Removed;
            }
            return counts;
        });
    deliver(counting, m_treeJob.get(), [this, path](const Result<Counts> &counts) {
        if (counts)
            m_facts->setLines(path, *counts);
    });
}

void ZipTab::setReadOnly(const QString &reason)
{
    m_reason = reason;
    m_editors->setReadOnly(!reason.isEmpty());
    enable();
}

void ZipTab::setFactsVisible(bool visible)
{
    m_facts->setVisible(visible);
}

void ZipTab::commit()
{
    m_editors->commit();
    m_work.packNow();
}

void ZipTab::find()
{
    m_editors->find();
}

QString ZipTab::currentPath() const
{
    return m_tree->currentIndex().data(ZipTreeModel::PathRole).toString();
}

void ZipTab::enable()
{
    enableOrExplain(m_add, m_reason);
    enableOrExplain(m_remove, currentPath().isEmpty() ? tr("Choose a file or folder first.") : m_reason);
}

void ZipTab::openIndex(const QModelIndex &index)
{
    const ZipNode *node = m_model->nodeAt(m_filter->mapToSource(index));
    if (index.isValid() && !node->folder)
        m_editors->open(node->path);
}
