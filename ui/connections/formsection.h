#pragma once

#include <QHash>
#include <QWidget>

class QGridLayout;
class QLabel;

/// Rows of a form: label at the left, field, a hint below it, and a problem in its place when there is one.
class FormSection : public QWidget {
    Q_OBJECT
public:
    explicit FormSection(const QString &title, QWidget *parent = nullptr); ///< no title: no heading
    /// label may have a mnemonic. key: under which name problems come. Gives the hint's label.
    QLabel *addRow(const QString &label, QWidget *field, const QString &key, const QString &hint = {});
    void setRowVisible(const QString &key, bool visible);
    /// False when there is no such row here.
    bool setProblem(const QString &key, const QString &sentence);
    void clearProblems();
    QWidget *field(const QString &key) const;

private:
    struct Row {
        QLabel *label;
        QWidget *field;
        QLabel *hint;
        QLabel *problem;
    };
    QGridLayout *m_grid;
    QHash<QString, Row> m_rows;
};
