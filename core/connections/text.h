#pragma once

#include <QCoreApplication>

namespace connections {

/// Text::tr() for the sentences of free functions.
class Text {
    Q_DECLARE_TR_FUNCTIONS(connections)
};

} // namespace connections
