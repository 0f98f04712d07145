#pragma once

#include <QDialog>

/// A chain of certificates as text, to compare and to copy.
class CertificateDialog : public QDialog {
    Q_OBJECT
public:
    CertificateDialog(const QList<QByteArray> &chainPem, QWidget *parent = nullptr);
};

QString chainText(const QList<QByteArray> &chainPem);
