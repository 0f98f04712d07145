#pragma once

#include <QCoreApplication>

namespace history {

/// Text::tr() for the sentences of free functions.
class Text {
    Q_DECLARE_TR_FUNCTIONS(history)
};

} // namespace history
