#pragma once

#include "ui/editors/detailfacts.h"

#include <QWidget>

class JsonView;
class QGridLayout;
class QLabel;
class QVBoxLayout;

/// Facts as a list, tables below, the whole document at the right.
class DetailView : public QWidget {
    Q_OBJECT
public:
    explicit DetailView(QWidget *parent = nullptr);
    void show(const DetailFacts &facts, const json::Value &document);
    using QWidget::show;
    void find();

Q_SIGNALS:
    void openRequested(const Target &target);

private:
    void addFact(int row, const DetailFacts::Fact &fact);
    void addTable(const DetailFacts::Table &table, int number);

    QWidget *m_content = nullptr; ///< made anew for each document
    QGridLayout *m_facts = nullptr;
    QVBoxLayout *m_rows = nullptr;
    class QScrollArea *m_scroll;
    JsonView *m_document;
    QLabel *m_hidden;
};
