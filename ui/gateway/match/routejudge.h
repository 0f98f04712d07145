#pragma once

#include "core/gateway/rows.h"
#include "ui/gateway/match/routecall.h"

/// Which route takes a request, and why the others do not: in words, with the edited route in its place. For a worker.
namespace routejudge {

struct Sources {
    gateway::Rows routes;
    gateway::Rows services; ///< for routes that have the hosts of theirs
    gateway::Key edited;    ///< without an id: a new one
    json::Value value;      ///< of the edited route
};

struct Reason {
    enum class Sign { Yes, But, No };
    Sign sign = Sign::Yes;
    QString text;
    bool operator==(const Reason &) const = default;
};

struct Line {
    enum class End { Takes, Later, No, Perhaps };
    gateway::Key key;
    QString name;
    QString path; ///< of its paths the one that fits best
    End end = End::No;
    bool edited = false;
    QList<Reason> reasons;
    bool operator==(const Line &) const = default;
};

struct Answer {
    QList<Line> lines;     ///< in the order in which they are asked, then those of other hosts
    qsizetype others = 0;  ///< routes whose path does not fit
    qsizetype all = 0;
};
Answer judge(const Sources &sources, const CallText &text);

/// The lists with the edited route in its place, as a list would have it.
gateway::Rows withEdited(const Sources &sources);

} // namespace routejudge
