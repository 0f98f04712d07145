#pragma once

#include "core/schema/conditions.h"
#include "ui/forms/fieldeditor.h"

class QBoxLayout;
class QLabel;

/// Conditions as rows, nested in groups.
class ExpressionField : public FieldEditor {
    Q_OBJECT
public:
    ExpressionField(FormState &state, const QString &pointer, QWidget *parent);
    static bool canShow(const std::optional<json::Value> &value);
    void refresh() override;
    bool suits() const override;

private:
    using Way = QList<int>; ///< from the root: which part of which group
    schema::Conditions &at(const Way &way);
    void build();
    QWidget *groupRows(const schema::Conditions &group, const Way &way);
    QWidget *groupHead(const schema::Conditions &group, const Way &way);
    QWidget *groupFoot(const Way &way);
    QWidget *conditionRow(const schema::Conditions &condition, const Way &way);
    void addRemove(QBoxLayout *row, const Way &way);
    void store(bool sameRows);

    schema::Conditions m_root;
    std::optional<json::Value> m_shown;
    QWidget *m_rows = nullptr;
    QLabel *m_sent;
};

namespace forms {
/// What is typed as the right side of a condition: JSON where it is JSON, else a text.
json::Value operandOf(const QString &text);
QString operandText(const json::Value &operand);
}
