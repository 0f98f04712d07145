#include "ui/editors/package/boundparameters.h"

#include "ui/editors/actionsecrets.h"
#include "ui/editors/editorparts.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/theme.h"

#include <QFont>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

BoundParameters::BoundParameters(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableView(this))
    , m_note(plainLabel(tr("The right one wins over the left; parameters of the action itself and of the call win over both."),
                        u"muted"_s, this))
    , m_model(new TableModel<Row>(
          {{tr("Name"), [](const Row &r) { return r.key; }},
           {tr("Package"), [](const Row &r) { return r.provider; }, {}, Qt::AlignLeft | Qt::AlignVCenter, {},
            [](const Row &r, int role) {
                if (role != Qt::FontRole || !r.lost)
                    return QVariant();
                QFont struck;
                struck.setStrikeOut(true);
                return QVariant(struck);
            }},
           {tr("Binding"), [](const Row &r) { return r.binding; }},
           {tr("Arrives as"), [](const Row &r) { return r.arrives; }},
           {tr("Who wins"), [](const Row &r) { return r.winner; }, {}, Qt::AlignLeft | Qt::AlignVCenter, {},
            [](const Row &, int role) {
                return role == widgets::ToneRole ? QVariant(int(Chip::Tone::Accent)) : QVariant();
            }}},
          [](const Row &r) { return r.key; }, this))
{
    m_table->setModel(m_model);
    dressTable(m_table, u"boundParameters"_s, tr("Parameters that arrive"));
    m_table->setItemDelegateForColumn(4, new ChipDelegate(m_table));
    const QList<int> widths{150, 170, 170, 170};
    for (int column = 0; column < int(widths.size()); ++column)
        m_table->setColumnWidth(column, widths.at(column));
    m_note->setContentsMargins(16, 8, 16, 8);
    m_note->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 1);
}

BoundParameters::~BoundParameters() = default;

BoundParameters::Row BoundParameters::rowOf(const EffectiveRow &row)
{
    const auto &provider = row.cells[size_t(Layer::Package)];
    const auto &binding = row.cells[size_t(Layer::Binding)];
    const auto shown = [](const std::optional<EffectiveCell> &cell) {
        return cell ? shownValue(cell->item) + (cell->unsaved ? u" ●"_s : QString()) : u"–"_s;
    };
    return {row.key,
            shown(provider),
            shown(binding),
            row.init ? tr("environment: %1").arg(shownValue(row.arrives())) : shownValue(row.arrives()),
            row.winner == Layer::Binding ? tr("binding") : tr("package"),
            provider && provider->lost};
}

void BoundParameters::setParameters(const QList<KeyValue> &ofProvider, const QList<KeyValue> &own,
                                    const QList<KeyValue> &saved)
{
    CallSetup setup;
    setup.items[size_t(Layer::Package)] = ofProvider;
    setup.items[size_t(Layer::Binding)] = own;
    setup.saved[size_t(Layer::Binding)] = saved;
    QList<Row> rows;
    for (const EffectiveRow &row : effectiveParameters(setup).rows)
        rows.append(rowOf(row));
    m_model->setRows(rows);
}

qsizetype BoundParameters::count() const
{
    return m_model->rowCount();
}
