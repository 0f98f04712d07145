#pragma once

#include "core/schema/conditions.h"
#include "ui/forms/fieldeditor.h"

#include <QTimer>

class ConditionRows;
class JsonEdit;
class QLabel;
class QPushButton;

/// Conditions as rows nested in groups, or as the JSON text that they are; what rows cannot show stays JSON.
class ExpressionField : public FieldEditor {
    Q_OBJECT
public:
    ExpressionField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;
    bool suits() const override { return true; }
    bool focusPlace(const QString &pointer) override;

private:
    static bool canBeRows(const std::optional<json::Value> &value);
    void buildRows();
    void buildText();
    void showText(); ///< and no rows
    void showRows();
    void fill();
    void take();     ///< what is typed as JSON
    void store(const std::optional<json::Value> &value);
    void showWays();
    void showSent();

    std::optional<json::Value> m_shown;
    ConditionRows *m_rows = nullptr;
    QWidget *m_text = nullptr;
    JsonEdit *m_edit = nullptr;
    QPushButton *m_asRows = nullptr;
    QLabel *m_sent;
    QTimer m_taken; ///< a text that replaces another is none for a moment
    QString m_focus;      ///< the part of the rows that gets the focus when they are there
    bool m_filling = false;
    bool m_wanted = false; ///< JSON, by the user
    bool m_readOnly = false;
};
