#pragma once

#include "ui/editors/package/packagerows.h"

#include <QWidget>

class EntryAbout;
class QLabel;
class QTableView;
template <typename Row> class TableModel;

/// The actions and feeds of a package, and what the chosen one says of itself.
class ContentsView : public QWidget {
    Q_OBJECT
public:
    explicit ContentsView(QWidget *parent = nullptr);
    ~ContentsView() override;
    void setRows(const QList<PackageRow> &rows);
    void setEmptyText(const QString &text);
    const PackageRow *current() const;

Q_SIGNALS:
    void activated(const QString &name); ///< shall be opened
    void currentChanged();

private:
    void showCurrent();

    QTableView *m_table;
    TableModel<PackageRow> *m_model;
    QLabel *m_empty;
    EntryAbout *m_about;
};
