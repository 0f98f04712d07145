#include "ui/gateway/list/listcolumns.h"

#include "ui/widgets/parts.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;
using gateway::Kind;
using gateway::Row;

namespace {

using listcolumns::ListColumn;
using Text = std::function<QString(const Row &)>;

QString tr(const char *text)
{
    return QCoreApplication::translate("ListColumns", text);
}

bool has(const ListItem &item, RouteMark::Kind kind)
{
    return std::any_of(item.marks.begin(), item.marks.end(), [kind](const RouteMark &mark) { return mark.kind == kind; });
}

QVariant muted(const ListItem &, int role)
{
    return role == Qt::ForegroundRole ? QVariant(theme::current().textMuted) : QVariant();
}

/// What is off is faint.
QVariant plain(const ListItem &item, int role)
{
    return role == Qt::ForegroundRole && !item.row.enabled ? QVariant(theme::current().textFaint) : QVariant();
}

QVariant mono(const ListItem &item, int role)
{
    return role == Qt::FontRole ? QVariant(theme::current().mono) : muted(item, role);
}

ListColumn textColumn(const QString &id, const QString &title, const Text &text, int width, bool usual = true)
{
    Column<ListItem> look{title, [text](const ListItem &item) { return QVariant(text(item.row)); }};
    look.toolTip = [text](const ListItem &item) { return plainTip(text(item.row)); };
    look.extra = muted;
    return {id, look, width, usual, false, 0};
}

ListColumn timeColumn(const QString &id, const QString &title, qint64 Row::*time, bool usual)
{
    Column<ListItem> look{title, [time](const ListItem &item) { return QVariant(item.row.*time); }};
    look.text = [time](const ListItem &item) { return listcolumns::whenText(item.row.*time); };
    look.toolTip = [time](const ListItem &item) { return listcolumns::wholeTime(item.row.*time); };
    look.alignment = Qt::AlignRight | Qt::AlignVCenter;
    look.extra = muted;
    return {id, look, 88, usual, false, 0};
}

/// Where the marks stand.
ListColumn mainColumn(const QString &id, const QString &title, const Text &text)
{
    ListColumn column = textColumn(id, title, text, 170);
    column.stretches = true;
    column.share = 5;
    column.look.extra = [](const ListItem &item, int role) -> QVariant {
        if (role == listcolumns::MarksRole)
            return item.marks.isEmpty() ? QVariant() : QVariant::fromValue(item.marks);
        if (role == listcolumns::MoreRole)
            return int(item.row.uris.size()) - 1;
        if (role == Qt::AccessibleTextRole) {
            QStringList words{item.row.uris.isEmpty() ? listcolumns::nameOf(item.row) : item.row.uris.join(u", "_s)};
            for (const RouteMark &mark : item.marks)
                words.append(mark.word);
            return words.join(u", "_s);
        }
        return plain(item, role);
    };
    column.look.toolTip = [text](const ListItem &item) {
        QStringList lines{item.row.uris.isEmpty() ? text(item.row) : item.row.uris.join(u", "_s)};
        for (const RouteMark &mark : item.marks)
            lines.append(titleOf(mark) + u": "_s + mark.sentence);
        return plainTip(lines.join(u'\n'));
    };
    return column;
}

ListColumn onColumn()
{
    Column<ListItem> look{tr("On"), [](const ListItem &item) { return QVariant(item.row.enabled ? 1 : 0); }};
    look.text = [](const ListItem &item) { return item.row.enabled ? tr("on") : tr("off"); };
    look.extra = [](const ListItem &item, int role) { return role == listcolumns::OnRole ? QVariant(item.row.enabled) : QVariant(); };
    return {u"on"_s, look, 52, true, false, 0};
}

ListColumn targetColumn()
{
    ListColumn column = textColumn(u"target"_s, tr("Target"), listcolumns::targetOf, 180);
    column.share = 4;
    column.look.extra = [](const ListItem &item, int role) -> QVariant {
        if (role == Qt::ForegroundRole && has(item, RouteMark::Kind::NoSuchAction))
            return theme::current().error;
        return plain(item, role);
    };
    return column;
}

ListColumn priorityColumn()
{
    Column<ListItem> look{tr("Priority"), [](const ListItem &item) { return QVariant(item.row.priority.value_or(0)); }};
    look.alignment = Qt::AlignRight | Qt::AlignVCenter;
    return {u"priority"_s, look, 76, true, false, 0};
}

ListColumn usesColumn()
{
    Column<ListItem> look{tr("Used by"), [](const ListItem &item) { return QVariant(item.uses); }};
    look.text = [](const ListItem &item) { return item.uses == 0 ? tr("nothing") : QString::number(item.uses); };
    look.extra = [](const ListItem &item, int role) { return item.uses == 0 ? muted(item, role) : QVariant(); };
    look.alignment = Qt::AlignRight | Qt::AlignVCenter;
    return {u"uses"_s, look, 80, true, false, 0};
}

ListColumn validColumn()
{
    ListColumn column = timeColumn(u"valid"_s, tr("Valid until"), &Row::validUntil, true);
    column.look.text = [](const ListItem &item) {
        return item.row.validUntil > 0 ? QLocale().toString(QDateTime::fromSecsSinceEpoch(item.row.validUntil).date(), u"d MMM yyyy"_s) : tr("unknown");
    };
    column.look.extra = [](const ListItem &item, int role) -> QVariant {
        if (role != Qt::ForegroundRole || !has(item, RouteMark::Kind::Expires))
            return role == Qt::ForegroundRole ? QVariant(theme::current().textMuted) : QVariant();
        const auto &mark = item.marks.first();
        return toneOf(mark) == Chip::Tone::Error ? theme::current().error : theme::current().warning;
    };
    column.width = 110;
    return column;
}

QString referenceOf(const Row &row, Kind kind)
{
    QStringList ids;
    for (const gateway::Key &reference : row.references)
        if (reference.kind == kind)
            ids.append(reference.id);
    return ids.join(u", "_s);
}

ListColumn referenceColumn(const QString &id, const QString &title, Kind kind, bool usual)
{
    return textColumn(id, title, [kind](const Row &row) { return referenceOf(row, kind); }, 120, usual);
}

ListColumn idColumn(bool usual)
{
    ListColumn column = textColumn(u"id"_s, tr("Id"), [](const Row &row) { return row.key.id; }, 150, usual);
    column.look.extra = mono;
    return column;
}

ListColumn listColumn(const QString &id, const QString &title, QStringList Row::*texts, bool usual, int width = 140)
{
    return textColumn(id, title, [texts](const Row &row) { return (row.*texts).join(u", "_s); }, width, usual);
}

ListColumn labelsColumn()
{
    return textColumn(u"labels"_s, tr("Labels"), [](const Row &row) {
        QStringList words;
        for (const gateway::Label &label : row.labels)
            words.append(listcolumns::labelText(label));
        return words.join(u", "_s);
    }, 130, false);
}

ListColumn descColumn()
{
    return textColumn(u"desc"_s, tr("Description"), [](const Row &row) { return row.desc; }, 180, false);
}

QList<ListColumn> routeColumns()
{
    ListColumn name = textColumn(u"name"_s, tr("Name"), [](const Row &row) { return row.name; }, 88);
    name.share = 3;
    ListColumn methods = textColumn(u"methods"_s, tr("Methods"), [](const Row &row) {
        return row.methods.isEmpty() ? tr("any") : row.methods.join(u", "_s);
    }, 84);
    return {onColumn(),
            mainColumn(u"path"_s, tr("Path"), listcolumns::pathOf),
            name,
            methods,
            targetColumn(),
            priorityColumn(),
            idColumn(false),
            listColumn(u"hosts"_s, tr("Host"), &Row::hosts, false),
            listColumn(u"plugins"_s, tr("Plugins"), &Row::plugins, false),
            labelsColumn(),
            referenceColumn(u"service"_s, tr("Service"), Kind::Service, false),
            referenceColumn(u"upstream"_s, tr("Upstream"), Kind::Upstream, false)};
}

/// Of kinds other than routes, what stands between the name and the times.
QList<ListColumn> ownColumns(Kind kind)
{
    const auto plugins = listColumn(u"plugins"_s, tr("Plugins"), &Row::plugins, true, 220);
    const auto detail = [](const QString &title) { return textColumn(u"detail"_s, title, [](const Row &row) { return row.detail; }, 110); };
    switch (kind) {
    case Kind::Service:
        return {listColumn(u"hosts"_s, tr("Hosts"), &Row::hosts, true), plugins, referenceColumn(u"upstream"_s, tr("Upstream"), Kind::Upstream, false), usesColumn()};
    case Kind::Upstream: return {listColumn(u"nodes"_s, tr("Nodes"), &Row::nodes, true, 240), detail(tr("Type")), usesColumn()};
    case Kind::Consumer: return {referenceColumn(u"group"_s, tr("Group"), Kind::ConsumerGroup, true), plugins};
    case Kind::Credential:
        return {textColumn(u"consumer"_s, tr("Consumer"), [](const Row &row) { return row.key.parent; }, 160), listColumn(u"plugins"_s, tr("Kind"), &Row::plugins, true, 160)};
    case Kind::ConsumerGroup:
    case Kind::PluginConfig: return {plugins, usesColumn()};
    case Kind::Ssl: return {validColumn(), detail(tr("Type")), usesColumn()};
    case Kind::Secret: return {detail(tr("Manager")), usesColumn()};
    case Kind::Proto: return {usesColumn()};
    case Kind::StreamRoute:
        return {listColumn(u"addresses"_s, tr("Clients"), &Row::addresses, true), plugins, referenceColumn(u"upstream"_s, tr("Upstream"), Kind::Upstream, true),
                referenceColumn(u"service"_s, tr("Service"), Kind::Service, false)};
    default: return {plugins};
    }
}

} // namespace

