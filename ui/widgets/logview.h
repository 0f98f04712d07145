#pragma once

#include "ui/widgets/loglevel.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <memory>

class FindBar;
class LogArea;
struct LogFilter;
class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QStackedLayout;

/// One line of a log as it is shown.
struct LogRow {
    QString time;   ///< as it shall be shown; may be empty
    int stream = 0; ///< 0 unmarked, 1 stdout, 2 stderr
    QString text;
    LogLevel level = LogLevel::None;
    bool heading = false; ///< whose the following rows are
    bool operator==(const LogRow &) const = default;
};

/// Log lines, painted only where they are seen: 10 MB scroll as 10 lines do. Find, wrap, streams, levels, copy, save.
class LogView : public QWidget {
    Q_OBJECT
public:
    explicit LogView(QWidget *parent = nullptr);
    ~LogView() override;

    void setRows(QList<LogRow> rows);
    void setMessage(const QString &text); ///< a sentence in place of rows
    void setToolsVisible(bool visible);   ///< stdout, stderr, levels, wrap
    void addTool(QWidget *tool);          ///< on the left of these
    void find();
    void findNext(bool forward);
    int rowCount() const;                 ///< of all streams
    int shownCount() const;               ///< of the streams and levels switched on
    QString selectedText() const;
    void selectAll();
    void copy();
    void setWrap(bool wrap);
    void setStreamShown(int stream, bool shown);
    void setLeastLevel(LogLevel level);
    void save();                          ///< asks where to; what is shown
    void saveTo(const QString &path);
    void setSaveName(const QString &name) { m_saveName = name; }

Q_SIGNALS:
    void notice(const QString &text); ///< copied, saved, or why not

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildTools();
    void buildActions();
    void connectFind();
    void refilter();

    QList<LogRow> m_rows;
    std::unique_ptr<LogFilter> m_filter;
    QString m_saveName;
    QStackedLayout *m_stack;
    QLabel *m_message;
    LogArea *m_area;
    QWidget *m_tools;
    QHBoxLayout *m_toolRow;
    QComboBox *m_levels;
    QCheckBox *m_outBox;
    QCheckBox *m_errBox;
    QCheckBox *m_wrapBox;
    FindBar *m_find;
};
