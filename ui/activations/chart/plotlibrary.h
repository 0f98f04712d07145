#pragma once

// QCustomPlot's header uses Qt's lower case keywords, which this project switches off. Include it from here alone.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach(variable, container) for (variable : container)
#include <qcustomplot.h>
#undef signals
#undef slots
#undef foreach
