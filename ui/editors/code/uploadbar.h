#pragma once

#include <QElapsedTimer>
#include <QFrame>

#include <memory>

class QLabel;
class QProgressBar;
class QPushButton;

namespace net {
class Upload;
}

/// How far the save of large code is, in the editor: other tabs work meanwhile, and it can be stopped.
class UploadBar : public QFrame {
    Q_OBJECT
public:
    explicit UploadBar(QWidget *parent = nullptr);

    /// Shows itself with the first bytes.
    void follow(const std::shared_ptr<net::Upload> &upload, const QString &title, const QString &request);
    void setStep(const QString &text); ///< what the save is doing, in its words
    void end();

Q_SIGNALS:
    void begun();

private:
    void build();
    void advance();
    void stop();
    void showSteps(int current);

    std::shared_ptr<net::Upload> m_upload;
    QElapsedTimer m_since;
    QLabel *m_title;
    QLabel *m_progress;
    QLabel *m_request;
    QProgressBar *m_bar;
    QLabel *m_steps;
    QPushButton *m_cancel;
};

/// "uploading 21.4 of 33.1 MB · 4.2 MB/s · 3 s left"
QString uploadText(qint64 sent, qint64 total, qint64 elapsedMs);
