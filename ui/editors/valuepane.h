#pragma once

#include "core/openwhisk/entities.h"

#include <QWidget>

class CodeEditor;
class JsonEdit;
class KeyValueModel;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class Switch;

/// The value of one entry of a KeyValueModel: a text as text, a number with its digits, true or false as a switch,
/// anything else as JSON; a secret only on demand.
class ValuePane : public QWidget {
    Q_OBJECT
public:
    explicit ValuePane(KeyValueModel *model, QWidget *parent = nullptr);
    void setRow(int row); ///< -1: none
    int row() const { return m_row; }
    void focusValue();
    void unlock(); ///< shows what is masked

private:
    enum Page { NonePage, TextPage, NumberPage, FlagPage, NullPage, JsonPage, HiddenPage };
    void build();
    void buildPages();
    void buildHidden();
    void connectInputs();
    void fill();
    void showValue(const openwhisk::KeyValue &item);
    void showHidden(const QString &text, const QString &button);
    void showPage(json::Type type);
    void showFoot();
    QString helpText() const;
    void takeText();
    void takeNumber();
    void takeFlag();
    void takeJson();
    void generate();
    void typeChosen(int index);

    KeyValueModel *m_model;
    int m_row = -1;
    bool m_filling = false;
    QLabel *m_title;
    QComboBox *m_type;
    QStackedWidget *m_pages;
    CodeEditor *m_text;
    QLineEdit *m_number;
    Switch *m_flag;
    JsonEdit *m_json;
    QLabel *m_hidden;
    QPushButton *m_unlock;
    QPushButton *m_generate; ///< of a secret of web calls
    QLabel *m_verdict;
    QLabel *m_total;
    QLabel *m_help;
};
