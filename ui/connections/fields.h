#pragma once

#include <QLineEdit>
#include <QWidget>

class QPushButton;

/// A line for a secret: dots, with a button that shows it.
class SecretField : public QWidget {
    Q_OBJECT
public:
    SecretField(const QString &name, const QString &accessibleName, QWidget *parent = nullptr);
    void setSecret(const QByteArray &secret); ///< hides it again
    QByteArray secret() const;
    void setPlaceholder(const QString &text) { m_line->setPlaceholderText(text); }
    QLineEdit *line() const { return m_line; }

Q_SIGNALS:
    void edited();

private:
    void reveal(bool shown);
    QLineEdit *m_line;
    QPushButton *m_reveal;
};

/// A line for a file, with a button that opens the file dialog.
class FileField : public QWidget {
    Q_OBJECT
public:
    FileField(const QString &name, const QString &accessibleName, QWidget *parent = nullptr);
    void setFile(const QString &file) { m_line->setText(file); }
    QString file() const { return m_line->text().trimmed(); }
    void setPlaceholder(const QString &text) { m_line->setPlaceholderText(text); }
    QLineEdit *line() const { return m_line; }

Q_SIGNALS:
    void edited();

public Q_SLOTS:
    void choose();

private:
    QLineEdit *m_line;
};
