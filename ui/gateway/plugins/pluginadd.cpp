#include "ui/gateway/plugins/pluginadd.h"

#include "ui/gateway/plugins/plugindelegate.h"
#include "ui/gateway/plugins/pluginfields.h"
#include "ui/gateway/plugins/pluginform.h"
#include "ui/models/target.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/searchfield.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>

using namespace gateway;
using namespace Qt::StringLiterals;

namespace {

const QList<std::pair<const char *, int>> groups{{QT_TRANSLATE_NOOP("PluginAdd", "All"), -1},
                                                 {QT_TRANSLATE_NOOP("PluginAdd", "Traffic"), int(PluginGroup::Traffic)},
                                                 {QT_TRANSLATE_NOOP("PluginAdd", "Security"), int(PluginGroup::Security)},
                                                 {QT_TRANSLATE_NOOP("PluginAdd", "AI"), int(PluginGroup::Ai)},
                                                 {QT_TRANSLATE_NOOP("PluginAdd", "Function"), int(PluginGroup::Function)},
                                                 {QT_TRANSLATE_NOOP("PluginAdd", "Observe"), int(PluginGroup::Observe)},
                                                 {QT_TRANSLATE_NOOP("PluginAdd", "Transform"), int(PluginGroup::Transform)}};

std::optional<PluginGroup> groupOfButton(int id)
{
    return id < 0 ? std::nullopt : std::optional(PluginGroup(id));
}

} // namespace

