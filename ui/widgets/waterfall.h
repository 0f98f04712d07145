#pragma once

#include "ui/widgets/phasebar.h"
#include "ui/widgets/timescale.h"

#include <QWidget>

class QListView;

namespace widgets {
class WaterfallDelegate;
class WaterfallModel;
}

/// One line of a waterfall: a run, what ran others, or something that happened at one moment.
struct WaterfallRow {
    enum class Look {
        Run,     ///< wait, init and run in their colours
        Span,    ///< one grey bar: it ran others
        Moment,  ///< a short mark
        Nothing  ///< no bar: not reached, not known
    };
    QString key;        ///< names it: selection stays with it
    QString name;
    QString glyph;      ///< see entityGlyph()
    int depth = 0;
    double startMs = 0; ///< on the axis; where its wait begins
    Phases phases;      ///< a Span is as long as all of them
    Look look = Look::Run;
    QString note;       ///< beside the bar, or in its place
    bool muted = false; ///< not reached
    QString tip;
    double endMs() const { return startMs + phases.waitMs + phases.initMs + phases.runMs; }
    bool operator==(const WaterfallRow &) const = default;
};

/// Who ran when, on one time axis; stretches in which nothing happens are folded. The arrow keys move, Return opens.
class Waterfall : public QWidget {
    Q_OBJECT
public:
    explicit Waterfall(QWidget *parent = nullptr);

    void setRows(const QList<WaterfallRow> &rows, const QList<TimeScale::Gap> &gaps);
    const QList<WaterfallRow> &rows() const;
    void setFolded(bool folded);
    bool folded() const { return m_folded; }
    QString current() const; ///< key, or empty
    void setCurrent(const QString &key); ///< without a signal
    QListView *view() const { return m_view; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged(const QString &key); ///< by the user
    void activated(const QString &key);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    int namesWidth() const;

    widgets::WaterfallModel *m_model;
    widgets::WaterfallDelegate *m_delegate;
    QListView *m_view;
    QList<TimeScale::Gap> m_gaps;
    bool m_folded = true;
    bool m_setting = false;
};

/// What a screen reader says of it: "reserve-stock: wait 12.4 s, init 1.1 s (cold start), run 96 ms".
QString waterfallText(const WaterfallRow &row);