QString listcolumns::pathOf(const Row &row)
{
    return row.uris.isEmpty() ? nameOf(row) : row.uris.first();
}

QString listcolumns::nameOf(const Row &row)
{
    return row.name.isEmpty() ? row.key.id : row.name;
}

QString listcolumns::rowKey(const Row &row)
{
    return row.key.parent.isEmpty() ? row.key.id : row.key.parent + u'/' + row.key.id;
}

QString listcolumns::labelText(const gateway::Label &label)
{
    return label.name + u'=' + label.value;
}

listcolumns::Aim listcolumns::aimOf(const Row &row)
{
    const auto refers = [&row](Kind kind) {
        return std::any_of(row.references.begin(), row.references.end(), [kind](const gateway::Key &key) { return key.kind == kind; });
    };
    if (row.function)
        return Aim::Function;
    if (refers(Kind::Upstream) || !row.nodes.isEmpty())
        return Aim::Upstream;
    return refers(Kind::Service) ? Aim::Service : Aim::Nothing;
}

QString listcolumns::targetOf(const Row &row)
{
    if (row.function && row.function->plugin == u"openwhisk") {
        QStringList parts{row.function->nameSpace, row.function->package, row.function->action};
        parts.removeAll(QString());
        return parts.join(u" / "_s);
    }
    if (row.function)
        return row.function->plugin + u" · "_s + QString(row.function->host).remove(u"https://"_s).remove(u"http://"_s);
    if (const QString id = referenceOf(row, Kind::Upstream); !id.isEmpty())
        return tr("upstream %1").arg(id);
    if (!row.nodes.isEmpty())
        return row.nodes.join(u", "_s);
    if (const QString id = referenceOf(row, Kind::Service); !id.isEmpty())
        return tr("service %1").arg(id);
    return row.scripted ? tr("a script") : QString();
}

