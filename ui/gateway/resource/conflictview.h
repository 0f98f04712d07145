#pragma once

#include "ui/gateway/resource/reviewmaths.h"

#include <QScrollArea>

class QVBoxLayout;

/// Places that both sides changed: one of the two has to be chosen for each.
class ConflictView : public QScrollArea {
    Q_OBJECT
public:
    explicit ConflictView(QWidget *parent = nullptr);

    void show(const QList<json::Conflict> &conflicts);
    const QHash<QString, review::Side> &choices() const { return m_choices; }
    void clear();

Q_SIGNALS:
    void chosen();

private:
    QWidget *row(const json::Conflict &conflict);

    QList<json::Conflict> m_conflicts;
    QHash<QString, review::Side> m_choices;
    QVBoxLayout *m_rows;
};
