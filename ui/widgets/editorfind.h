#pragma once

#include "ui/widgets/findbar.h"

#include <QList>
#include <QObject>

class QsciScintilla;

/// Joins a find bar to a Scintilla editor: all finds marked, the current one selected and counted.
class EditorFind : public QObject {
    Q_OBJECT
public:
    EditorFind(QsciScintilla *editor, FindBar *bar, QObject *parent);
    void open();
    void move(bool forward);
    void applyTheme();
    void forget(); ///< the text changed: positions are worth nothing now

private:
    void search();
    void collect();
    void select(int index);
    void mark();
    int nearest(bool forward) const;

    struct Match {
        int start;
        int end;
    };
    QsciScintilla *m_editor;
    FindBar *m_bar;
    QList<Match> m_matches;
    int m_current = -1;
    bool m_stale = true;
};
