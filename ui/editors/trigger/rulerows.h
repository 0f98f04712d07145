#pragma once

#include "core/openwhisk/rules.h"
#include "ui/editors/trigger/lastruns.h"

#include <QStyledItemDelegate>

/// One rule of a trigger as the table shows it.
struct RuleRow {
    openwhisk::EntityName rule;
    openwhisk::EntityName action;
    bool active = false;
    bool writing = false;        ///< its switch was pressed, the server has not answered
    openwhisk::RuleEnds ends;
    std::optional<LastRuns::Run> last = {};
    bool frozen = false;         ///< nothing may be written

    bool broken() const { return ends.broken(); }
    bool operator==(const RuleRow &) const = default;
};

/// The rules of a trigger, and those that name it but that it has lost (it was deleted and made anew), which no fire
/// starts: own names with "_".
QList<RuleRow> ruleRows(const openwhisk::Trigger &trigger, const openwhisk::List<openwhisk::RuleSummary> &allRules);
QString lastText(const RuleRow &row); ///< time and outcome, or what is broken

/// Paints the cell of a switch; a click or Space on it emits toggled().
class SwitchDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    enum Role { OnRole = Qt::UserRole + 200, EnabledRole };
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

Q_SIGNALS:
    void toggled(const QModelIndex &index);
};
