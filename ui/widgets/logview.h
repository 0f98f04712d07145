#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class FindBar;
class LogArea;
class QCheckBox;
class QLabel;
class QStackedLayout;

/// One line of a log as it is shown.
struct LogRow {
    QString time;   ///< as it shall be shown; may be empty
    int stream = 0; ///< 0 unmarked, 1 stdout, 2 stderr
    QString text;
    bool operator==(const LogRow &) const = default;
};

/// Log lines, painted only where they are seen: 10 MB scroll as 10 lines do. Find, wrap, streams, copy.
class LogView : public QWidget {
    Q_OBJECT
public:
    explicit LogView(QWidget *parent = nullptr);

    void setRows(QList<LogRow> rows);
    void setMessage(const QString &text); ///< a sentence in place of rows
    void setToolsVisible(bool visible);   ///< stdout, stderr, wrap
    void find();
    int rowCount() const;                 ///< of all streams
    int shownCount() const;               ///< of the streams switched on
    QString selectedText() const;
    void selectAll();
    void copy();
    void setWrap(bool wrap);
    void setStreamShown(int stream, bool shown);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTools();
    void buildActions();
    QList<LogRow> shownRows() const;
    void refilter();

    QList<LogRow> m_rows;
    bool m_out = true;
    bool m_err = true;
    QStackedLayout *m_stack;
    QLabel *m_message;
    LogArea *m_area;
    QWidget *m_tools;
    QCheckBox *m_outBox;
    QCheckBox *m_errBox;
    QCheckBox *m_wrapBox;
    FindBar *m_find;
};
