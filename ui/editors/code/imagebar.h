#pragma once

#include "ui/editors/actionstate.h"

#include <QFrame>

class Chip;
class QLabel;
class QLineEdit;
class QPushButton;

/// Above the code of an action that runs in an image of its own: which one, and whether code goes along.
class ImageBar : public QFrame {
    Q_OBJECT
public:
    explicit ImageBar(ActionState &state, QWidget *parent = nullptr);
    void fill();
    void setReadOnly(const QString &reason);

Q_SIGNALS:
    void codeWanted(bool with); ///< with code, or without

private:
    void build();

    ActionState &m_state;
    QString m_reason;
    QLineEdit *m_image;
    Chip *m_native;
    QLabel *m_problem;
    QPushButton *m_with;
    QPushButton *m_without;
};
