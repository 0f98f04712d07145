#include "ui/gateway/plugins/pluginlist.h"

#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

enum Role { NameRole = Qt::UserRole, SourceRole };

QLabel *markLabel(const QString &name, const QString &role, QWidget *parent)
{
    QLabel *label = plainLabel({}, role, parent);
    label->setObjectName(name);
    label->setAttribute(Qt::WA_TransparentForMouseEvents);
    return label;
}

QString spoken(const PluginRow &row)
{
    QStringList parts{row.name, row.enabled ? PluginList::tr("on") : PluginList::tr("off")};
    if (row.added)
        parts.append(PluginList::tr("new"));
    else if (row.changed)
        parts.append(PluginList::tr("changed"));
    if (row.unknown)
        parts.append(PluginList::tr("not known to the gateway"));
    if (row.problems > 0)
        parts.append(row.problems == 1 ? PluginList::tr("1 problem") : PluginList::tr("%n problems", nullptr, row.problems));
    return parts.join(u", "_s);
}

} // namespace

PluginList::PluginList(const QString &heading, QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_add(makeButton(tr("+ Add plugin"), u"addPlugin"_s, this))
    , m_heading(heading)
{
    setRole(m_list, u"pane"_s);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setObjectName(u"pluginList"_s);
    m_list->setAccessibleName(tr("Plugins"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 10, 0, 10);
    layout->addWidget(m_list);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(10, 0, 10, 0);
    foot->addWidget(m_add);
    foot->addStretch();
    layout->addLayout(foot);
    layout->addStretch();
    connect(m_add, &QPushButton::clicked, this, &PluginList::addRequested);
    connect(m_list, &QListWidget::currentItemChanged, this, &PluginList::tellSelection);
    connect(m_list, &QListWidget::itemActivated, this, [this](QListWidgetItem *item) {
        if (const int source = item->data(SourceRole).toInt(); source > 0)
            Q_EMIT openRequested(m_inherited[source - 1].from);
    });
    rebuild();
}

void PluginList::setRows(const QList<PluginRow> &rows, const QList<InheritedPlugins> &inherited)
{
    const auto same = [](const PluginRow &a, const PluginRow &b) { return a.name == b.name; };
    const bool sameNames = std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(), same) && inherited == m_inherited;
    if (sameNames && rows == m_rows)
        return;
    m_rows = rows;
    m_inherited = inherited;
    if (sameNames)
        update();
    else
        rebuild();
}

void PluginList::rebuild()
{
    const QString was = current();
    m_filling = true;
    m_list->clear();
    const auto heading = [this](const QString &text) {
        auto *item = new QListWidgetItem(m_list);
        item->setFlags(Qt::NoItemFlags);
        item->setSizeHint({0, theme::current().rowHeight});
        item->setData(Qt::AccessibleTextRole, text);
        QLabel *label = sectionLabel(text, m_list);
        label->setContentsMargins(12, 0, 4, 0);
        m_list->setItemWidget(item, label);
    };
    heading(m_heading);
    for (const PluginRow &row : std::as_const(m_rows))
        addOwn(row);
    for (const InheritedPlugins &from : std::as_const(m_inherited)) {
        heading(from.heading);
        addInherited(from);
    }
    update();
    fitHeight();
    m_filling = false;
    select(was);
}

void PluginList::addOwn(const PluginRow &row)
{
    auto *item = new QListWidgetItem(m_list);
    item->setData(NameRole, row.name);
    item->setSizeHint({0, theme::current().rowHeight});
    auto *content = new QWidget(m_list);
    auto *layout = new QHBoxLayout(content);
    layout->setContentsMargins(8, 0, 12, 0);
    auto *toggle = new Switch(content);
    toggle->setObjectName(u"switch/"_s + row.name);
    toggle->setAccessibleName(tr("%1 runs").arg(row.name));
    connect(toggle, &Switch::clicked, this, [this, name = row.name](bool on) { Q_EMIT switched(name, on); });
    QLabel *name = markLabel(u"name/"_s + row.name, {}, content);
    name->setText(row.name);
    layout->addWidget(toggle);
    layout->addWidget(name, 1);
    layout->addWidget(markLabel(u"problems/"_s + row.name, u"error"_s, content));
    layout->addWidget(markLabel(u"mark/"_s + row.name, u"info"_s, content));
    m_list->setItemWidget(item, content);
}

void PluginList::addInherited(const InheritedPlugins &from)
{
    for (const InheritedPlugins::Entry &entry : from.entries) {
        auto *item = new QListWidgetItem(m_list);
        const QString note = entry.replaced ? tr("replaced here") : entry.disabled ? tr("off") : QString();
        const QString text = note.isEmpty() ? entry.plugin : entry.plugin + u" · "_s + note;
        QLabel *label = markLabel(u"inherited/"_s + entry.plugin, u"muted"_s, m_list);
        label->setText(text);
        label->setContentsMargins(12, 0, 4, 0);
        QFont font = label->font();
        font.setStrikeOut(entry.replaced);
        label->setFont(font);
        m_list->setItemWidget(item, label);
        item->setData(Qt::AccessibleTextRole, text);
        item->setData(SourceRole, int(m_inherited.indexOf(from)) + 1);
        item->setData(NameRole, entry.plugin);
        item->setSizeHint({0, theme::current().rowHeight});
        item->setToolTip(plainTip(tr("%1: Return opens it").arg(from.heading)));
    }
}

/// What changes while one types.
void PluginList::update()
{
    for (int i = 0; i < int(m_rows.size()); ++i) {
        const PluginRow &row = m_rows[i];
        QListWidgetItem *item = m_list->item(i + 1);
        QWidget *content = m_list->itemWidget(item);
        auto *toggle = content->findChild<Switch *>();
        toggle->setChecked(row.enabled);
        toggle->setEnabled(!m_readOnly);
        auto *name = content->findChild<QLabel *>(u"name/"_s + row.name);
        setRole(name, row.unknown ? u"warning"_s : row.enabled ? QString() : u"muted"_s);
        content->findChild<QLabel *>(u"problems/"_s + row.name)->setText(row.problems > 0 ? u"✕ %1"_s.arg(row.problems) : QString());
        content->findChild<QLabel *>(u"mark/"_s + row.name)->setText(row.added ? tr("new") : row.changed ? u"●"_s : QString());
        item->setData(Qt::AccessibleTextRole, spoken(row));
    }
}

void PluginList::fitHeight()
{
    int height = 4;
    for (int i = 0; i < m_list->count(); ++i)
        height += m_list->sizeHintForRow(i) + m_list->spacing() * 2;
    m_list->setMaximumHeight(height);
    m_list->setMinimumHeight(std::min(height, 160));
}

void PluginList::setReadOnly(bool readOnly, const QString &whyNoAdding)
{
    m_readOnly = readOnly;
    enableOrExplain(m_add, whyNoAdding);
    update();
}

void PluginList::select(const QString &name)
{
    for (int i = 0; i < int(m_rows.size()); ++i)
        if (m_rows[i].name == name) {
            m_list->setCurrentRow(i + 1);
            return;
        }
}

QString PluginList::current() const
{
    const QListWidgetItem *item = m_list->currentItem();
    return item && item->data(SourceRole).toInt() == 0 ? item->data(NameRole).toString() : QString();
}

void PluginList::focusList()
{
    m_list->setFocus();
}

void PluginList::tellSelection()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (m_filling || !item)
        return;
    if (const int source = item->data(SourceRole).toInt(); source > 0)
        Q_EMIT inheritedSelected(m_inherited[source - 1].from, item->data(NameRole).toString());
    else
        Q_EMIT selected(item->data(NameRole).toString());
}

bool PluginList::keyPressed(int key, bool copy, bool paste)
{
    const QString name = current();
    if (paste && !m_readOnly)
        Q_EMIT pasteRequested();
    else if (copy && !name.isEmpty())
        Q_EMIT copyRequested(name);
    else if (key == Qt::Key_Delete && !name.isEmpty() && !m_readOnly)
        Q_EMIT removeRequested(name);
    else if (key == Qt::Key_Space && !name.isEmpty() && !m_readOnly)
        findChild<Switch *>(u"switch/"_s + name)->click();
    else
        return false;
    return true;
}

bool PluginList::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto *press = static_cast<QKeyEvent *>(event);
        if (keyPressed(press->key(), press->matches(QKeySequence::Copy), press->matches(QKeySequence::Paste)))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}
