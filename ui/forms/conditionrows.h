#pragma once

#include "ui/forms/conditionmoves.h"

#include <QHash>
#include <QWidget>

class DragHandle;
class QBoxLayout;
class QFrame;

/// An expression as rows, nested in groups: typed into, added, taken out, moved by the handle or by Alt+Up and Alt+Down.
class ConditionRows : public QWidget {
    Q_OBJECT
public:
    ConditionRows(const schema::Conditions &root, bool readOnly, QWidget *parent);

    const schema::Conditions &root() const { return m_root; }
    QBoxLayout *footRow() const { return m_foot; } ///< of the whole: there is room for more at its right
    void focusPart(const QString &name);

Q_SIGNALS:
    /// rebuild: other rows are needed. focus: the part that shall have the focus among them.
    void edited(bool rebuild, const QString &focus);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    using Way = conditions::Way;
    struct Spot {
        QWidget *below; ///< what would move down
        Way way;        ///< what is dropped there comes before this
    };

    schema::Conditions &at(const Way &way) { return conditions::at(m_root, way); }
    QWidget *group(const schema::Conditions &group, const Way &way);
    QWidget *groupHead(const schema::Conditions &group, const Way &way);
    QWidget *groupFoot(const Way &way);
    QWidget *condition(const schema::Conditions &condition, const Way &way);
    void addFields(QBoxLayout *row, const schema::Conditions &condition, const Way &way);
    void addHandle(QBoxLayout *row, const Way &way);
    void addRemove(QBoxLayout *row, const Way &way);
    void remove(const Way &way);
    void tookWay(const Way &way, QWidget *row);
    void moved(const std::optional<Way> &to, const QString &part);
    const Spot *spotAt(const QPoint &globalPlace) const;
    void showSpot(const Spot *spot, const Way &dragged);

    schema::Conditions m_root;
    bool m_readOnly;
    QBoxLayout *m_foot = nullptr;
    QFrame *m_line; ///< where it would be dropped
    QHash<QObject *, Way> m_ways; ///< of the controls in rows that can move
    QList<Spot> m_spots;
};
