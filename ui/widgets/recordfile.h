#pragma once

#include <QString>

/// What a file with a part of an activation is called: "orders-price-quote-a41f09be.log".
QString recordFile(const QString &action, const QString &activationId, const QString &ending);
