#pragma once

#include "core/net/requestlog.h"
#include "ui/models/tablemodel.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QTimer;
class QTreeView;
class SearchField;
class StateView;

/// A row of the request log; two are the same while nothing of it has changed.
struct RequestRow {
    net::LogEntry entry;
    bool operator==(const RequestRow &other) const;
};

/// The dock's request log: what went over the wire, redacted, newest first, with a detail and copies as commands.
class RequestsPanel : public QWidget {
    Q_OBJECT
public:
    explicit RequestsPanel(net::RequestLog &log, QWidget *parent = nullptr);
    void select(quint64 id);
    bool hasCurrent() const;
    void copyAsCurl();
    void copyAsWsk();
    void clear();
    void find();

Q_SIGNALS:
    void notice(const QString &text);
    void currentChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeTop();
    QWidget *makeDetail();
    void connectParts();
    void logChanged();
    void fill();
    bool passes(const net::LogEntry &entry, const QString &filter) const;
    void showDetail();
    std::optional<net::LogEntry> current() const;

    net::RequestLog &m_log;
    TableModel<RequestRow> m_model;
    SearchField *m_filter;
    QCheckBox *m_failedOnly;
    QPushButton *m_clear;
    QPushButton *m_curl;
    QPushButton *m_wsk;
    QLabel *m_title;
    QPlainTextEdit *m_detail;
    QTreeView *m_view;
    QSplitter *m_splitter;
    StateView *m_states;
    QTimer *m_soon;
};
