#include "ui/widgets/recordfile.h"

namespace {

constexpr qsizetype longestName = 200; ///< an action may have 256 characters, a file 255 bytes with what follows
constexpr qsizetype idDigits = 8;

} // namespace

QString recordFile(const QString &action, const QString &activationId, const QString &ending)
{
    QString name = action;
    name.replace(u'/', u'-');
    while (name.toUtf8().size() > longestName)
        name.chop(1);
    return name + u'-' + activationId.left(idDigits) + u'.' + ending;
}
