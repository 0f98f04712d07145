#pragma once

#include <QString>

class QWidget;

/// The one place where a question is modal.
namespace confirm {

enum class Answer { Yes, No, Cancel };

struct Question {
    QString title;
    QString text;
    QString yes;               ///< the verb: "Delete"
    QString no = {};           ///< empty: no such button
    QString typeToConfirm = {}; ///< yes stays off until this is typed
    bool dangerous = false;
};

Answer ask(QWidget *parent, const Question &question);
/// For tests: the next ask() answers so and opens nothing.
void setNextAnswer(Answer answer);

} // namespace confirm
