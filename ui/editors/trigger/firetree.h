#pragma once

#include "core/insight/trace.h"
#include "ui/widgets/chip.h"

#include <QAbstractItemModel>

/// What became of fires: each a tree of trigger, rules, actions and members, newest fire first.
class FireTree : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Columns { What, Outcome, Time, Duration, PhaseBars, Activation, ColumnCount };
    enum Roles { IdRole = Qt::UserRole, KeyRole };
    using QAbstractItemModel::QAbstractItemModel;

    struct Fire {
        QString key;
        QString how;          ///< "by hand"
        insight::Trace trace; ///< empty: nothing is recorded, or not yet
        QString name;         ///< of the trigger
        QString note;         ///< in place of a trace
    };
    void put(const Fire &fire);  ///< new ones on top, known ones in place
    void remove(const QString &key);
    void tick();                 ///< texts that tell for how long something is looked for

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Shown {
        Fire fire;
        QList<QList<int>> children; ///< of node i at i + 1; of the fire itself at 0
    };
    static Shown shown(const Fire &fire);
    static bool sameShape(const Fire &a, const Fire &b);
    const insight::TraceNode *nodeOf(const QModelIndex &index) const; ///< nullptr: a fire without a trace
    QString text(const Fire &fire, const insight::TraceNode &node, int column) const;
    QVariant noteData(const Fire &fire, int column, int role) const;

    QList<Shown> m_fires;
};

namespace firetexts {
QString outcome(const insight::TraceNode &node, qint64 nowMs); ///< "✓ started its action", "◷ pending, looked for 2.1 s"
Chip::Tone tone(const insight::TraceNode &node);
QString explanation(const insight::TraceNode &node);           ///< the server's words, where it had some
} // namespace firetexts
