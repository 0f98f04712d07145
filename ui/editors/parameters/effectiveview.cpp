#include "ui/editors/parameters/effectiveview.h"

#include "core/json/text.h"
#include "core/openwhisk/keyvalues.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/parameters/effectivemodel.h"
#include "ui/editors/parameters/winnerdelegate.h"
#include "ui/widgets/messagebar.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

EffectiveView::EffectiveView(QWidget *parent)
    : QWidget(parent)
    , m_model(new EffectiveModel(this))
    , m_title(plainLabel(tr("Effective parameters"), u"title"_s, this))
    , m_asLabel(plainLabel(tr("called as"), u"muted"_s, this))
    , m_path(new QComboBox(this))
    , m_payload(new QComboBox(this))
    , m_table(new QTableView(this))
    , m_bar(new MessageBar(this))
{
    build();
    connect(m_path, &QComboBox::activated, this, &EffectiveView::pathChosen);
    connect(m_payload, &QComboBox::currentIndexChanged, this, &EffectiveView::update);
    setPaths({}, -1);
    setPayloads({});
}

void EffectiveView::build()
{
    m_path->setObjectName(u"calledAs"_s);
    m_path->setAccessibleName(tr("Called as"));
    m_path->setMinimumContentsLength(18);
    m_payload->setObjectName(u"withPayload"_s);
    m_payload->setAccessibleName(tr("With payload"));
    m_payload->setMinimumContentsLength(14);
    m_bar->setObjectName(u"effectiveMessage"_s);
    m_table->setModel(m_model);
    dressTable(m_table, u"effective"_s, tr("Effective parameters"));
    m_table->setItemDelegateForColumn(EffectiveModel::WinnerColumn, new WinnerDelegate(m_table));
    for (const int column : {1, 2, 3, 4, 5})
        m_table->setColumnWidth(column, 130);
    m_table->setColumnWidth(EffectiveModel::NameColumn, 150);
    QBoxLayout *head = rowOf({m_title, m_asLabel, m_path, plainLabel(tr("with payload"), u"muted"_s, this), m_payload, nullptr,
                              shortLabel(tr("the right one wins over the left"), u"muted"_s, this)});
    head->setContentsMargins(12, 8, 12, 8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_bar);
}

void EffectiveView::setSetup(const CallSetup &setup, const Names &names, bool withAction)
{
    m_setup = setup;
    m_names = names;
    m_model->setNames(names.package, names.binding);
    m_table->setColumnHidden(EffectiveModel::PackageColumn, names.package.isEmpty());
    m_table->setColumnHidden(EffectiveModel::BindingColumn, names.binding.isEmpty());
    m_table->setColumnHidden(EffectiveModel::ActionColumn, !withAction);
    update();
}

void EffectiveView::setPaths(const QStringList &paths, int current)
{
    m_path->clear();
    m_path->addItems(paths);
    m_path->setCurrentIndex(current);
    m_path->setVisible(!paths.isEmpty());
    m_asLabel->setVisible(!paths.isEmpty());
}

void EffectiveView::setPayloads(const QList<history::Payload> &payloads)
{
    const QString chosen = m_payload->currentText();
    m_payloads = payloads;
    m_payload->clear();
    m_payload->addItem(tr("nothing"));
    for (const history::Payload &payload : payloads)
        m_payload->addItem(payload.name);
    m_payload->setCurrentIndex(std::max(0, m_payload->findText(chosen)));
}

std::optional<history::Payload> EffectiveView::payload() const
{
    const int index = m_payload->currentIndex() - 1;
    return index >= 0 && index < int(m_payloads.size()) ? std::optional(m_payloads.at(index)) : std::nullopt;
}

void EffectiveView::showTrouble(const QString &text)
{
    m_trouble = text;
    update();
}

void EffectiveView::update()
{
    CallSetup setup = m_setup;
    const auto chosen = payload();
    const auto parsed = chosen ? json::read(chosen->text.toUtf8()) : std::nullopt;
    if (parsed)
        setup.items[size_t(Layer::Call)] = keyValuesFromObject(parsed->value);
    m_effective = effectiveParameters(setup);
    m_model->setRows(m_effective.rows);
    showRefusal();
}

QString EffectiveView::refusalText() const
{
    QStringList reasons;
    for (const EffectiveRow &row : m_effective.rows) {
        if (!row.refused)
            continue;
        Layer from = Layer::Action;
        for (const Layer layer : {Layer::Package, Layer::Binding, Layer::Action})
            if (row.cells[size_t(layer)])
                from = layer;
        reasons.append(row.reserved ? tr("“%1” is the server's own name.").arg(row.key)
                                    : tr("The %1 gives “%2”, and the action is final.").arg(layerTitle(from), row.key));
    }
    return tr("This call would be refused: “%1” %2").arg(refusedWords(), reasons.join(u' '));
}

void EffectiveView::showRefusal()
{
    if (!m_trouble.isEmpty())
        return m_bar->show(MessageBar::Kind::Warning, m_trouble);
    if (m_effective.refused.isEmpty())
        return m_bar->clear();
    m_bar->show(MessageBar::Kind::Error, refusalText());
    m_bar->addButton(tr("Leave %1 out of the payload").arg(m_effective.refused.join(u", "_s)), [this] { leaveOut(); });
}

void EffectiveView::leaveOut()
{
    auto chosen = payload();
    const auto parsed = chosen ? json::read(chosen->text.toUtf8()) : std::nullopt;
    if (!parsed)
        return;
    json::Value object = parsed->value;
    for (const QString &key : m_effective.refused)
        object.remove(key);
    chosen->text = QString::fromUtf8(json::pretty(object));
    Q_EMIT payloadChanged(*chosen);
}
