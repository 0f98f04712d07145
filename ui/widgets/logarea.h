#pragma once

#include "ui/widgets/logfind.h"

#include <QAbstractScrollArea>
#include <QFontMetricsF>

/// The painted part of a LogView: knows of each row its height alone and paints those that are seen.
class LogArea : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit LogArea(QWidget *parent = nullptr);
    ~LogArea() override;

    void setRows(QList<LogRow> rows);
    const QList<LogRow> &rows() const { return m_rows; }
    void setWrap(bool wrap);
    void selectAll();
    QString selectedText() const;
    struct Selection {
        qsizetype from = 0;
        qsizetype count = 0;
    };
    Selection selection() const;
    void find(const FindBar::Query &query); ///< goes to the first at or after the current row; many rows: on a worker
    void findNext(bool forward);

Q_SIGNALS:
    void found(int current, int count);
    void queryBroken();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void measure();
    bool isLarge() const;
    void takeColumns(QList<int> columns);
    bool widen(); ///< by what the rows in sight need
    void layOut();
    int lineOf(int row) const; ///< first screen line of a row
    int rowAt(int line) const;
    int rowAt(const QPoint &point) const;
    int lineCount() const;
    int columnsALine() const;
    qreal textLeft() const;
    void paintRow(QPainter *painter, int row);
    void paintPiece(QPainter *painter, const QString &text, int row, int from, QPointF place);
    void paintWrapped(QPainter *painter, int row, qreal top);
    void paintMatches(QPainter *painter, const QString &text, int row, int from, QPointF place);
    QColor inkOf(const LogRow &row) const;
    void moveTo(int row, bool keepAnchor);
    void show(int row);
    void goToMatch(int index);
    void takeMatches(const LogMatches &matches);

    QList<LogRow> m_rows;
    QList<int> m_columns;   ///< of each row's text; only once it was wrapped
    QList<int> m_firstLine; ///< only while wrapping
    int m_mostColumns = 0; ///< at least: what is shown may turn out to be wider
    int m_timeColumns = 0;
    qreal m_charWidth = 8;
    int m_lineHeight = 18;
    bool m_wrap = false;
    int m_anchor = -1;
    int m_current = -1;
    qint64 m_characters = 0;
    LogMatches m_matches; ///< never null
    int m_match = -1;
    std::unique_ptr<QObject> m_work; ///< context of the worker's answer: the latest search wins
    std::unique_ptr<QObject> m_count;
    std::stop_source m_stop;
};
