#pragma once

#include "ui/widgets/chip.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

struct EntityChip {
    QString text;
    Chip::Tone tone = Chip::Tone::Neutral;
    QString tip = {};
    bool operator==(const EntityChip &) const = default;
};

/// Head of an entity's page: what it is, and what can be done with the edit. The name of a new one is typed here.
class EntityHead : public QWidget {
    Q_OBJECT
public:
    explicit EntityHead(QWidget *parent = nullptr);

    void showName(const QString &name, const QString &fullName, const QString &place);
    void askName(const QString &proposed, const QString &placeholder);
    void showGlyph(const QString &glyph);
    void showChips(const QList<EntityChip> &chips);
    void showStand(const QString &version, qint64 updated); ///< empty: not on the server yet
    void showReadOnly(const QString &reason);
    void setNameProblem(const QString &problem); ///< shown once something is typed
    bool asksName() const;
    QString typedName() const;
    void focusName();

    QPushButton *compare() const { return m_compare; }
    QPushButton *revert() const { return m_revert; }
    QPushButton *save() const { return m_save; }
    QPushButton *more() const { return m_more; }

Q_SIGNALS:
    void nameEdited();

private:
    void build();

    QLabel *m_glyph;
    QLabel *m_name;
    QLineEdit *m_nameEdit;
    QLabel *m_problem;
    QLabel *m_place;
    QWidget *m_chipRow;
    QList<EntityChip> m_chips;
    Chip *m_version;
    QLabel *m_updated;
    Chip *m_readOnly;
    QPushButton *m_compare;
    QPushButton *m_revert;
    QPushButton *m_save;
    QPushButton *m_more;
};
