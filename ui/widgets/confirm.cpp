#include "ui/widgets/confirm.h"

#include "ui/widgets/role.h"

#include <QApplication>
#include <QDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr const char *nextAnswerProperty = "whiskboardNextAnswer";
constexpr int dialogWidth = 440;

/// Reads from top to bottom: what is asked, what it means, what to type, the buttons with the safe one as default.
class QuestionDialog : public QDialog {
public:
    QuestionDialog(const confirm::Question &question, QWidget *parent) : QDialog(parent)
    {
        setWindowTitle(question.title);
        setObjectName(u"question"_s);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(20, 18, 20, 16);
        layout->setSpacing(10);
        layout->addWidget(label(question.title, u"head"_s));
        layout->addWidget(label(question.text, u"muted"_s));
        if (!question.typeToConfirm.isEmpty())
            addTyping(question, layout);
        addButtons(question, layout);
        setMinimumWidth(dialogWidth);
    }
    confirm::Answer answer = confirm::Answer::Cancel;

private:
    QLabel *label(const QString &text, const QString &role)
    {
        auto *made = withRole(new QLabel(text, this), role);
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        made->setVisible(!text.isEmpty());
        return made;
    }
    void addTyping(const confirm::Question &question, QVBoxLayout *layout)
    {
        layout->addWidget(label(QCoreApplication::translate("confirm", "Type %1 to confirm:").arg(question.typeToConfirm), {}));
        m_typed = new QLineEdit(this);
        m_typed->setObjectName(u"typeToConfirm"_s);
        layout->addWidget(m_typed);
        connect(m_typed, &QLineEdit::textChanged, this, [this, wanted = question.typeToConfirm](const QString &text) {
            m_yes->setEnabled(text == wanted);
        });
    }
    void addButtons(const confirm::Question &question, QVBoxLayout *layout)
    {
        auto *row = new QHBoxLayout;
        row->setSpacing(8);
        row->addStretch();
        if (!question.no.isEmpty())
            addButton(row, question.no, u"no"_s, confirm::Answer::No);
        auto *cancel = addButton(row, QCoreApplication::translate("confirm", "Cancel"), u"cancel"_s, confirm::Answer::Cancel);
        m_yes = addButton(row, question.yes, u"yes"_s, confirm::Answer::Yes);
        setRole(m_yes, question.dangerous ? u"danger"_s : u"primary"_s);
        m_yes->setEnabled(question.typeToConfirm.isEmpty());
        (question.dangerous ? cancel : m_yes)->setDefault(true);
        layout->addSpacing(6);
        layout->addLayout(row);
    }
    QPushButton *addButton(QHBoxLayout *row, const QString &text, const QString &name, confirm::Answer value)
    {
        auto *button = new QPushButton(text, this);
        button->setObjectName(name);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, [this, value] {
            answer = value;
            value == confirm::Answer::Cancel ? reject() : accept();
        });
        return button;
    }

    QLineEdit *m_typed = nullptr;
    QPushButton *m_yes = nullptr;
};

} // namespace

confirm::Answer confirm::ask(QWidget *parent, const Question &question)
{
    if (const QVariant prepared = qApp->property(nextAnswerProperty); prepared.isValid()) {
        qApp->setProperty(nextAnswerProperty, QVariant());
        return Answer(prepared.toInt());
    }
    QuestionDialog dialog(question, parent);
    dialog.exec();
    return dialog.answer;
}

void confirm::setNextAnswer(Answer answer)
{
    qApp->setProperty(nextAnswerProperty, int(answer));
}
