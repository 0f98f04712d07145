#pragma once

#include "core/openwhisk/operations.h"

#include <QWidget>

class Chip;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

/// Head of an action's page: what it is, and what can be done with the edit. For a new one the name is typed here.
class ActionHead : public QWidget {
    Q_OBJECT
public:
    explicit ActionHead(QWidget *parent = nullptr);

    void showName(const openwhisk::EntityName &name, const QString &ns, const QString &glyph);
    void showFacts(const openwhisk::ActionEdit &edit, const QString &version);
    void showReadOnly(const QString &reason); ///< empty: no chip
    void showExpose(const std::optional<QString> &ban); ///< none: no button

    void askName(const openwhisk::EntityName &proposed, bool sequence = false); ///< from now on a new action
    void setPackages(const QStringList &packages);
    void setKinds(const QStringList &kinds);
    void setTaken(const QString &problem); ///< beside the grammar: the name exists
    bool isNew() const;
    openwhisk::EntityName typedName() const;
    QString nameProblem() const;
    void focusName();

    QPushButton *expose() const { return m_expose; }
    QPushButton *compare() const { return m_compare; }
    QPushButton *revert() const { return m_revert; }
    QPushButton *save() const { return m_save; }
    QPushButton *more() const { return m_more; }

Q_SIGNALS:
    void nameEdited();
    void kindChosen(const QString &kind);

private:
    void build();
    void showTyped(bool typed);
    void checkName();

    QLabel *m_glyph;
    QLabel *m_name;
    QLabel *m_place;
    QComboBox *m_package;
    QLineEdit *m_nameEdit;
    QComboBox *m_newKind;
    QLabel *m_problem;
    QString m_wantedPackage;
    QString m_taken;
    Chip *m_kind;
    Chip *m_web;
    Chip *m_limits;
    Chip *m_version;
    Chip *m_readOnly;
    QPushButton *m_expose;
    QPushButton *m_compare;
    QPushButton *m_revert;
    QPushButton *m_save;
    QPushButton *m_more;
};
