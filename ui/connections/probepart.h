#pragma once

#include "core/connections/probe.h"

#include <QWidget>

class Chip;
class ProbeCard;
class ProbeRow;

/// The test of one server: a row a layer, a verdict, and a card with ways on when it failed.
class ProbePart : public QWidget {
    Q_OBJECT
public:
    /// prefix: begins the object names of its rows and verdict.
    ProbePart(const QString &title, const QString &prefix, const QList<connections::ProbeLayer::Name> &layers, QWidget *parent);
    ~ProbePart() override;

    void run(std::unique_ptr<connections::Probe> probe, net::RequestLog *log);
    void clear();
    void showSentence(const QString &headline, const QString &text);
    const connections::Probe *probe() const { return m_probe.get(); } ///< nullptr: none was run

Q_SIGNALS:
    void done();
    void ownCaRequested();
    void pinRequested(const QByteArray &sha256);
    void certificateRequested(const QList<QByteArray> &chainPem);
    void keyRequested();

private:
    QWidget *makeTitle(const QString &title, const QString &prefix);
    void refresh();
    void finish();
    void showVerdict(const connections::ProbeLayer *failed);

    std::unique_ptr<connections::Probe> m_probe;
    Chip *m_chip;
    QList<ProbeRow *> m_rows;
    ProbeCard *m_card;
};
