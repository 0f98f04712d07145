#pragma once

#include "ui/editors/package/packagerows.h"

#include <QWidget>

class EntryAbout;
class QAction;
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
    void offerPayload(); ///< the example of an action can be used beside this
    const PackageRow *current() const;
    void setDeletable(bool deletable); ///< the chosen one can be deleted from its menu, or by the key

Q_SIGNALS:
    void activated(const QString &name); ///< shall be opened
    void currentChanged();
    void payloadWanted(const QString &text);
    void deleteRequested(const QString &name);

private:
    void buildMenu();
    void showCurrent();

    QTableView *m_table;
    TableModel<PackageRow> *m_model;
    QAction *m_delete;
    QLabel *m_empty;
    EntryAbout *m_about;
};
