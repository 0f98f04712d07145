#include "ui/gateway/resource/pendingpane.h"

#include "core/gateway/session.h"
#include "core/json/edit.h"
#include "core/json/text.h"
#include "ui/gateway/resource/secretplaces.h"
#include "ui/widgets/diffpane.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/scintilla.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int pauseMs = 120;
constexpr int leastWidth = 220;

QString textOf(const json::Value &value)
{
    return value.isNull() ? QString() : QString::fromUtf8(json::pretty(value));
}

QList<DiffPane::Row> rowsOf(const QString &before, const QString &after)
{
    QList<DiffPane::Row> rows;
    for (const DiffLine &line : diffLines(before, after))
        rows.append({line.kind == DiffLine::Removed ? line.before : line.after, line.kind, line.text, 0, 0});
    return rows;
}

} // namespace

PendingPane::PendingPane(ResourceState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_head(plainLabel({}, u"muted"_s, this))
    , m_pane(new DiffPane(this))
{
    setObjectName(u"pending"_s);
    setMinimumWidth(leastWidth);
    m_head->setObjectName(u"pendingHead"_s);
    m_pane->scintilla()->setAccessibleName(tr("Pending changes"));
    m_head->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->addWidget(sectionLabel(tr("Pending changes"), this));
    layout->addWidget(m_head);
    layout->addWidget(framed(m_pane), 1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(pauseMs);
    connect(&m_timer, &QTimer::timeout, this, &PendingPane::showChanges);
    connect(&m_state, &ResourceState::valueChanged, this, [this] { m_timer.start(); });
    connect(&m_state, &ResourceState::loaded, this, [this] { m_timer.start(); });
}

void PendingPane::setStand(const QString &stand)
{
    m_stand = stand;
    showHead();
}

void PendingPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_timer.start();
}

void PendingPane::showChanges()
{
    if (!isVisible())
        return; // showEvent asks again
    const auto catalogue = m_state.session() ? m_state.session()->catalogue() : nullptr;
    const gateway::Kind kind = m_state.key().kind;
    const json::Value &before = m_state.before();
    const json::Value &now = m_state.value();
    const QString old = textOf(secrets::shown(before, secrets::placesIn(before, kind, catalogue)));
    const QString changed = textOf(secrets::shown(now, secrets::placesIn(now, kind, catalogue), before));
    m_changes = m_state.isNew() ? 0 : int(json::diff(before, now).size());
    const int line = m_pane->scintilla()->firstVisibleLine();
    m_pane->setRows(rowsOf(m_state.isNew() ? changed : old, changed), u"json"_s);
    m_pane->scintilla()->setFirstVisibleLine(line);
    showHead();
}

void PendingPane::showHead()
{
    QStringList parts;
    if (m_state.isNew())
        parts.append(tr("not on the gateway yet"));
    else if (m_changes > 0)
        parts.append(m_changes == 1 ? tr("1 value") : tr("%1 values").arg(m_changes));
    else
        parts.append(m_state.isModified() ? tr("only the order or the writing of numbers") : tr("nothing is changed"));
    if (!m_stand.isEmpty() && !m_state.isNew())
        parts.append(m_stand);
    m_head->setText(parts.join(u" · "_s));
    m_head->setToolTip(plainTip(m_head->text()));
}
