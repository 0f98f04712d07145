#include "ui/widgets/diffview.h"

#include "core/async/workers.h"
#include "ui/widgets/diffpane.h"
#include "ui/widgets/role.h"
#include "ui/widgets/scintilla.h"

#include <QFutureWatcher>
#include <QLabel>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace {

constexpr int contextLines = 3;
constexpr int leastFolded = 4;
constexpr qsizetype workerFrom = 200'000; ///< characters

using Row = DiffPane::Row;

struct Sides {
    QList<Row> left;
    QList<Row> right;
};

Row rowOf(const DiffLine &line, bool before)
{
    return {before ? line.before : line.after, line.kind, line.text};
}

void mark(Row *before, Row *after)
{
    const InlineChange change = inlineChange(before->text, after->text);
    // Lines that have nothing in common are changed as a whole, which their background says.
    const int shared = int(before->text.size()) - change.lengthBefore;
    if (shared * 3 < before->text.trimmed().size())
        return;
    before->markFrom = after->markFrom = change.first;
    before->markLength = change.lengthBefore;
    after->markLength = change.lengthAfter;
}

/// Lines of a change stand beside each other; the shorter side is filled up.
void addChange(Sides *sides, QList<Row> removed, QList<Row> added)
{
    if (removed.size() == added.size()) {
        for (qsizetype i = 0; i < removed.size(); ++i)
            mark(&removed[i], &added[i]);
    }
    const qsizetype height = std::max(removed.size(), added.size());
    removed.resize(height);
    added.resize(height);
    sides->left += removed;
    sides->right += added;
}

Sides sideBySideOf(const QList<DiffLine> &lines)
{
    Sides sides;
    QList<Row> removed, added;
    for (const DiffLine &line : lines) {
        if (line.kind == DiffLine::Removed) {
            removed.append(rowOf(line, true));
        } else if (line.kind == DiffLine::Added) {
            added.append(rowOf(line, false));
        } else {
            addChange(&sides, std::exchange(removed, {}), std::exchange(added, {}));
            sides.left.append(rowOf(line, true));
            sides.right.append(rowOf(line, false));
        }
    }
    addChange(&sides, removed, added);
    return sides;
}

QList<Row> inlineOf(const QList<DiffLine> &lines)
{
    QList<Row> rows;
    for (const DiffLine &line : lines)
        rows.append(rowOf(line, line.kind == DiffLine::Removed));
    return rows;
}

/// Runs of rows that are equal on both sides, without those next to a change.
QList<DiffPane::Fold> foldsOf(const QList<Row> &left, const QList<Row> &right)
{
    QList<DiffPane::Fold> folds;
    const int count = int(left.size());
    const auto equal = [&](int i) { return left.at(i).kind == DiffLine::Equal && !left.at(i).filler() && !right.at(i).filler(); };
    for (int i = 0; i < count;) {
        int end = i;
        while (end < count && equal(end))
            ++end;
        // The first line of a document cannot be hidden.
        const int first = i == 0 ? 1 : i + contextLines;
        const int last = end == count ? end : end - contextLines;
        if (last - first >= leastFolded)
            folds.append({first, last - first});
        i = end + 1;
    }
    return folds;
}

QList<int> changesOf(const QList<Row> &left, const QList<Row> &right)
{
    QList<int> changes;
    bool inside = false;
    for (int i = 0; i < left.size(); ++i) {
        const bool changed = left.at(i).kind != DiffLine::Equal || right.at(i).kind != DiffLine::Equal || left.at(i).filler();
        if (changed && !inside)
            changes.append(i);
        inside = changed;
    }
    return changes;
}

} // namespace

DiffView::DiffView(QWidget *parent)
    : QWidget(parent), m_splitter(new QSplitter(this)), m_left(new DiffPane), m_right(new DiffPane), m_leftTitle(new QLabel),
      m_rightTitle(new QLabel)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    m_splitter->setChildrenCollapsible(false);
    addSide(m_left, m_leftTitle, u"before"_s);
    addSide(m_right, m_rightTitle, u"after"_s);
    follow(m_left, m_right);
    follow(m_right, m_left);
    setTitles({}, {});
}

