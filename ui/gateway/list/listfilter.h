#pragma once

#include "core/json/value.h"
#include "ui/gateway/list/listcolumns.h"

/// What of a list is shown. Values only, to be looked at on a worker.
struct ListFilter {
    enum class Aim { Any, Function, Upstream, Service };
    enum class Status { Any, On, Off };
    QString text;
    Aim aim = Aim::Any;
    Status status = Status::Any;
    QString plugin;
    QString label; ///< "team=web"
    QString host;
    bool problems = false;
    bool unused = false; ///< nothing refers to it: it can go
    bool operator==(const ListFilter &) const = default;

    bool isOpen() const { return *this == ListFilter(); } ///< shows all
    bool passes(const ListItem &item, const QStringList &words) const;
    QStringList words() const; ///< of the text, in lower case

    json::Value toJson() const;
    static ListFilter fromJson(const json::Value &value);
};
