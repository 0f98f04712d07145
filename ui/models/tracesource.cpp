#include "ui/models/tracesource.h"

#include "core/openwhisk/session.h"
#include "core/async/steps.h"

#include <QCoreApplication>
#include <QPointer>

using namespace openwhisk;

namespace {

template<typename T> Async<T> closed()
{
    return ready<T>(Error{Error::Kind::Canceled, QCoreApplication::translate("TraceSource", "The connection was closed."), {}});
}

} // namespace

insight::TraceSource traceSource(Session &session)
{
    const QPointer<Session> from(&session);
    insight::TraceSource source;
    source.record = [from](const QString &id, QObject *owner) {
        return from ? getActivation(from->client(), id, owner) : closed<Activation>();
    };
    source.components = [from](const EntityName &sequence, QObject *owner) {
        if (!from)
            return closed<QStringList>();
        return chain(getAction(from->client(), sequence, WithCode::No, owner),
                     [](const Action &action) { return ready<QStringList>(action.exec.components); });
    };
    return source;
}
