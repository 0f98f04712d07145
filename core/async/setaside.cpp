#include "core/async/setaside.h"

#include <QDateTime>
#include <QFileInfo>

using namespace Qt::StringLiterals;

QString placeForDamaged(const QString &file)
{
    const QString stem = file + ".corrupt-"_L1 + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss"_s);
    QString name = stem;
    for (int n = 2; QFileInfo::exists(name); ++n)
        name = stem + u'-' + QString::number(n);
    return name;
}
