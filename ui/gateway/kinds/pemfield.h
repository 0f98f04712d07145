#pragma once

#include "ui/forms/fieldeditor.h"

class QLabel;
class QPlainTextEdit;
class QPushButton;

/// A certificate or a private key, from a file or pasted. Of a certificate one reads what it says, of a key only that it
/// is there: what was taken in is never shown again.
class PemField : public FieldEditor {
    Q_OBJECT
public:
    enum Kind { Certificate, Secret };
    PemField(FormState &state, const QString &pointer, Kind kind, QWidget *parent);
    void refresh() override;
    bool suits() const override { return true; }

    /// What is told of a value, beside the field.
    static QString about(const QString &text, Kind kind);
    void take(const QString &text); ///< as if it were pasted
    static constexpr qint64 largestFile = 1024 * 1024;

private:
    void build();
    void read(const QString &file);
    void chooseFile();
    void startTyping();
    void endTyping();

    Kind m_kind;
    QLabel *m_about;
    QLabel *m_problem;
    QPlainTextEdit *m_text;
    QPushButton *m_file;
    QPushButton *m_type;
    QPushButton *m_take;
};
