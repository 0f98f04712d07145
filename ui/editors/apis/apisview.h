#pragma once

#include "core/openwhisk/apis.h"
#include "ui/models/tablemodel.h"
#include "ui/models/target.h"

#include <QWidget>

#include <optional>

class ApiTry;
class QAction;
class QBoxLayout;
class QTableView;
class SearchField;

namespace openwhisk {
class Session;
}

/// One operation in the table of APIs.
struct ApiRow {
    int api = 0; ///< place in the list that was shown
    QString basePath;
    QString name;
    QString url; ///< of the operation
    bool first = false; ///< of its API
    openwhisk::ApiOperation operation;
    bool operator==(const ApiRow &) const = default;
};

/// The table of all operations, by base path, and a way to try the chosen one.
class ApisView : public QWidget {
    Q_OBJECT
public:
    explicit ApisView(openwhisk::Session &session, QWidget *parent = nullptr);

    void show(const QList<openwhisk::Api> &apis);
    void addCommands(const QList<QAction *> &commands); ///< as buttons
    std::optional<ApiRow> current() const;
    void find();

Q_SIGNALS:
    void selectionChanged();
    void openRequested(const Target &target);

private:
    void filter();

    TableModel<ApiRow> m_model;
    QList<ApiRow> m_all;
    QBoxLayout *m_buttons;
    SearchField *m_search;
    QTableView *m_table;
    ApiTry *m_try;
};
