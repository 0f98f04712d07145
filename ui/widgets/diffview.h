#pragma once

#include "ui/widgets/linediff.h"

#include <QWidget>

class DiffPane;
class QLabel;
class QSplitter;

/// Two texts side by side or inline, equal lines folded, the changed part of a line marked.
class DiffView : public QWidget {
    Q_OBJECT
public:
    explicit DiffView(QWidget *parent = nullptr);

    void setTexts(const QString &before, const QString &after, const QString &language);
    void setTitles(const QString &before, const QString &after);
    void setSideBySide(bool sideBySide);
    bool sideBySide() const { return m_sideBySide; }
    void nextChange();
    void previousChange();
    void setFolded(bool folded);
    int changeCount() const { return int(m_changes.size()); }
    int currentChange() const { return m_current; }

Q_SIGNALS:
    void changesFound(int count);

private:
    void rebuild();
    void showLines(QList<DiffLine> lines);
    void goToChange(int index);
    void addSide(DiffPane *pane, QLabel *title, const QString &name);
    void follow(DiffPane *leader, DiffPane *follower);

    QString m_language;
    QList<DiffLine> m_lines;
    QList<int> m_changes; ///< first row of each change in the panes
    int m_current = -1;
    int m_generation = 0;
    bool m_sideBySide = true;
    bool m_folded = true;
    QSplitter *m_splitter;
    DiffPane *m_left;
    DiffPane *m_right;
    QLabel *m_leftTitle;
    QLabel *m_rightTitle;
};
