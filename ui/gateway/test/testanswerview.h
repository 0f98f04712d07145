#pragma once

#include "core/gateway/testanswer.h"

#include <QWidget>

class Chip;
class JsonView;
class QLabel;
class QPlainTextEdit;
class QTabWidget;

/// An answer of the data plane: who gave it, its body as a tree or as text, its headers. Nothing of it is ever run or
/// drawn as a page.
class TestAnswerView : public QWidget {
    Q_OBJECT
public:
    explicit TestAnswerView(QWidget *parent = nullptr);
    void show(const gateway::TestAnswer &answer, const gateway::TestVerdict &verdict);
    void clear();
    void find();

    static QString statusText(const gateway::TestAnswer &answer); ///< "200 · 46 ms"

private:
    void showBody(const gateway::TestAnswer &answer);

    QLabel *m_verdict;
    QTabWidget *m_tabs;
    JsonView *m_body;
    QPlainTextEdit *m_headers;
    QLabel *m_cut;
};
