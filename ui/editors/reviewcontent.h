#pragma once

#include "ui/editors/entity/entitykind.h"

#include <QWidget>

class DiffView;
class QLabel;
class QPlainTextEdit;
class QTableView;
class QTreeWidget;
class QTreeWidgetItem;
template <typename Row> class TableModel;

/// The changes of a review: listed by area, the long text as a diff, the rest as a table, what is sent, what the server adds.
class ReviewContent : public QWidget {
    Q_OBJECT
public:
    struct Data {
        QString beforeTitle;
        QString afterTitle;
        std::optional<EntityTexts> texts;
        QList<ReviewChange> changes;
        QString sent; ///< empty: nothing will be sent, it is a comparison
        QStringList serverOwn;
    };
    explicit ReviewContent(QWidget *parent = nullptr);
    ~ReviewContent() override;
    void setData(const Data &shown);
    void setSideBySide(bool sideBySide);
    void step(bool forward); ///< to the next or previous change of the text

private:
    QWidget *buildList();
    QWidget *buildMiddle();
    QWidget *buildFoot();
    void fillList(const QList<ReviewChange> &changes);
    void fillDiff(const Data &shown);
    void showPlaces(int count);
    void chosen(const QTreeWidgetItem *item);

    QTreeWidget *m_list;
    QTreeWidgetItem *m_textItem = nullptr;
    QLabel *m_count;
    DiffView *m_diff;
    QTableView *m_table;
    TableModel<ReviewChange> *m_model;
    QPlainTextEdit *m_sent;
    QLabel *m_serverOwn;
    QWidget *m_foot = nullptr;
};
