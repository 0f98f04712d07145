#include "ui/gateway/list/listfilterbar.h"

#include "ui/gateway/list/gatewaybulk.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/searchfield.h"

#include <QHBoxLayout>
#include <QInputDialog>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

constexpr int fieldWidth = 330;
constexpr int widestChip = 200;
constexpr int mostValues = 40;

QString escaped(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

} // namespace

ListFilterBar::ListFilterBar(Kind kind, ListSettings settings, QWidget *parent)
    : QWidget(parent), m_kind(kind), m_settings(std::move(settings)),
      m_text(new SearchField(kind == Kind::Route ? tr("Search id, name, path, host, plugin, label, upstream") : kind == Kind::Credential ? tr("Search id, consumer, kind, label") : tr("Search id, name, plugin, label, host"),
                             u"Ctrl F"_s, this)),
      m_chips(new QWidget(this)), m_flow(new FlowLayout(m_chips)), m_save(makeButton(tr("Save filter ▾"), u"saveFilter"_s, this, u"link"_s)), m_saved(new QMenu(this))
{
    m_text->setObjectName(u"listSearch"_s);
    m_text->setAccessibleName(tr("Search %1").arg(gateway::plural(kind)));
    m_text->setMinimumWidth(140);
    m_text->setMaximumWidth(fieldWidth);
    m_save->setMenu(m_saved);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_text, 2, Qt::AlignTop);
    row->addWidget(m_chips, 3, Qt::AlignVCenter);
    row->addWidget(m_save, 0, Qt::AlignVCenter);
    const auto all = parts();
    for (const Part part : all)
        addChip(part);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (m_filter.text != text)
            edit([&text](ListFilter &filter) { filter.text = text; });
    });
    connect(m_saved, &QMenu::aboutToShow, this, &ListFilterBar::fillSaved);
    showChips();
}

QList<ListFilterBar::Part> ListFilterBar::parts() const
{
    QList<Part> parts;
    if (m_kind == Kind::Route)
        parts.append(Part::Aim);
    if (gatewaybulk::hasStatus(m_kind))
        parts.append(Part::Status);
    if (m_kind != Kind::Ssl && m_kind != Kind::Upstream && m_kind != Kind::Proto && m_kind != Kind::Secret && m_kind != Kind::PluginMetadata)
        parts.append(Part::Plugin);
    if (gatewaybulk::hasLabels(m_kind))
        parts.append(Part::Label);
    if (m_kind == Kind::Route || m_kind == Kind::Service || m_kind == Kind::Ssl)
        parts.append(Part::Host);
    if (m_kind != Kind::Credential) // of them nothing is worked out
        parts.append(Part::Problems);
    if (m_kind == Kind::Service || m_kind == Kind::Upstream || m_kind == Kind::PluginConfig || m_kind == Kind::ConsumerGroup || m_kind == Kind::Proto)
        parts.append(Part::Unused);
    return parts;
}

void ListFilterBar::addChip(Part part)
{
    static const QHash<Part, QString> names{{Part::Aim, u"filterTarget"_s}, {Part::Status, u"filterStatus"_s}, {Part::Plugin, u"filterPlugin"_s},
                                            {Part::Label, u"filterLabel"_s}, {Part::Host, u"filterHost"_s}, {Part::Problems, u"filterProblems"_s},
                                            {Part::Unused, u"filterUnused"_s}};
    auto *chip = makeButton({}, names.value(part), m_chips, u"choice"_s);
    connect(chip, &QPushButton::clicked, this, [this, part] { textOf(part).isEmpty() ? choose(part) : clear(part); });
    m_flow->addWidget(chip);
    m_buttons.append(chip);
}

QString ListFilterBar::titleOf(Part part) const
{
    switch (part) {
    case Part::Aim: return tr("Target");
    case Part::Status: return tr("Status");
    case Part::Plugin: return tr("Plugin");
    case Part::Label: return tr("Label");
    case Part::Host: return tr("Host");
    case Part::Problems: return m_problems > 0 ? tr("⚠ with problems %1").arg(m_problems) : tr("with problems");
    case Part::Unused: return tr("not used");
    }
    return {};
}

