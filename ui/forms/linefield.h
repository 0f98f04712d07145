#pragma once

#include "ui/forms/fieldeditor.h"

class QLineEdit;
class QMenu;

/// Texts and numbers on one line. Secrets are masked; a text may be a reference to a value that is kept elsewhere.
class LineField : public FieldEditor {
    Q_OBJECT
public:
    LineField(FormState &state, const QString &pointer, QWidget *parent);
    void refresh() override;
    QLineEdit *line() const { return m_line; }

private:
    void take(const QString &text);
    bool staysText() const;
    void addReferences();
    void addReferenceMenu();
    void offerReferences(QMenu *menu);
    void refer(const QString &text);
    void addMask();
    void addUnit(const QString &unit);
    QLineEdit *m_line;
    QAction *m_mask = nullptr;
};
