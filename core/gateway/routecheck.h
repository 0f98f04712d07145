#pragma once

#include "core/gateway/routing.h"

namespace gateway {

/// Something odd about how a route matches.
struct Remark {
    enum class Kind {
        NeverMatches, ///< no request comes to the route
        UriNever,     ///< none by this uri of it
        Hidden,       ///< `other` takes every request that would come to it by this uri
        NeedsLua      ///< its function decides
    };
    enum class Reason {
        Off,
        UriNotNormal,     ///< slashes are merged and dots resolved before comparing
        UriNotAbsolute,   ///< no path is without a slash at its beginning
        UriAsExpression,  ///< read as a regular expression it does not fit its own text
        HostWithPort,     ///< compared with a host without one
        MethodRefused,    ///< refused before any route is asked
        EarlierTakesAll,
        LuaFunction
    };
    qsizetype route = -1;
    Kind kind = Kind::NeverMatches;
    Reason reason = Reason::Off;
    QByteArray uri = {};   ///< empty: about the route as a whole
    QString host = {};
    qsizetype other = -1;  ///< the route that hides it
};

/// Everything that is odd, by route.
QList<Remark> remarksOn(const Router &router);

} // namespace gateway
