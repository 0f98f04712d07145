#pragma once

#include "core/openwhisk/serverfacts.h"
#include "ui/models/tablemodel.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QProgressBar;
class QTableView;
class QVBoxLayout;
class SearchField;

namespace openwhisk {
class Session;
}

/// The content of the server page: facts in groups, use as bars, runtimes in a table.
class ServerView : public QWidget {
    Q_OBJECT
public:
    explicit ServerView(QWidget *parent = nullptr);

    void showConnection(openwhisk::Session &session);
    void showFacts(const openwhisk::ServerFacts &facts);
    void showUse(const std::optional<openwhisk::MinuteUse> &use); ///< none: not known (yet)
    void find();

private:
    QFormLayout *addGroup(QVBoxLayout *layout, const QString &title);
    void buildUse(QVBoxLayout *layout);
    void addUse(QFormLayout *form, const QString &title, QProgressBar *bar, QLabel *text);
    QWidget *buildRuntimes();
    void addFact(QFormLayout *form, const QString &name, const QString &text, const QString &objectName = {});
    void showLimits(const json::Value &limits);
    static void fillBar(QProgressBar *bar, QLabel *text, qint64 used, qint64 allowed, bool more);
    void filter();

    QFormLayout *m_connection;
    QFormLayout *m_server;
    QFormLayout *m_limits;
    QProgressBar *m_runs;
    QProgressBar *m_fires;
    QLabel *m_runsText;
    QLabel *m_firesText;
    QLabel *m_useNote;
    SearchField *m_search;
    QTableView *m_table;
    TableModel<openwhisk::RuntimeFacts> m_runtimes;
    QList<openwhisk::RuntimeFacts> m_all;
    openwhisk::NamespaceLimits m_bounds;
};
