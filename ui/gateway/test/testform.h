#pragma once

#include "core/gateway/testrequest.h"

#include <QWidget>

class CodeEditor;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStringListModel;

/// Method, address, headers and body of a request. Ctrl+Return sends it from everywhere inside.
class TestForm : public QWidget {
    Q_OBJECT
public:
    explicit TestForm(QWidget *parent = nullptr);

    void setRequest(const gateway::TestRequest &request);
    gateway::TestRequest request() const;
    void setUrls(const QStringList &urls); ///< offered while one types
    QString problem() const;               ///< why it cannot be sent
    void setBusy(bool busy);
    void setSendable(const QString &reason); ///< empty: it may be sent
    void focusUrl(); ///< on what is to be filled in, if anything

Q_SIGNALS:
    void edited(); ///< by the user
    void sendRequested();
    void cancelRequested();

private:
    void build();
    QWidget *buildLine();
    QPushButton *makeFold(const QString &name);
    void showParts();
    void enableSend();

    QComboBox *m_method;
    QLineEdit *m_url;
    QStringListModel *m_urls;
    QPushButton *m_send;
    QPushButton *m_cancel;
    QPushButton *m_headersFold;
    QPushButton *m_bodyFold;
    QPlainTextEdit *m_headers;
    CodeEditor *m_body;
    QWidget *m_bodyFrame;
    QString m_reason;
    bool m_busy = false;
    bool m_filling = false;
};
