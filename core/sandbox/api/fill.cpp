#include "core/sandbox/api/activations.h"
#include "core/sandbox/api/madeup.h"
#include "core/sandbox/setup/clock.h"
#include "core/sandbox/store/feeder.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 filledSpan = 24LL * 3600 * 1000; ///< made-up rows lie within the last day
constexpr qint64 longestGroup = 250'000; ///< a sequence of four that each take a minute
constexpr int batch = 5000;

} // namespace

QString fillActivations(Services &services, const QString &ns, int count)
{
    MadeUp madeUp(ns, quint32(count));
    const auto now = services.clock.now();
    std::future<QString> before;
    for (int done = 0; done < count;) {
        std::vector<StoredActivation> some;
        // Oldest first, as they would have come; the last of them minutes ago, so that the longest has ended.
        for (const int end = std::min(done + batch, count); done < end; ++done) {
            some.push_back(madeUp.mixed(now - longestGroup - filledSpan * (count - done) / count, MadeUp::Anchor::Starts));
            some.back().visible -= services.clock.offset();
        }
        // While one batch is written, the next is made up.
        if (before.valid())
            if (const auto error = before.get(); !error.isEmpty())
                return error;
        before = services.activations->add(std::move(some));
    }
    return before.valid() ? before.get() : QString();
}

void burstActivations(Services &services, const QString &ns, int count)
{
    const auto now = services.clock.now();
    MadeUp madeUp(ns, quint32(now));
    std::vector<StoredActivation> all;
    for (int i = 0; i < count; ++i) {
        all.push_back(madeUp.next(now));
        all.back().visible = 0; // their ends lie ahead, but they are to be seen at once
    }
    services.activations->add(std::move(all));
}

void loadActivations(Services &services, const QString &ns, int perSecond)
{
    services.activations->feed(std::make_unique<Feeder>(
        perSecond, [&services, madeUp = std::make_shared<MadeUp>(ns, quint32(services.clock.now()))](int count) {
            std::vector<StoredActivation> some;
            for (int i = 0; i < count; ++i) {
                some.push_back(madeUp->mixed(services.clock.now(), MadeUp::Anchor::Ends)); // as a server stores them
                some.back().visible = 0;
            }
            services.activations->add(std::move(some));
        }));
}

} // namespace sandbox
