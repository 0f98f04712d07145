#pragma once

#include "core/async/error.h"
#include "core/net/endpoint.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <optional>

namespace net {
class RequestLog;
}
class ProbePart;
class QLabel;
class QPushButton;

/// The layered tests with what is typed: of OpenWhisk, and of Admin API, data plane and control API where named.
class ProbeView : public QWidget {
    Q_OBJECT
public:
    struct Servers {
        net::Endpoint openwhisk;
        std::optional<net::Endpoint> admin;
        std::optional<net::Endpoint> dataPlane;
        std::optional<net::Endpoint> control;
    };

    explicit ProbeView(QWidget *parent = nullptr);
    ~ProbeView() override;
    void run(const Servers &servers, net::RequestLog *log);
    void showWaiting(const QString &text);   ///< for the keyring
    void showProblem(const Error &error);    ///< it could not even begin
    void markStale();                        ///< something was typed since
    void clear();
    bool running() const;

Q_SIGNALS:
    void testRequested();
    void accepted(const QString &nameSpace);
    void ownCaRequested();
    void pinRequested(const QByteArray &sha256);
    void certificateRequested(const QList<QByteArray> &chainPem);
    void keyRequested();
    void adminKeyRequested();

private:
    QWidget *makeHead();
    void addPart(ProbePart *part);
    void partDone();
    void sayWhen();

    QLabel *m_when;
    QPushButton *m_test;
    QList<ProbePart *> m_parts;
    ProbePart *m_openwhisk;
    ProbePart *m_admin;
    ProbePart *m_plane;
    ProbePart *m_control;
    QElapsedTimer m_since;
    QTimer m_clock;
    bool m_stale = false;
};
