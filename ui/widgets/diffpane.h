#pragma once

#include "ui/widgets/linediff.h"

#include <QList>
#include <QWidget>

class QsciLexer;
class QsciScintilla;

/// One side of a comparison, or both in one: lines with their own numbers, signs and backgrounds.
class DiffPane : public QWidget {
    Q_OBJECT
public:
    struct Row {
        int number = 0; ///< 0: a filler, so that both sides stay level
        DiffLine::Kind kind = DiffLine::Equal;
        QString text;
        int markFrom = 0;   ///< the part of the line that changed
        int markLength = 0;
        bool filler() const { return number == 0; }
    };
    struct Fold {
        int first = 0;
        int count = 0;
    };
    explicit DiffPane(QWidget *parent = nullptr);
    ~DiffPane() override;

    void setRows(QList<Row> rows, const QString &language);
    void fold(const QList<Fold> &folds);
    void unfold(int row); ///< the fold below that row
    void goTo(int row);
    QsciScintilla *scintilla() const { return m_editor; }

Q_SIGNALS:
    void unfoldRequested(int row);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyTheme();
    void decorate();
    void chooseLexer(const QString &language, const QString &text);
    int foldLineAt(const QPoint &point) const;

    QsciScintilla *m_editor;
    QsciLexer *m_lexer = nullptr;
    QList<Row> m_rows;
    QList<Fold> m_folds;
};
