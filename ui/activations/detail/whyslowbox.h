#pragma once

#include "core/insight/usual.h"

#include <QWidget>

#include <memory>

class Chip;
class MessageBar;
class QGridLayout;
class QLabel;

/// Wait, init and run of one activation against those of the other runs of its action.
class WhySlowBox : public QWidget {
    Q_OBJECT
public:
    explicit WhySlowBox(QWidget *parent = nullptr);
    ~WhySlowBox() override;

    /// Reads the table on a worker; the latest call wins. Without a table, or of what is no action, only its own times.
    void show(const openwhisk::ActivationSummary &summary, const insight::ActivationTable::Ptr &table);
    void clear();

private:
    struct Row {
        QLabel *name;
        QLabel *run;
        QLabel *usual;
        QLabel *share;
        Chip *verdict;
    };
    void build();
    Row addRow(QGridLayout *grid, int row);
    void showWhy(const openwhisk::ActivationSummary &summary, const insight::Usual &usual);

    std::unique_ptr<QObject> m_work;
    std::stop_source m_stop;
    QLabel *m_title;
    QLabel *m_basis;
    MessageBar *m_sentence;
    QList<Row> m_rows;
    QWidget *m_table;
};
