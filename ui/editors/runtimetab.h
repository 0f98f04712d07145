#pragma once

#include "ui/editors/actionstate.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

/// Kind, entry point, image and the limits, each with the server's bounds and what it was.
class RuntimeTab : public QWidget {
    Q_OBJECT
public:
    explicit RuntimeTab(ActionState &state, QWidget *parent = nullptr);

    void setServer(const openwhisk::ServerInfo &info, const openwhisk::NamespaceLimits &limits);
    void setReadOnly(const QString &reason);
    QString problem() const; ///< why this cannot be sent, or empty

private:
    struct Limit {
        std::optional<qint64> openwhisk::ActionLimits::*member;
        qint64 min, max, usual;
        QString unit;
        QSpinBox *spin = nullptr;
        QLabel *mark = nullptr;
        QLabel *hint = nullptr;
    };
    void build();
    QWidget *field(QWidget *input, QLabel *mark, QLabel *hint = nullptr);
    void addLimit(QFormLayout *form, Limit limit, const QString &title, const QString &name);
    void fill();
    void fillKinds();
    void fillLimit(Limit &limit);
    void takeExec();
    void takeLimits();
    void showMarks();
    void showHint(const Limit &limit) const;
    QString refusal(const Limit &limit) const; ///< in the server's words
    const openwhisk::ServerInfo::Runtime *runtime(const QString &kind) const;

    ActionState &m_state;
    openwhisk::ServerInfo m_info;
    openwhisk::NamespaceLimits m_bounds;
    QList<Limit> m_limits;
    bool m_filling = false;
    QComboBox *m_kind;
    QLineEdit *m_main;
    QLineEdit *m_image;
    QLabel *m_kindMark;
    QLabel *m_mainMark;
    QLabel *m_imageMark;
    QLabel *m_kindHint;
    QLabel *m_mainHint;
    QFormLayout *m_form = nullptr;
};
