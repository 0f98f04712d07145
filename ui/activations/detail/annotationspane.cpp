#include "ui/activations/detail/annotationspane.h"

#include "core/json/text.h"
#include "ui/activations/activationtexts.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;
using openwhisk::KeyValue;

namespace {

constexpr int keyWidth = 96;

QVariant monoFont(const KeyValue &, int role)
{
    return role == Qt::FontRole ? QVariant(theme::current().mono) : QVariant();
}

QVariant mutedColor(const KeyValue &, int role)
{
    return role == Qt::ForegroundRole ? QVariant(theme::current().textMuted) : QVariant();
}

/// "60 s · 256 MB · 10 MB" for the limits of an action.
QString limitsText(const json::Value &limits)
{
    QStringList parts;
    if (const auto ms = limits.value(u"timeout").toInteger())
        parts += *ms % 1000 ? millisText(*ms) : AnnotationsPane::tr("%1 s").arg(*ms / 1000);
    for (const QStringView member : {u"memory", u"logs"})
        if (const auto megabytes = limits.value(member).toInteger())
            parts += AnnotationsPane::tr("%1 MB").arg(*megabytes);
    return parts.join(u" · "_s);
}

QString wholeText(const KeyValue &item)
{
    return item.value.isString() ? item.value.toString() : QString::fromUtf8(json::compact(item.value));
}

QString valueText(const KeyValue &item)
{
    const QString limits = item.key == "limits"_L1 ? limitsText(item.value) : QString();
    return limits.isEmpty() ? wholeText(item) : limits;
}

} // namespace

AnnotationsPane::AnnotationsPane(QWidget *parent) : QTableView(parent)
{
    const QList<Column<KeyValue>> columns{
        {.title = tr("Key"), .value = [](const KeyValue &item) { return QVariant(item.key); }},
        {.title = tr("Value"), .value = [](const KeyValue &item) { return QVariant(valueText(item)); }, .toolTip = wholeText,
         .extra = monoFont},
        {.title = tr("Meaning"), .value = [](const KeyValue &item) {
             return QVariant(activationtexts::annotationMeaning(item.key));
         }, .extra = mutedColor}};
    m_model = new TableModel<KeyValue>(columns, [](const KeyValue &item) { return item.key; }, this);
    setObjectName(u"activationAnnotations"_s);
    setAccessibleName(tr("Annotations"));
    setModel(m_model);
    setUpTable(this);
    setFrameShape(QFrame::NoFrame);
    setColumnWidth(0, keyWidth);
    horizontalHeader()->setSectionResizeMode(1, QHeaderView::Stretch);
}

void AnnotationsPane::setAnnotations(const QList<KeyValue> &annotations)
{
    m_model->setRows(annotations);
}

int AnnotationsPane::count() const
{
    return m_model->rowCount();
}