QString ListFilterBar::textOf(Part part) const
{
    switch (part) {
    case Part::Aim:
        return m_filter.aim == ListFilter::Aim::Any        ? QString()
            : m_filter.aim == ListFilter::Aim::Function ? tr("Target: a function")
            : m_filter.aim == ListFilter::Aim::Upstream ? tr("Target: an upstream")
                                                        : tr("Target: a service");
    case Part::Status: return m_filter.status == ListFilter::Status::Any ? QString() : m_filter.status == ListFilter::Status::On ? tr("Status: on") : tr("Status: off");
    case Part::Plugin: return m_filter.plugin.isEmpty() ? QString() : tr("Plugin: %1").arg(m_filter.plugin);
    case Part::Label: return m_filter.label.isEmpty() ? QString() : tr("Label: %1").arg(m_filter.label);
    case Part::Host: return m_filter.host.isEmpty() ? QString() : tr("Host: %1").arg(m_filter.host);
    case Part::Problems: return m_filter.problems ? titleOf(part) : QString();
    case Part::Unused: return m_filter.unused ? titleOf(part) : QString();
    }
    return {};
}

void ListFilterBar::clear(Part part)
{
    edit([part](ListFilter &filter) {
        switch (part) {
        case Part::Aim: filter.aim = ListFilter::Aim::Any; break;
        case Part::Status: filter.status = ListFilter::Status::Any; break;
        case Part::Plugin: filter.plugin.clear(); break;
        case Part::Label: filter.label.clear(); break;
        case Part::Host: filter.host.clear(); break;
        case Part::Problems: filter.problems = false; break;
        case Part::Unused: filter.unused = false; break;
        }
    });
}

