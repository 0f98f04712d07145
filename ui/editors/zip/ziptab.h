#pragma once

#include "ui/editors/actionstate.h"
#include "ui/editors/zip/zipfactspane.h"
#include "ui/editors/zip/zipwork.h"

#include <QWidget>

class MessageBar;
class QLabel;
class QModelIndex;
class QPushButton;
class QTreeView;
class SearchField;
class StateView;
class ZipEditors;
class ZipTreeModel;
class QSortFilterProxyModel;

/// The code of an action that is a zip: a tree of its files, text files open in tabs, facts at the right. Everything
/// that was not edited goes back byte by byte.
class ZipTab : public QWidget {
    Q_OBJECT
public:
    explicit ZipTab(ActionState &state, QWidget *parent = nullptr);

    void setReadOnly(const QString &reason);
    void fill(); ///< the state's code is another
    void commit();
    bool busy() const { return m_work.busy(); } ///< the state's code lags behind
    QString problem() const { return m_problem; } ///< why it cannot be packed
    void find();
    void addFiles(const QStringList &paths); ///< files and folders from disk, below the folder that is current
    void setFactsVisible(bool visible);
    QString folderForNew() const;

Q_SIGNALS:
    void typed();
    void settled();    ///< busy() no longer
    void saveRequested();
    void unreadable(const Error &error); ///< it is no zip that can be opened

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void build();
    QWidget *buildTree();
    void connectWork();
    void showTree();
    void take(const ZipRoot &root, const ZipFacts &facts);
    void showFacts(const ZipFacts &facts);
    void countLines(const QString &path);
    void openIndex(const QModelIndex &index);
    void openStart();
    void addFromDisk();
    void removeCurrent();
    void removePath(const QString &path);
    void renameCurrent();
    void renameTo(const QString &path, const QString &to);
    void replaceFile(const QString &path);
    void takeFile(const QString &path, const QString &disk);
    void contextMenu(const QPoint &at);
    void offerUndo(const QString &text, const zip::Edit &before);
    QString currentPath() const;
    QString startFile() const;
    void enable();

    ActionState &m_state;
    ZipWork m_work;
    QString m_reason;
    QString m_problem;
    QString m_producedCode; ///< what came from here is not read again
    QString m_place;
    bool m_first = true; ///< of this archive: what starts is opened
    std::unique_ptr<QObject> m_treeJob;
    ZipTreeModel *m_model;
    QSortFilterProxyModel *m_filter;
    QTreeView *m_tree;
    SearchField *m_search;
    QLabel *m_count;
    ZipEditors *m_editors;
    ZipFactsPane *m_facts;
    MessageBar *m_bar;
    StateView *m_view;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_saveZip;
};
