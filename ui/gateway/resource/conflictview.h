#pragma once

#include "ui/gateway/resource/reviewmaths.h"

#include <QScrollArea>

class ConflictRow;
class QGridLayout;

/// Places that both sides changed: for each, one of the two values or a third one has to be chosen.
class ConflictView : public QScrollArea {
    Q_OBJECT
public:
    explicit ConflictView(QWidget *parent = nullptr);

    /// covered: pointers of those that hold secrets. Choices stay while the conflicts are the same.
    void show(const QList<json::Conflict> &conflicts, const QStringList &covered = {});
    QHash<QString, review::Choice> choices() const;
    void clear();

Q_SIGNALS:
    void typing(); ///< chosen() follows
    void chosen();

private:
    void addHead(QGridLayout *grid);

    QList<json::Conflict> m_conflicts;
    QList<ConflictRow *> m_rows;
};
