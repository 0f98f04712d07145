#pragma once

#include <QDialog>

class QPlainTextEdit;
class QUrl;

/// How the people who run a gateway let this computer in. Deletes itself.
class AllowAdminDialog : public QDialog {
    Q_OBJECT
public:
    /// admin: where the Admin API is; our own address towards it is looked up.
    explicit AllowAdminDialog(const QUrl &admin, QWidget *parent = nullptr);

    /// The part of config.yaml with that address; one of this computer itself stands for Docker's bridge.
    static QString configFor(const QString &address);

private:
    void build(const QUrl &admin);
    void findAddress(const QUrl &admin);
    QPlainTextEdit *m_config;
};
