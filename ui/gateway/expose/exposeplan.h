#pragma once

#include "core/gateway/complaint.h"
#include "core/gateway/expose.h"
#include "core/gateway/rows.h"

#include <QUrl>

/// What the user says about a route that is to run an action, as typed, and what is to be said to it.
namespace exposeplan {

enum class Field { Path, Methods, Hosts, Id, ApiHost };

struct Input {
    QString path;
    QStringList methods; ///< none: all
    QString hosts;       ///< with commas or blanks between them
    QString id;
    QString apiHost;
};

/// The path and an id that no route has yet.
Input proposal(const gateway::Exposure &exposure, const gateway::Rows &routes);
gateway::Exposure with(gateway::Exposure exposure, const Input &input);

struct Remark {
    Field field = Field::Path;
    bool problem = true; ///< else only good to know
    QString text;
    bool operator==(const Remark &) const = default;
};
/// admin: where the gateway is driven, which says whether it runs on this computer.
QList<Remark> remarks(const gateway::Exposure &exposure, const Input &input, const gateway::Rows &routes, const QUrl &admin);

/// The field that the gateway complains about; nothing when there is none for it.
std::optional<Field> fieldOf(const gateway::Complaint &complaint);
/// Where the route will answer; empty while that cannot be said.
QString answersAt(const Input &input, const QUrl &dataPlane);

} // namespace exposeplan
