#pragma once

#include "core/openwhisk/entities.h"

#include <QWidget>

class CodeEditor;
class JsonEdit;
class KeyValueModel;
class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

/// The value of one entry of a KeyValueModel: a text as text, anything else as JSON; a secret only on demand.
class ValuePane : public QWidget {
    Q_OBJECT
public:
    explicit ValuePane(KeyValueModel *model, QWidget *parent = nullptr);
    void setRow(int row); ///< -1: none
    int row() const { return m_row; }
    void focusValue();

private:
    enum Page { NonePage, TextPage, JsonPage, HiddenPage };
    void build();
    void buildHidden();
    void fill();
    void showValue(const openwhisk::KeyValue &item);
    void showHidden(const QString &text, const QString &button);
    void takeText();
    void takeJson();
    void typeChosen(int index);
    void unlock();

    KeyValueModel *m_model;
    int m_row = -1;
    bool m_filling = false;
    QLabel *m_title;
    QComboBox *m_type;
    QStackedWidget *m_pages;
    CodeEditor *m_text;
    JsonEdit *m_json;
    QLabel *m_hidden;
    QPushButton *m_unlock;
};
