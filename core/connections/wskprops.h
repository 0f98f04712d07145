#pragma once

#include "core/async/result.h"

#include <QProcessEnvironment>
#include <QString>

namespace connections {

/// What .wskprops and wsk's environment hold (facts, section 6). auth is a secret.
struct WskProps {
    QString source; ///< file or "environment", for display
    QString apiHost;
    QByteArray auth;
    QString nameSpace;
    QString apiVersion;
    QString certFile;
    QString keyFile;
};
/// First "=" splits, blanks are trimmed, # at the start of a line is a comment.
WskProps parseWskProps(const QByteArray &text);
/// The file of WSK_CONFIG_FILE (set but empty: none), else ~/.wskprops. Empty when there is none.
QString wskPropsFile(const QProcessEnvironment &environment);
Result<WskProps> readWskProps(const QString &file);
/// WHISK_APIHOST, WHISK_AUTH, WHISK_APIVERSION over those of the file.
WskProps withEnvironment(WskProps props, const QProcessEnvironment &environment);

} // namespace connections
