#pragma once

#include "core/connections/probe.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class Chip;
class ProbeCard;
class ProbeRow;
class QLabel;
class QPushButton;

/// The layered test with what is typed: a row a layer, and a card with ways on for the one that failed.
class ProbeView : public QWidget {
    Q_OBJECT
public:
    explicit ProbeView(QWidget *parent = nullptr);
    ~ProbeView() override;
    void run(const net::Endpoint &endpoint, net::RequestLog *log);
    void showWaiting(const QString &text);   ///< for the keyring
    void showProblem(const Error &error);    ///< it could not even begin
    void markStale();                        ///< something was typed since
    void clear();
    bool running() const { return m_probe && !m_probe->finished(); }

Q_SIGNALS:
    void testRequested();
    void accepted(const QString &nameSpace);
    void ownCaRequested();
    void pinRequested(const QByteArray &sha256);
    void certificateRequested(const QList<QByteArray> &chainPem);
    void keyRequested();

private:
    QWidget *makeHead();
    QWidget *makeTitle();
    void refresh();
    void finish();
    void sayWhen();
    std::unique_ptr<connections::Probe> m_probe;
    QLabel *m_when;
    QPushButton *m_test;
    Chip *m_chip;
    QList<ProbeRow *> m_rows;
    ProbeCard *m_card;
    QElapsedTimer m_since;
    QTimer m_clock;
    bool m_stale = false;
};
