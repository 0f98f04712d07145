#include "core/gateway/session.h"
#include "ui/shell/connector.h"
#include "ui/shell/problems.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("Problems", text);
}

Problem problemOf(const QString &key, const QString &where, const Error &error)
{
    Problem problem;
    problem.key = key;
    problem.where = where;
    problem.text = error.message;
    problem.detail = error.detail;
    problem.way = Problem::Way::RetryGateway;
    problem.cause = error.message;
    return problem;
}

void addLists(QList<Problem> &problems, const gateway::Session &session)
{
    for (const gateway::Kind kind : session.kinds()) {
        const auto &listing = session.listing(kind);
        if (!listing.error || listing.error->kind == Error::Kind::Canceled)
            continue;
        const QString what = gateway::plural(kind);
        auto problem = problemOf(u"gateway-list:"_s + what, what, *listing.error);
        problem.text = listing.rows ? translated("%1: the list is old. %2").arg(what, listing.error->message)
                                    : translated("%1: unknown. %2").arg(what, listing.error->message);
        problem.serious = !listing.rows;
        problem.sinceMs = listing.loadedAtMs;
        problems.append(problem);
    }
}

void addBroken(QList<Problem> &problems, const QList<insight::BrokenReference> &broken)
{
    for (const auto &reference : broken) {
        Problem problem;
        problem.target = gatewayObject(reference.user);
        problem.key = u"broken:"_s + problem.target->toText() + u'>' + gatewayObject(reference.missing).toText();
        problem.where = gateway::singular(reference.user.kind) + u' ' + reference.user.id;
        problem.text = translated("Refers to the %1 %2, which is not there.").arg(gateway::singular(reference.missing.kind), reference.missing.id);
        problem.way = Problem::Way::Open;
        problems.append(problem);
    }
}

} // namespace

QList<Problem> gatewayProblems(const Connector &connector, const QList<insight::BrokenReference> &broken)
{
    QList<Problem> problems;
    const auto *session = connector.gateway();
    if (!session)
        return problems;
    if (const auto error = session->problem()) {
        auto problem = problemOf(u"gateway"_s, translated("Gateway of %1").arg(connector.profile().name), *error);
        const bool setting = error->kind == Error::Kind::Unauthorized || error->kind == Error::Kind::Tls
            || error->kind == Error::Kind::Protocol;
        problem.way = setting ? Problem::Way::EditConnection : Problem::Way::RetryGateway;
        problems.append(problem);
        return problems;
    }
    addLists(problems, *session);
    if (const auto error = session->catalogueProblem(); error && error->kind != Error::Kind::Canceled)
        problems.append(problemOf(u"gateway-plugins"_s, translated("Plugins"), *error));
    addBroken(problems, broken);
    return problems;
}
