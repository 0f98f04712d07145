#include "ui/models/entitymime.h"

#include <QMimeData>

using namespace Qt::StringLiterals;

namespace entitymime {

namespace {
const QString format = u"application/x-whiskboard-entities"_s;
}

QStringList types()
{
    return {format};
}

QMimeData *make(const QList<Target> &targets)
{
    QStringList lines;
    QStringList names;
    for (const Target &target : targets) {
        lines.append(target.toText());
        names.append(target.name.shown());
    }
    auto *data = new QMimeData;
    data->setData(format, lines.join(u'\n').toUtf8());
    data->setText(names.join(u'\n'));
    return data;
}

QList<Target> read(const QMimeData *data)
{
    QList<Target> targets;
    for (const QString &line : QString::fromUtf8(data->data(format)).split(u'\n', Qt::SkipEmptyParts)) {
        if (auto target = Target::fromText(line))
            targets.append(*target);
    }
    return targets;
}

} // namespace entitymime
