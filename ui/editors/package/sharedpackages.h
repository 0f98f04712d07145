#pragma once

#include "core/openwhisk/entities.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QTableView;
class SearchField;
class StateView;
template <typename Row> class TableModel;

namespace openwhisk {
class Session;
}

/// The packages of a namespace that this one may use: those shared by others, or its own.
class SharedPackages : public QWidget {
    Q_OBJECT
public:
    explicit SharedPackages(openwhisk::Session &session, QWidget *parent = nullptr);
    ~SharedPackages() override;
    void setNameSpace(const QString &nameSpace); ///< reads its list
    QString nameSpace() const { return m_nameSpace; }
    void refresh();
    std::optional<openwhisk::EntityName> current() const;
    void choose(const openwhisk::EntityName &name); ///< once it is in the list
    void setChoosesFirst(bool choosesFirst) { m_choosesFirst = choosesFirst; } ///< where nothing was chosen yet
    void focusFilter();
    StateView &state() const { return *m_state; }

Q_SIGNALS:
    void currentChanged();
    void chosen(const openwhisk::EntityName &name); ///< by the user

private:
    struct Row {
        openwhisk::EntityName name;
        QString description;
        QString version;
        qint64 updated = 0;
        bool shared = false;
        bool operator==(const Row &) const = default;
    };
    TableModel<Row> *makeModel();
    void build();
    void typedNameSpace();
    void read(bool keepContent);
    void came(const Result<QList<openwhisk::Package>> &packages, bool keepContent);
    void filter();
    void showEmpty();

    QPointer<openwhisk::Session> m_session;
    QString m_nameSpace;
    QList<Row> m_rows;
    bool m_known = false;
    bool m_choosesFirst = true;
    bool m_updating = false; ///< the list changes, the user does not choose
    std::optional<openwhisk::EntityName> m_wanted;
    std::unique_ptr<QObject> m_request; ///< the latest wins
    QComboBox *m_spaces;
    QLabel *m_problem;
    SearchField *m_filter;
    QLabel *m_count;
    QTableView *m_table;
    TableModel<Row> *m_model;
    StateView *m_state;
};
