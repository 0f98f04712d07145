#pragma once

#include "ui/forms/itemsfield.h"

class FormRow;
class QBoxLayout;
class QGridLayout;
class QLabel;

/// Items that are flat objects of few members: one row an item, one column a member. What no column is there for
/// stands below its row.
class TableField : public ItemsField {
    Q_OBJECT
public:
    TableField(FormState &state, const QString &pointer, QWidget *parent);
    bool suits() const override;
    bool focusPlace(const QString &pointer) override;

    /// The schema's items are flat, and so are those that are there.
    static bool canShow(const FormState &state, const QString &pointer);

private:
    struct Line {
        QList<FieldEditor *> cells;
        QStringList names; ///< of members without a column
        QList<FormRow *> further;
        QWidget *tools = nullptr;
        QLabel *problem = nullptr;
    };
    bool isAsMade() const override;
    void build() override;
    void refreshItems() override;
    bool isInItem(qsizetype index, const QWidget *widget) const override;
    void buildFoot(QBoxLayout *layout);
    void addHead(QGridLayout *grid);
    void addLine(QGridLayout *grid, qsizetype index);
    QWidget *below(qsizetype index, Line &line);
    QString cell(qsizetype index, const schema::FieldPtr &column) const;
    QStringList namesBeside(qsizetype index) const;
    QString problemOf(qsizetype index) const;

    QList<schema::FieldPtr> m_columns;
    QWidget *m_frame;
    QWidget *m_table = nullptr;
    QList<Line> m_lines;
};
