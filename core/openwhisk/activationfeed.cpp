#include "core/openwhisk/activationfeed.h"

#include <QSet>

namespace openwhisk {

class ActivationFeed::Private {
public:
    explicit Private(net::Client &c) : client(&c) {}

    net::Client *client;
    Timing timing;
    qint64 longestRunMs = 300'000;
    QSet<QObject *> viewers;
    State state;
};

ActivationFeed::ActivationFeed(net::Client &client, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(client))
{
}

ActivationFeed::~ActivationFeed() = default;

void ActivationFeed::setTiming(const Timing &timing) { d->timing = timing; }
void ActivationFeed::setInterval(int ms) { d->timing.intervalMs = ms; }
void ActivationFeed::setLongestRun(qint64 ms) { d->longestRunMs = ms; }
const ActivationFeed::State &ActivationFeed::state() const { return d->state; }

void ActivationFeed::addViewer(QObject *viewer) { d->viewers.insert(viewer); }
void ActivationFeed::removeViewer(QObject *viewer) { d->viewers.remove(viewer); }
void ActivationFeed::pollNow() {}
void ActivationFeed::crawlTo(qint64) {}
void ActivationFeed::know(const QList<ActivationSummary> &) {}

} // namespace openwhisk