/// What can only be on or off is turned on; else a menu offers what there is.
void ListFilterBar::choose(Part part)
{
    if (part == Part::Problems)
        return edit([](ListFilter &filter) { filter.problems = true; });
    if (part == Part::Unused)
        return edit([](ListFilter &filter) { filter.unused = true; });
    auto *menu = new QMenu(this);
    menu->setObjectName(u"filterMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(menu, part);
    const QPushButton *chip = m_buttons.at(parts().indexOf(part));
    menu->popup(chip->mapToGlobal(QPoint(0, chip->height())));
}

void ListFilterBar::addEntry(QMenu *menu, const QString &text, bool on, std::function<void(ListFilter &)> change)
{
    auto *entry = menu->addAction(escaped(text), this, [this, change = std::move(change)] { edit(change); });
    entry->setCheckable(true);
    entry->setChecked(on);
}

void ListFilterBar::fill(QMenu *menu, Part part)
{
    if (part == Part::Aim) {
        const QList<std::pair<QString, ListFilter::Aim>> aims{
            {tr("a function"), ListFilter::Aim::Function}, {tr("an upstream"), ListFilter::Aim::Upstream}, {tr("a service"), ListFilter::Aim::Service}};
        for (const auto &[text, aim] : aims)
            addEntry(menu, text, m_filter.aim == aim, [aim = aim](ListFilter &filter) { filter.aim = aim; });
    } else if (part == Part::Status) {
        addEntry(menu, tr("on"), m_filter.status == ListFilter::Status::On, [](ListFilter &filter) { filter.status = ListFilter::Status::On; });
        addEntry(menu, tr("off"), m_filter.status == ListFilter::Status::Off, [](ListFilter &filter) { filter.status = ListFilter::Status::Off; });
    } else {
        fillValues(menu, part);
    }
}

void ListFilterBar::fillValues(QMenu *menu, Part part)
{
    const QStringList values = valuesOf(part);
    QString ListFilter::*member = part == Part::Plugin ? &ListFilter::plugin : part == Part::Label ? &ListFilter::label : &ListFilter::host;
    for (const QString &value : values.mid(0, mostValues))
        addEntry(menu, value, m_filter.*member == value, [member, value](ListFilter &filter) { filter.*member = value; });
    if (values.isEmpty())
        menu->addAction(tr("None of them has any"))->setEnabled(false);
    else if (values.size() > mostValues)
        menu->addAction(tr("%n more: search for them", nullptr, int(values.size()) - mostValues))->setEnabled(false);
}

QStringList ListFilterBar::valuesOf(Part part) const
{
    QHash<QString, int> counts;
    for (const gateway::Row &row : m_rows ? *m_rows : QList<gateway::Row>()) {
        if (part == Part::Label)
            for (const gateway::Label &label : row.labels)
                ++counts[listcolumns::labelText(label)];
        else
            for (const QString &text : part == Part::Plugin ? row.plugins : row.hosts)
                ++counts[text];
    }
    QStringList values = counts.keys();
    std::sort(values.begin(), values.end(), [&counts](const QString &a, const QString &b) {
        const int more = counts.value(a), less = counts.value(b);
        return more != less ? more > less : a < b;
    });
    return values;
}

void ListFilterBar::showChips()
{
    const auto all = parts();
    for (qsizetype i = 0; i < all.size(); ++i) {
        QPushButton *chip = m_buttons.at(i);
        const QString text = textOf(all.at(i));
        const bool menu = all.at(i) != Part::Problems && all.at(i) != Part::Unused;
        const QString shown = text.isEmpty() ? titleOf(all.at(i)) + (menu ? u" ▾"_s : QString())
                                             : fontMetrics().elidedText(text, Qt::ElideMiddle, widestChip) + u" ×"_s;
        chip->setText(escaped(shown));
        chip->setAccessibleName(text.isEmpty() ? tr("Filter by: %1").arg(titleOf(all.at(i))) : tr("Filter %1, press to take it away").arg(text));
        chip->setToolTip(text.isEmpty() ? QString() : tr("Take this filter away"));
        setRole(chip, text.isEmpty() ? u"choice"_s : u"chip"_s);
    }
    m_chips->updateGeometry();
}

void ListFilterBar::setProblems(qsizetype count)
{
    if (m_problems == count)
        return;
    m_problems = count;
    showChips();
}

void ListFilterBar::edit(const std::function<void(ListFilter &)> &change)
{
    ListFilter filter = m_filter;
    change(filter);
    setFilter(filter);
}

void ListFilterBar::setFilter(const ListFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    if (m_text->text() != filter.text)
        m_text->setText(filter.text);
    showChips();
    Q_EMIT changed();
}

void ListFilterBar::fillSaved()
{
    m_saved->clear();
    m_saved->addAction(tr("Save this filter as…"), this, &ListFilterBar::save)->setObjectName(u"saveFilterAs"_s);
    const QStringList names = m_settings.filterNames();
    if (names.isEmpty())
        return;
    m_saved->addSeparator();
    for (const QString &name : names)
        m_saved->addAction(escaped(name), this, [this, name] {
            if (const auto filter = m_settings.filter(name))
                setFilter(*filter);
        });
    QMenu *forget = m_saved->addMenu(tr("Forget"));
    for (const QString &name : names)
        forget->addAction(escaped(name), this, [this, name] { m_settings.removeFilter(name); });
}

void ListFilterBar::save()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Save filter"));
    dialog->setLabelText(tr("Name"));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString &name) {
        if (!name.trimmed().isEmpty())
            saveAs(name.trimmed());
    });
    dialog->open();
}

void ListFilterBar::saveAs(const QString &name)
{
    switch (m_settings.saveFilter(name, m_filter)) {
    case ListSettings::Saved::Whole: return Q_EMIT notice(tr("Filter saved as %1.").arg(name));
    case ListSettings::Saved::WithoutText: return Q_EMIT notice(tr("Filter saved as %1, without its text: it looks like a secret.").arg(name));
    case ListSettings::Saved::Nowhere: return Q_EMIT notice(tr("Filters cannot be saved here."));
    }
}
