#include "ui/editors/trigger/rulerows.h"

#include "core/openwhisk/triggerparts.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RuleRow", text);
}

constexpr QSize track(32, 18);
constexpr int margin = 8;

QString statusText(ActivationStatus status)
{
    return status == ActivationStatus::Success ? tr("✓ success") : tr("✕ failed");
}

} // namespace

QList<RuleRow> ruleRows(const Trigger &trigger, const List<RuleSummary> &allRules)
{
    const QString ns = trigger.name.ns;
    QList<RuleRow> rows;
    for (const RuleLink &link : trigger.rules)
        rows.append({asOwn(link.rule, ns), asOwn(link.action, ns), link.active, false, {}, {}});
    if (!allRules)
        return rows;
    for (const RuleSummary &rule : *allRules) {
        if (rule.trigger.name != trigger.name.name)
            continue;
        const bool known = std::any_of(rows.cbegin(), rows.cend(), [&rule](const RuleRow &row) { return row.rule.name == rule.name.name; });
        if (known)
            continue;
        RuleRow lost{asOwn(rule.name, ns), asOwn(rule.action, ns), false, false, {}, {}};
        lost.ends.linked = false;
        rows.append(lost);
    }
    return rows;
}

QString lastText(const RuleRow &row)
{
    if (row.broken())
        return u"✕ "_s + brokenSentence(row.ends, {}, row.action);
    if (row.writing)
        return tr("switching …");
    if (!row.last)
        return {};
    const QString time = timeText(row.last->startedMs, timesInUtc(), true);
    if (row.last->rule.activationId.isEmpty())
        return tr("%1 · not started").arg(time);
    return row.last->status ? time + u" · "_s + statusText(*row.last->status) : time;
}

void SwitchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintGround(painter, option, index);
    QStyledItemDelegate::paint(painter, option, index);
    const Theme &theme = theme::current();
    const bool on = index.data(OnRole).toBool();
    const bool enabled = index.data(EnabledRole).toBool();
    const QRectF groove(option.rect.left() + margin, option.rect.center().y() - track.height() / 2.0 + 1, track.width(),
                        track.height());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(on ? (enabled ? theme.accent : theme.textFaint) : theme.borderStrong);
    painter->drawRoundedRect(groove, groove.height() / 2, groove.height() / 2);
    painter->setBrush(on ? theme.onAccent : theme.surface);
    const qreal knob = groove.height() - 6;
    painter->drawEllipse(QRectF(on ? groove.right() - knob - 3 : groove.left() + 3, groove.top() + 3, knob, knob));
    painter->restore();
}

QSize SwitchDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {track.width() + 2 * margin, track.height() + 8};
}

bool SwitchDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &, const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease || static_cast<QMouseEvent *>(event)->button() != Qt::LeftButton)
        return false;
    if (index.data(EnabledRole).toBool())
        Q_EMIT toggled(index);
    return true;
}