void DiffView::addSide(DiffPane *pane, QLabel *title, const QString &name)
{
    auto *side = new QWidget(m_splitter);
    side->setObjectName(name);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    title->setTextFormat(Qt::PlainText);
    title->setContentsMargins(12, 7, 12, 7);
    setRole(title, u"section"_s);
    title->hide();
    layout->addWidget(title);
    layout->addWidget(pane, 1);
    m_splitter->addWidget(side);
}

void DiffView::follow(DiffPane *leader, DiffPane *follower)
{
    const auto join = [this](QScrollBar *from, QScrollBar *to) {
        connect(from, &QScrollBar::valueChanged, to, [this, to](int value) {
            if (m_sideBySide)
                to->setValue(value);
        });
    };
    join(leader->scintilla()->verticalScrollBar(), follower->scintilla()->verticalScrollBar());
    join(leader->scintilla()->horizontalScrollBar(), follower->scintilla()->horizontalScrollBar());
    connect(leader, &DiffPane::unfoldRequested, this, [this](int row) {
        m_left->unfold(row);
        m_right->unfold(row);
    });
}

void DiffView::setTexts(const QString &before, const QString &after, const QString &language)
{
    m_language = language;
    const int generation = ++m_generation;
    if (before.size() + after.size() < workerFrom)
        return showLines(diffLines(before, after));
    auto *watcher = new QFutureWatcher<QList<DiffLine>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, generation] {
        watcher->deleteLater();
        if (generation == m_generation)
            showLines(watcher->future().resultAt(0));
    });
    watcher->setFuture(QtConcurrent::run(workers(), diffLines, before, after));
}

void DiffView::setTitles(const QString &before, const QString &after)
{
    m_leftTitle->setText(before);
    m_rightTitle->setText(after);
    m_leftTitle->setVisible(!before.isEmpty());
    m_rightTitle->setVisible(!after.isEmpty());
    m_left->scintilla()->setAccessibleName(before.isEmpty() ? tr("Before") : before);
    m_right->scintilla()->setAccessibleName(after.isEmpty() ? tr("After") : after);
}

void DiffView::setSideBySide(bool sideBySide)
{
    if (m_sideBySide == sideBySide)
        return;
    m_sideBySide = sideBySide;
    rebuild();
}

void DiffView::setFolded(bool folded)
{
    if (m_folded == folded)
        return;
    m_folded = folded;
    rebuild();
}

void DiffView::showLines(QList<DiffLine> lines)
{
    m_lines = std::move(lines);
    rebuild();
    Q_EMIT changesFound(changeCount());
}

void DiffView::rebuild()
{
    Sides sides;
    if (m_sideBySide)
        sides = sideBySideOf(m_lines);
    else
        sides.left = sides.right = inlineOf(m_lines);
    m_splitter->widget(0)->setVisible(m_sideBySide);
    m_changes = changesOf(sides.left, sides.right);
    m_current = -1;
    m_left->setRows(m_sideBySide ? sides.left : QList<Row>(), m_language);
    m_right->setRows(sides.right, m_language);
    if (m_folded) {
        const auto folds = foldsOf(sides.left, sides.right);
        m_right->fold(folds);
        if (m_sideBySide)
            m_left->fold(folds);
    }
    nextChange();
}

void DiffView::goToChange(int index)
{
    if (m_changes.isEmpty())
        return;
    m_current = std::clamp(index, 0, changeCount() - 1);
    const int row = m_changes.at(m_current);
    m_right->goTo(row);
    if (m_sideBySide)
        m_left->goTo(row);
}

void DiffView::nextChange()
{
    goToChange(m_current + 1);
}

void DiffView::previousChange()
{
    goToChange(m_current - 1);
}
