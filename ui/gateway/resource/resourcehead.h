#pragma once

#include "ui/widgets/chip.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

/// Head of the page of a gateway object: what it is, how it stands, and what can be done with it. The id of a new one
/// is typed here.
class ResourceHead : public QWidget {
    Q_OBJECT
public:
    struct Mark {
        QString text;
        Chip::Tone tone = Chip::Tone::Neutral;
        QString tip = {};
        bool operator==(const Mark &) const = default;
    };
    explicit ResourceHead(QWidget *parent = nullptr);

    void showName(const QString &name, const QString &about, const QString &tip);
    void showGlyph(const QString &glyph);
    void showMarks(const QList<Mark> &marks);
    void askId(const QString &proposed, const QString &placeholder);
    void setIdProblem(const QString &problem); ///< shown once something is typed
    bool asksId() const;
    QString typedId() const;
    void focusId();

    QPushButton *test() const { return m_test; }
    QPushButton *revert() const { return m_revert; }
    QPushButton *save() const { return m_save; }
    QPushButton *more() const { return m_more; }

Q_SIGNALS:
    void idEdited();

private:
    void build();

    QLabel *m_glyph;
    QLabel *m_name;
    QLineEdit *m_id;
    QLabel *m_problem;
    QWidget *m_chipRow;
    QList<Mark> m_marks;
    QLabel *m_about;
    QPushButton *m_test;
    QPushButton *m_revert;
    QPushButton *m_save;
    QPushButton *m_more;
};
