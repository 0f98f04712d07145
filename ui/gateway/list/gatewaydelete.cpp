#include "core/async/steps.h"
#include "ui/gateway/list/bulksteps.h"
#include "ui/gateway/list/gatewaybulk.h"

#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;
using gateway::Key;
using gateway::Kind;

namespace {

using gatewaybulk::Reach;
using gatewaybulk::tr;

constexpr int lagMs = 400; ///< until a worker of the gateway has seen that a referrer is gone

QString textOf(const Key &key)
{
    return gatewayObject(key).toText();
}

/// Deletes one object. A server that still counts a referrer which this plan has deleted is asked once more; when the
/// answer is lost it looks instead of guessing.
class DeleteStep : public QObject {
public:
    DeleteStep(const Reach &reach, const Key &key, const QSet<QString> &together, std::shared_ptr<bool> force,
               gatewaybulk::BulkRun::Finish finish, QObject *owner)
        : QObject(owner), m_reach(reach), m_key(key), m_together(together), m_force(std::move(force)), m_finish(std::move(finish))
    {
    }

    void start()
    {
        const auto kept = chainIn(this, gatewaybulk::read(m_reach, m_key, this), [this](const gateway::Document &now) {
            return gatewaybulk::keep(m_reach, now, true, this);
        });
        deliver(kept, this, [this](const Result<Done> &done) {
            if (!done)
                return end(done);
            remove(false);
        });
    }

private:
    void end(const Result<Done> &done)
    {
        deleteLater();
        m_finish(done);
    }

    void remove(bool again)
    {
        if (!m_reach.session)
            return end(gatewaybulk::closedError());
        const auto force = *m_force ? gateway::Force::Yes : gateway::Force::No;
        deliver(gateway::remove(m_reach.session->client(), m_reach.session->server(), m_key, this, force), this,
                [this, again](const Result<Done> &done) { answered(done, again); });
    }

    void answered(const Result<Done> &done, bool again)
    {
        if (done || done.error().kind == Error::Kind::NotFound)
            return end(done);
        const auto referrer = gateway::referrerOf(done.error().message);
        if (!again && referrer && m_together.contains(textOf(*referrer)))
            return QTimer::singleShot(lagMs, this, [this] { remove(true); });
        if (done.error().maybeDone && m_reach.session)
            return look(done.error());
        end(done);
    }

    void look(const Error &lost)
    {
        deliver(gatewaybulk::read(m_reach, m_key, this), this, [this, lost](const Result<gateway::Document> &now) {
            if (!now && now.error().kind == Error::Kind::NotFound)
                return end(Done{});
            end(Error{lost.kind, now ? tr("It was not deleted: the connection was lost, and the gateway still has it. %1").arg(lost.message)
                                     : tr("It is unknown whether it was deleted. %1").arg(lost.message), lost.detail});
        });
    }

    Reach m_reach;
    Key m_key;
    QSet<QString> m_together;
    std::shared_ptr<bool> m_force;
    gatewaybulk::BulkRun::Finish m_finish;
};

/// What would break, for a kind that something refers to.
QString breakage(Kind kind)
{
    switch (kind) {
    case Kind::Upstream: return tr("They find no server any more and answer 503.");
    case Kind::Service:
    case Kind::PluginConfig: return tr("They lose all that it gave them, and answer 503 or 500.");
    case Kind::ConsumerGroup: return tr("Its consumers lose its plugins: requests with their keys fail.");
    case Kind::Ssl: return tr("The gateway can no longer show the certificate: connections fail.");
    default: return tr("They fail from then on.");
    }
}

class DeletePlanner {
public:
    DeletePlanner(const GatewayServices &services, QList<Key> keys)
        : m_services(services), m_lists(gatewaybulk::listsOf(services.gateway)), m_keys(std::move(keys))
    {
        const QList<Kind> made = gateway::allKinds();
        std::stable_sort(m_keys.begin(), m_keys.end(), [&made](const Key &a, const Key &b) { return made.indexOf(a.kind) > made.indexOf(b.kind); });
        for (const Key &key : std::as_const(m_keys))
            m_together.insert(textOf(key));
    }

    BulkPlan plan()
    {
        const auto force = std::make_shared<bool>(false);
        for (const Key &key : std::as_const(m_keys))
            add(key, force);
        m_plan.deletes = true;
        const int count = int(m_plan.rows.size());
        QString sentence = tr("Delete %n objects from %1?", count).arg(m_services.gateway.connectionName());
        if (m_services.store)
            sentence += u' ' + tr("The local history keeps what is deleted.");
        gatewaybulk::sayWhat(m_plan, tr("Delete"), sentence, tr("Delete %n", count), tr("deleted"));
        if (m_inUse && !m_services.gateway.server().standalone)
            m_plan.option = BulkOption{tr("Delete what is in use, too (force)"),
                                       tr("The gateway refuses to delete what something refers to. With force it does not look: what refers to it "
                                          "stays, points to nothing, and fails as the list says."),
                                       force};
        return m_plan;
    }

private:
    void add(const Key &key, const std::shared_ptr<bool> &force)
    {
        BulkRow row = gatewaybulk::rowOf(key, gatewaybulk::nameOf(m_services.gateway, key));
        row.step = int(m_plan.steps.size());
        QList<insight::GatewayUse> uses = insight::usersOf(key, m_lists);
        uses.removeIf([this](const insight::GatewayUse &use) { return m_together.contains(textOf(use.user)); });
        if (!uses.isEmpty()) {
            row.note = tr("Used by %1. %2").arg(insight::usesSentence(uses), breakage(key.kind));
            row.warning = m_inUse = true;
        } else if (key.kind == Kind::Consumer) {
            row.note = tr("Its credentials go with it.");
        }
        const int phase = int(gateway::allKinds().size() - gateway::allKinds().indexOf(key.kind));
        m_plan.rows.append(row);
        m_plan.steps.append({phase, {}, [reach = Reach(m_services), key, together = m_together, force](QObject *owner, const auto &finish) {
                                 (new DeleteStep(reach, key, together, force, finish, owner))->start();
                             }, true});
    }

    const GatewayServices &m_services;
    insight::GatewayLists m_lists;
    QList<Key> m_keys;
    QSet<QString> m_together;
    BulkPlan m_plan;
    bool m_inUse = false;
};

} // namespace

BulkPlan gatewaybulk::planDelete(const GatewayServices &services, const QList<Key> &keys)
{
    return DeletePlanner(services, keys).plan();
}

BulkDialog *deleteGatewayObjects(const GatewayServices &services, const QList<Key> &keys, QWidget *parent)
{
    return gatewaybulk::open(services, gatewaybulk::planDelete(services, keys), parent);
}