PluginAdd::PluginAdd(ResourceState &state, PluginFields &fields, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_fields(fields)
    , m_choices(new PluginChoices(this))
    , m_search(new SearchField({}, tr("name, what it does, phase"), this))
    , m_list(new QListView(this))
    , m_groups(new QButtonGroup(this))
    , m_count(plainLabel({}, u"small"_s, this))
    , m_hits(sectionLabel({}, this))
    , m_order(plainLabel({}, u"small"_s, this))
    , m_problems(plainLabel({}, u"error"_s, this))
{
    setAttribute(Qt::WA_StyledBackground);
    setRole(this, u"surface"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(buildChoice(), 2);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    m_place = new QVBoxLayout;
    right->addLayout(m_place, 1);
    right->addWidget(buildFoot());
    layout->addLayout(right, 3);
    connect(m_search, &QLineEdit::textChanged, this, &PluginAdd::filter);
    connect(m_search, &SearchField::escaped, this, &PluginAdd::closed);
    connect(m_search, &SearchField::downPressed, m_list, [this] { m_list->setFocus(); });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { choose(m_choices->index(0)); });
    connect(m_list, &QListView::activated, this, &PluginAdd::choose);
    connect(m_list, &QListView::clicked, this, &PluginAdd::choose);
}

QWidget *PluginAdd::buildChoice()
{
    auto *pane = withRole(new QWidget(this), u"surface"_s);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(12, 10, 12, 0);
    auto *close = makeButton(u"×"_s, u"closeAddPlugin"_s, pane, u"flat"_s);
    close->setAccessibleName(tr("Add no plugin"));
    connect(close, &QPushButton::clicked, this, &PluginAdd::closed);
    layout->addLayout(rowOf({sectionLabel(tr("Add a plugin"), pane), nullptr, m_count, close}));
    layout->addWidget(m_search);
    layout->addWidget(buildFilters());
    layout->addLayout(rowOf({m_hits, nullptr, plainLabel(tr("phase, priority"), u"small"_s, pane)}));
    m_search->setObjectName(u"pluginSearch"_s);
    m_search->setAccessibleName(tr("Search a plugin"));
    m_list->setObjectName(u"pluginChoices"_s);
    m_list->setAccessibleName(tr("Plugins of this gateway"));
    m_list->setModel(m_choices);
    m_list->setItemDelegate(new PluginDelegate(tr("on this %1").arg(singular(m_fields.kind())), m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    layout->addWidget(m_list, 1);
    m_order->setWordWrap(true);
    m_order->setObjectName(u"pluginOrder"_s);
    m_order->setContentsMargins(0, 6, 0, 10);
    layout->addWidget(m_order);
    return pane;
}

QWidget *PluginAdd::buildFilters()
{
    auto *row = new QWidget(this);
    auto *layout = new QGridLayout(row);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    for (int i = 0; i < int(groups.size()); ++i) {
        auto *button = makeButton({}, u"pluginGroup%1"_s.arg(groups[i].second), row, u"chip"_s);
        button->setCheckable(true);
        button->setChecked(groups[i].second < 0);
        m_groups->addButton(button, groups[i].second < 0 ? 1000 : groups[i].second); // -1 would be "any id"
        layout->addWidget(button, i / 4, i % 4);
    }
    connect(m_groups, &QButtonGroup::idClicked, this, &PluginAdd::filter);
    return row;
}

QWidget *PluginAdd::buildFoot()
{
    auto *foot = withRole(new QFrame(this), u"foot"_s);
    auto *cancel = makeButton(tr("Cancel"), u"cancelAddPlugin"_s, foot);
    m_add = makeButton(tr("Add to %1").arg(singular(m_fields.kind())), u"confirmAddPlugin"_s, foot, u"primary"_s);
    m_problems->setObjectName(u"addProblems"_s);
    m_problems->setWordWrap(true);
    auto *layout = new QHBoxLayout(foot);
    layout->addWidget(m_problems, 1);
    layout->addWidget(cancel);
    layout->addWidget(m_add);
    connect(cancel, &QPushButton::clicked, this, &PluginAdd::closed);
    connect(m_add, &QPushButton::clicked, this, &PluginAdd::take);
    return foot;
}

QStringList PluginAdd::present() const
{
    QStringList names;
    for (const json::Member &member : m_state.value().value(u"plugins").members())
        names.append(member.name);
    return names;
}

void PluginAdd::begin()
{
    const QList<const Plugin *> offered = m_fields.offered();
    m_choices->setPlugins(offered, present());
    m_count->setText(tr("%n on this gateway", nullptr, int(offered.size())));
    m_search->clear();
    showForm({});
    filter();
    m_search->setFocus();
}

void PluginAdd::filter()
{
    const int id = m_groups->checkedId();
    m_choices->setFilter(m_search->text().trimmed(), groupOfButton(id == 1000 ? -1 : id));
    refreshFilters();
    if (m_form)
        m_list->setCurrentIndex(m_choices->index(m_choices->rowOf(m_form->plugin())));
}

void PluginAdd::refreshFilters()
{
    for (const auto &[title, id] : groups) {
        QAbstractButton *button = m_groups->button(id < 0 ? 1000 : id);
        button->setText(u"%1 %2"_s.arg(tr(title)).arg(m_choices->countOf(groupOfButton(id))));
        setRole(button, button->isChecked() ? u"chip"_s : u"choice"_s);
    }
    const QString text = m_search->text().trimmed();
    const int hits = m_choices->rowCount();
    m_hits->setText(text.isEmpty() ? tr("%n plugins", nullptr, hits) : tr("%n match “%1”", nullptr, hits).arg(text));
}

void PluginAdd::choose(const QModelIndex &index)
{
    const Plugin *plugin = m_choices->at(index.row());
    if (!index.isValid() || !plugin)
        return;
    m_list->setCurrentIndex(index);
    if (m_choices->isPresent(plugin->name)) {
        Q_EMIT opened(plugin->name);
        return;
    }
    if (!m_form || m_form->plugin() != plugin->name)
        showForm(plugin->name);
    m_form->focusFirst();
}

void PluginAdd::showForm(const QString &name)
{
    delete m_shown;
    m_form = nullptr;
    if (name.isEmpty()) {
        QLabel *hint = plainLabel(tr("Choose a plugin at the left: its form comes here."), u"muted"_s, this);
        hint->setAlignment(Qt::AlignCenter);
        m_shown = hint;
    } else {
        m_form = new PluginForm(m_state, m_fields, name, this);
        m_shown = m_form;
        m_form->setConf(json::Value::object(), std::nullopt);
        connect(m_form, &PluginForm::edited, this, &PluginAdd::refresh);
        connect(m_form, &PluginForm::problemsChanged, this, &PluginAdd::refresh);
        connect(m_form, &PluginForm::openRequested, this, &PluginAdd::openRequested);
    }
    m_place->addWidget(m_shown);
    refresh();
    Q_EMIT chosen(name);
}

void PluginAdd::refresh()
{
    QStringList places;
    for (const schema::Problem &problem : m_form ? m_form->problems() : QList<schema::Problem>())
        places.append(problem.pointer.isEmpty() ? tr("the whole") : problem.pointer.mid(1));
    const QString wanted = places.size() == 1 ? tr("1 field to mend: %1") : tr("%n fields to mend: %1", nullptr, int(places.size()));
    m_problems->setText(places.isEmpty() ? QString() : u"✕ "_s + wanted.arg(places.join(u", "_s)));
    m_add->setEnabled(m_form && places.isEmpty());
    m_order->setText(orderText());
}

QString PluginAdd::orderText() const
{
    json::Value plugins = m_state.value().value(u"plugins");
    if (m_form)
        plugins.set(m_form->plugin(), m_form->conf());
    QStringList order;
    for (const QString &name : runningOrder(plugins, m_fields.catalogue(), m_fields.inStream()))
        if (const Plugin *plugin = m_fields.plugin(name))
            order.append(u"%1 %2"_s.arg(name).arg(priorityOf(plugins.value(name), *plugin)));
    const QString rule = tr("Higher priority runs earlier within a phase.");
    return order.isEmpty() ? rule : rule + u' ' + tr("Order here: %1.").arg(order.join(u", "_s));
}

void PluginAdd::take()
{
    if (m_form && m_form->problems().isEmpty())
        Q_EMIT added(m_form->plugin(), m_form->conf());
}
