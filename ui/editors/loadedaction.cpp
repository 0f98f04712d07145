#include "ui/editors/loadedaction.h"

#include "core/async/deliver.h"

using namespace openwhisk;

ActionEdit LoadedAction::edit() const
{
    return editOf(action, own);
}

void LoadedAction::learnFrom(const LoadedAction &known)
{
    if (!known.ownKnown || known.action.version != action.version || known.action.updated != action.updated)
        return;
    own = known.own;
    ownKnown = true;
}

ActionLoad::ActionLoad(net::Client &client, const EntityName &name, Callback callback, QObject *parent)
    : QObject(parent)
    , m_callback(std::move(callback))
    , m_packaged(!name.package.isEmpty())
{
    deliver(getAction(client, name, WithCode::Yes, this), this, [this](const Result<Action> &action) {
        if (!action)
            return fail(action.error());
        m_action = *action;
        finishWhenComplete();
    });
    if (!m_packaged)
        return;
    // Without the package its parameters would look like the action's own and be written back into it.
    const EntityName package{name.ns, {}, name.package};
    deliver(getPackage(client, package, this), this, [this](const Result<Package> &read) {
        if (!read)
            return fail(read.error());
        m_package = *read;
        finishWhenComplete();
    });
}

void ActionLoad::fail(const Error &error)
{
    if (std::exchange(m_done, true))
        return;
    m_callback(error);
}

void ActionLoad::finishWhenComplete()
{
    if (m_done || !m_action || (m_packaged && !m_package))
        return;
    m_done = true;
    LoadedAction loaded{*m_action, m_action->parameters, {}};
    if (m_package) {
        loaded.own = ownParameters(*m_action, *m_package);
        loaded.ofPackage = m_package->parameters;
    }
    m_callback(loaded);
}
