#include "ui/editors/parameters/effectivemodel.h"

#include "core/json/text.h"
#include "ui/editors/actionsecrets.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

#include <QCoreApplication>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

using Row = EffectiveRow;

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("Effective", text, nullptr, count);
}

QColor colourOf(const KeyValue &item)
{
    const Theme &theme = theme::current();
    if (isSecret(item) || !item.encryption.isEmpty())
        return theme.text;
    switch (item.value.type()) {
    case json::Type::String:
        return theme.success;
    case json::Type::Number:
    case json::Type::Null:
        return theme.warning;
    case json::Type::Bool:
        return theme.init;
    default:
        return theme.text;
    }
}

QString cellText(const Row &row, Layer layer)
{
    const auto &cell = row.cells[size_t(layer)];
    if (!cell)
        return u"–"_s;
    return cell->unsaved ? briefValue(cell->item) + u" ●"_s : briefValue(cell->item);
}

QString cellTip(const Row &row, Layer layer)
{
    const auto &cell = row.cells[size_t(layer)];
    if (!cell || isSecret(cell->item) || !cell->item.encryption.isEmpty())
        return {};
    const QString text = QString::fromUtf8(json::pretty(cell->item.value));
    const QString mark = cell->unsaved ? tr("Not saved yet.") + u'\n' : QString();
    return mark + (text.size() > 2000 ? text.left(2000) + u"…"_s : text);
}

QVariant background(const Row &row)
{
    return row.refused ? QVariant(theme::current().errorSoft) : QVariant();
}

QVariant cellExtra(const Row &row, Layer layer, int role)
{
    const auto &cell = row.cells[size_t(layer)];
    const Theme &theme = theme::current();
    if (role == Qt::BackgroundRole)
        return background(row);
    if (role == Qt::ForegroundRole)
        return !cell || cell->lost ? theme.textFaint : colourOf(cell->item);
    if (role != Qt::FontRole || !cell)
        return {};
    QFont font = theme.mono;
    font.setStrikeOut(cell->lost);
    return font;
}

QString arrivesText(const Row &row)
{
    if (row.refused)
        return u"× 400"_s;
    if (row.unsavedGone)
        return u"–"_s;
    return row.init ? tr("environment") : briefValue(row.arrives());
}

QVariant arrivesExtra(const Row &row, int role)
{
    const Theme &theme = theme::current();
    if (role == Qt::BackgroundRole)
        return background(row);
    if (role == Qt::ForegroundRole)
        return row.refused ? theme.error : row.unsavedGone ? theme.textFaint : row.init ? theme.text : colourOf(row.arrives());
    return role == Qt::FontRole ? QVariant(theme.mono) : QVariant();
}

QString whyText(const Row &row)
{
    if (row.reserved)
        return tr("the server's own name");
    if (row.refused)
        return tr("the call may not change it: final");
    if (row.unsavedGone)
        return tr("%1 until saved").arg(briefValue(*row.untilSaved));
    QStringList words;
    if (row.untilSaved)
        words.append(tr("%1 until saved").arg(briefValue(*row.untilSaved)));
    if (row.onlyCold)
        words.append(tr("init: taken by a cold run, dropped by a warm one"));
    else if (row.init)
        words.append(tr("init only"));
    return words.join(u" · "_s);
}

QVariant winnerExtra(const Row &row, int role)
{
    if (role == widgets::ToneRole)
        return int(Chip::Tone::Accent);
    if (role == EffectiveModel::ExtraRole)
        return whyText(row);
    if (role == Qt::ForegroundRole)
        return row.refused ? theme::current().error : theme::current().textMuted;
    return role == Qt::BackgroundRole ? background(row) : QVariant();
}

QString winnerText(const Row &row)
{
    return row.refused || row.unsavedGone ? QString() : layerTitle(row.winner);
}

Column<Row> layerColumn(Layer layer)
{
    const auto text = [layer](const Row &row) { return cellText(row, layer); };
    return {.title = layerTitle(layer),
            .value = [text](const Row &row) { return QVariant(text(row)); },
            .text = text,
            .toolTip = [layer](const Row &row) { return plainTip(cellTip(row, layer)); },
            .extra = [layer](const Row &row, int role) { return cellExtra(row, layer, role); }};
}

QList<Column<Row>> effectiveColumns()
{
    const auto valueOf = [](QString (*text)(const Row &)) { return [text](const Row &row) { return QVariant(text(row)); }; };
    QList<Column<Row>> list{{.title = tr("Name"),
                             .value = [](const Row &row) { return QVariant(row.key); },
                             .extra = [](const Row &row, int role) {
                                 return role == Qt::BackgroundRole ? background(row) : QVariant();
                             }}};
    for (const Layer layer : {Layer::Package, Layer::Binding, Layer::Action, Layer::Call})
        list.append(layerColumn(layer));
    list.append({.title = tr("Arrives as"), .value = valueOf(arrivesText), .extra = arrivesExtra});
    list.append({.title = tr("Who wins"), .value = valueOf(winnerText), .toolTip = whyText, .extra = winnerExtra});
    return list;
}

} // namespace

QString briefValue(const KeyValue &item)
{
    if (!item.encryption.isEmpty())
        return tr("encrypted");
    if (isSecret(item))
        return u"••••••"_s;
    const int size = int(item.value.size());
    if (item.value.isArray())
        return u"[ "_s + (size == 1 ? tr("1 item") : tr("%1 items").arg(size)) + u" ]"_s;
    if (item.value.isObject())
        return u"{ "_s + (size == 1 ? tr("1 member") : tr("%1 members").arg(size)) + u" }"_s;
    return valueText(item.value);
}

QString layerTitle(Layer layer)
{
    switch (layer) {
    case Layer::Package:
        return tr("package");
    case Layer::Binding:
        return tr("binding");
    case Layer::Action:
        return tr("action");
    case Layer::Call:
        return tr("call");
    }
    return {};
}

EffectiveModel::EffectiveModel(QObject *parent)
    : TableModel<EffectiveRow>(effectiveColumns(), [](const Row &row) { return row.key; }, parent)
{
}

void EffectiveModel::setNames(const QString &package, const QString &binding)
{
    m_package = package;
    m_binding = binding;
    Q_EMIT headerDataChanged(Qt::Horizontal, PackageColumn, BindingColumn);
}

QVariant EffectiveModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return TableModel<EffectiveRow>::headerData(section, orientation, role);
    switch (section) {
    case PackageColumn:
        return m_package.isEmpty() ? tr("Package") : tr("Package %1").arg(m_package);
    case BindingColumn:
        return m_binding.isEmpty() ? tr("Binding") : tr("Binding %1").arg(m_binding);
    case ActionColumn:
        return tr("Action");
    case CallColumn:
        return tr("Call");
    default:
        return TableModel<EffectiveRow>::headerData(section, orientation, role);
    }
}
