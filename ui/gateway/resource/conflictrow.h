#pragma once

#include "ui/gateway/resource/reviewmaths.h"

#include <QObject>
#include <QTimer>

class QGridLayout;
class QLabel;
class QLineEdit;
class QRadioButton;

/// One place that both sides changed: theirs, mine, or a value typed as JSON.
class ConflictRow : public QObject {
    Q_OBJECT
public:
    /// covered: it holds a secret, which is not shown while it is typed either.
    ConflictRow(const json::Conflict &conflict, bool covered, QWidget *parent);

    void addTo(QGridLayout *grid, int row);
    const QString &pointer() const { return m_conflict.pointer; }
    std::optional<review::Choice> choice() const; ///< none: not chosen yet, or what is typed is no JSON

Q_SIGNALS:
    void typing(); ///< chosen() follows after a pause
    void chosen();

private:
    QRadioButton *addSide(const QString &name, const QString &words, const std::optional<json::Value> &value);
    void beginTyping();
    void typed();
    void showState();

    json::Conflict m_conflict;
    bool m_covered;
    QWidget *m_parent;
    QTimer m_pause;
    std::optional<json::Value> m_value; ///< what is typed, where it is right
    QLabel *m_place;
    QLabel *m_opened;
    QRadioButton *m_theirs;
    QRadioButton *m_mine;
    QRadioButton *m_another;
    QLineEdit *m_line;
    QLabel *m_problem;
};