QString listcolumns::whenText(qint64 seconds)
{
    if (seconds <= 0)
        return {};
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    if (now - seconds < 12 * 3600)
        return agoText(seconds * 1000, now * 1000);
    const QDate day = (timesInUtc() ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime::fromSecsSinceEpoch(seconds)).date();
    return QLocale().toString(day, day.year() == QDate::currentDate().year() ? u"d MMM"_s : u"d MMM yyyy"_s);
}

QString listcolumns::wholeTime(qint64 seconds)
{
    if (seconds <= 0)
        return {};
    const QDateTime time = timesInUtc() ? QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC) : QDateTime::fromSecsSinceEpoch(seconds);
    return QLocale().toString(time, u"d MMM yyyy, HH:mm"_s) + u' ' + zoneText(seconds * 1000);
}

QList<ListColumn> listcolumns::columnsOf(Kind kind)
{
    QList<ListColumn> columns;
    if (kind == Kind::Route) {
        columns = routeColumns();
    } else if (kind == Kind::Ssl) {
        columns = QList<ListColumn>{onColumn(), mainColumn(u"snis"_s, tr("Names"), [](const Row &row) {
                                        return row.hosts.isEmpty() ? row.key.id : row.hosts.join(u", "_s);
                                    })} + ownColumns(kind) + QList<ListColumn>{idColumn(false), labelsColumn()};
    } else {
        const bool named = kind != Kind::Consumer && kind != Kind::GlobalRule && kind != Kind::Secret && kind != Kind::PluginMetadata;
        const QString title = kind == Kind::Consumer ? tr("User name") : kind == Kind::PluginMetadata ? tr("Plugin") : named ? tr("Name") : tr("Id");
        columns = QList<ListColumn>{mainColumn(u"name"_s, title, nameOf)} + ownColumns(kind);
        if (named)
            columns += idColumn(false);
        columns += labelsColumn();
    }
    columns += descColumn();
    if (gateway::rulesOf(kind).times)
        columns += {timeColumn(u"made"_s, tr("Made"), &Row::created, false), timeColumn(u"changed"_s, tr("Changed"), &Row::updated, true)};
    return columns;
}
