#pragma once

#include <QFrame>

#include <functional>

class FlowLayout;
class QLabel;
class QLineEdit;
class QToolButton;

/// Several texts in one field: Enter or a comma adds what is typed, Backspace in the empty field takes the last one away,
/// a click on a text takes it back into the field.
class TagField : public QWidget {
    Q_OBJECT
public:
    using Check = std::function<QString(const QString &text)>; ///< what is wrong, or empty
    TagField(const QString &name, const QString &placeholder, Check check, QWidget *parent = nullptr);
    ~TagField() override;

    void setTexts(const QStringList &texts); ///< tells nobody
    const QStringList &texts() const { return m_texts; }
    void setReadOnly(bool readOnly);
    void setMark(const QString &note); ///< "was 3", beside the field
    void setProblem(const QString &problem); ///< of the whole field; those of texts are found here
    QString problem() const;           ///< of a text, or of what is typed and not added yet
    QLineEdit *line() const { return m_line; }

Q_SIGNALS:
    void edited();
    void problemChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void rebuild();
    void take();   ///< what is typed becomes a text
    void remove(qsizetype index);
    void takeBack(qsizetype index);
    void showProblem();

    Check m_check;
    QString m_placeholder;
    QStringList m_texts;
    QString m_own;
    bool m_readOnly = false;
    FlowLayout *m_flow;
    QFrame *m_frame;
    QLineEdit *m_line;
    QLabel *m_mark;
    QLabel *m_problem;
    QList<QToolButton *> m_tags;
};
