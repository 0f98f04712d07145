#pragma once

#include <QByteArrayView>
#include <QString>

namespace sandbox {

/// Why a text is no JSON, in the words and with the picture of the real server's parser. Call it for such texts only.
QString jsonErrorOf(QByteArrayView text);

} // namespace sandbox
