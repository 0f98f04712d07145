#pragma once

#include "ui/forms/itemsfield.h"

class QVBoxLayout;

/// Items, one below the other, each with an editor of its own; very many as JSON.
class ListField : public ItemsField {
    Q_OBJECT
public:
    ListField(FormState &state, const QString &pointer, QWidget *parent);
    bool suits() const override;
    bool focusPlace(const QString &pointer) override;

private:
    bool isAsMade() const override;
    void build() override;
    void refreshItems() override;
    bool isInItem(qsizetype index, const QWidget *widget) const override;
    void addItem(qsizetype index);
    bool isJson() const { return m_editors.size() == 1 && m_lines.isEmpty(); }

    QVBoxLayout *m_rows;
    QList<FieldEditor *> m_editors;
    QList<QWidget *> m_lines; ///< each with an editor and its tools
};
