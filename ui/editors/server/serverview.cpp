#include "ui/editors/server/serverview.h"

#include "core/openwhisk/serverinfo.h"
#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/columnarea.h"
#include "ui/widgets/foldingsplitter.h"
#include "ui/widgets/role.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

using Row = RuntimeFacts;

QString stateText(const Row &row)
{
    return row.runtime.deprecated ? ServerView::tr("deprecated") : row.runtime.isDefault ? ServerView::tr("default")
                                                                                        : QString();
}

QVariant stateExtra(const Row &row, int role)
{
    if (role != widgets::ToneRole)
        return {};
    return int(row.runtime.deprecated ? Chip::Tone::Warning : Chip::Tone::Accent);
}

Column<Row> column(const QString &title, const std::function<QString(const Row &)> &text)
{
    Column<Row> made;
    made.title = title;
    made.value = [text](const Row &row) { return QVariant(text(row)); };
    made.toolTip = [text](const Row &row) { return plainTip(text(row)); };
    return made;
}

QString yesOrNo(bool on)
{
    return on ? ServerView::tr("yes") : ServerView::tr("no");
}

QList<Column<Row>> runtimeColumns()
{
    Column<Row> state = column(ServerView::tr("State"), stateText);
    state.extra = stateExtra;
    return {column(ServerView::tr("Family"), [](const Row &row) { return row.runtime.family; }),
            column(ServerView::tr("Kind"), [](const Row &row) { return row.runtime.kind; }),
            state,
            column(ServerView::tr("Main needed"), [](const Row &row) { return yesOrNo(row.runtime.requireMain); }),
            column(ServerView::tr("Archives"), [](const Row &row) { return yesOrNo(row.attached); }),
            column(ServerView::tr("Image"), [](const Row &row) { return row.image; })};
}

void clear(QFormLayout *form)
{
    while (form->rowCount() > 0)
        form->removeRow(0);
}

QString securityText(const net::Endpoint &endpoint)
{
    if (endpoint.base.scheme() != u"https"_s)
        return net::isPlainToOthers(endpoint.base) ? ServerView::tr("plain http: the key travels readable")
                                                   : ServerView::tr("plain http on this machine");
    if (!endpoint.tls.pinnedSha256.isEmpty())
        return ServerView::tr("https, with a pinned certificate");
    return endpoint.tls.verify ? ServerView::tr("https, checked") : ServerView::tr("https, not checked");
}

QString lifeText(const json::Value &value, const QString &unit)
{
    const auto number = value.toInteger();
    if (number)
        return QLocale().toString(*number) + (unit.isEmpty() ? QString() : u' ' + unit);
    return value.isString() ? value.toString() : QString();
}

} // namespace

ServerView::ServerView(QWidget *parent)
    : QWidget(parent)
    , m_runs(new QProgressBar(this))
    , m_fires(new QProgressBar(this))
    , m_runsText(plainLabel({}, {}, this))
    , m_firesText(plainLabel({}, {}, this))
    , m_useNote(plainLabel({}, u"muted"_s, this))
    , m_search(new SearchField(tr("Find"), {}, this))
    , m_table(new QTableView(this))
    , m_runtimes(runtimeColumns(), [](const Row &row) { return row.runtime.kind; })
{
    auto *facts = new QWidget;
    setRole(facts, u"surface"_s);
    auto *column = new QVBoxLayout(facts);
    column->setContentsMargins(16, 14, 16, 16);
    m_connection = addGroup(column, tr("Connection"));
    m_server = addGroup(column, tr("Server"));
    buildUse(column);
    m_limits = addGroup(column, tr("Limits of the namespace"));
    column->addStretch();
    auto *scroll = new ColumnArea(this);
    scroll->setAccessibleName(tr("Connection, server and limits"));
    scroll->setWidget(facts);
    auto *splitter = new FoldingSplitter(this);
    splitter->addWidget(scroll);
    splitter->addWidget(buildRuntimes());
    splitter->setSizes({480, 620});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_search, &QLineEdit::textChanged, this, &ServerView::filter);
}

QFormLayout *ServerView::addGroup(QVBoxLayout *layout, const QString &title)
{
    layout->addWidget(sectionLabel(title, this));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(5);
    layout->addLayout(form);
    layout->addSpacing(12);
    return form;
}

void ServerView::buildUse(QVBoxLayout *layout)
{
    QFormLayout *form = addGroup(layout, tr("Use in this minute"));
    m_runs->setObjectName(u"runsUsed"_s);
    m_fires->setObjectName(u"firesUsed"_s);
    m_useNote->setObjectName(u"useNote"_s);
    m_useNote->setWordWrap(true);
    addUse(form, tr("Runs"), m_runs, m_runsText);
    addUse(form, tr("Fires of triggers"), m_fires, m_firesText);
    form->addRow(m_useNote);
}

/// The bar is too thin for words: they stand beside it.
void ServerView::addUse(QFormLayout *form, const QString &title, QProgressBar *bar, QLabel *text)
{
    bar->setAccessibleName(title);
    bar->setTextVisible(false);
    text->setObjectName(bar->objectName() + u"Text"_s);
    QBoxLayout *row = rowOf({bar, text});
    row->setStretch(0, 1);
    form->addRow(plainLabel(title, u"muted"_s, this), row);
}

QWidget *ServerView::buildRuntimes()
{
    m_search->setObjectName(u"findRuntime"_s);
    m_search->setFixedWidth(160);
    m_table->setModel(&m_runtimes);
    dressTable(m_table, u"runtimes"_s, tr("Runtimes"));
    m_table->setItemDelegateForColumn(2, new ChipDelegate(m_table));
    const int widths[] = {76, 104, 88, 112, 80};
    for (int column = 0; column < int(std::size(widths)); ++column)
        m_table->setColumnWidth(column, widths[column]);
    auto *part = new QWidget(this);
    QBoxLayout *head = rowOf({plainLabel(tr("Runtimes"), u"title"_s, part), nullptr, m_search});
    head->setContentsMargins(12, 8, 12, 8);
    auto *layout = new QVBoxLayout(part);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    return part;
}

void ServerView::addFact(QFormLayout *form, const QString &name, const QString &text, const QString &objectName)
{
    if (text.isEmpty())
        return;
    QLabel *value = plainLabel(text, {}, this);
    value->setObjectName(objectName);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    form->addRow(plainLabel(name, u"muted"_s, this), value);
}

void ServerView::showConnection(Session &session)
{
    clear(m_connection);
    const net::Client &client = session.client();
    const net::Endpoint &endpoint = client.endpoint();
    addFact(m_connection, tr("Name"), session.connectionName());
    addFact(m_connection, tr("Address"), endpoint.base.toString(QUrl::RemoveUserInfo), u"address"_s);
    addFact(m_connection, tr("Security"), securityText(endpoint));
    addFact(m_connection, tr("Proxy"), endpoint.proxy.toString(QUrl::RemoveUserInfo));
    addFact(m_connection, tr("Namespace"), session.nameSpace(), u"namespace"_s);
    addFact(m_connection, tr("Writing"), endpoint.readOnly ? tr("read-only") : tr("allowed"));
    addFact(m_connection, tr("Last answer after"), client.lastLatencyMs() < 0 ? QString() : durationText(client.lastLatencyMs()));
    const qint64 offset = client.serverClockOffsetMs();
    addFact(m_connection, tr("Clock of the server"),
            qAbs(offset) < 2000 ? tr("as here") : tr("%1 s %2").arg(qAbs(offset) / 1000).arg(offset > 0 ? tr("ahead") : tr("behind")));
}

void ServerView::showFacts(const ServerFacts &facts)
{
    clear(m_server);
    addFact(m_server, tr("Description"), facts.root.value(u"description").toString(), u"description"_s);
    addFact(m_server, tr("API"), facts.api.value(u"api_version").toString());
    addFact(m_server, tr("Build"), facts.api.value(u"build").toString(), u"build"_s);
    addFact(m_server, tr("Build number"), facts.api.value(u"buildno").toString());
    for (const json::Member &place : facts.root.value(u"support").members())
        addFact(m_server, tr("Support, %1").arg(place.name), place.value.toString());
    if (facts.inFlight)
        addFact(m_server, tr("Runs at this moment"), tr("%1, of all namespaces").arg(*facts.inFlight), u"inFlight"_s);
    for (const auto &[id, state] : facts.invokers)
        addFact(m_server, id, state);
    if (facts.root.isNull() && facts.api.isNull())
        addFact(m_server, tr("Description"), tr("not told"));
    showLimits(facts.limits);
    m_all = facts.runtimes;
    filter();
}

void ServerView::showLimits(const json::Value &limits)
{
    clear(m_limits);
    m_bounds = limitsFromDocument(limits);
    const auto number = [](qint64 value) { return QLocale().toString(value); };
    const auto range = [&](qint64 from, qint64 to, const QString &unit) {
        return from == to ? number(to) + u' ' + unit : tr("%1 to %2 %3").arg(number(from), number(to), unit);
    };
    addFact(m_limits, tr("Runs in a minute"), number(m_bounds.invocationsPerMinute));
    addFact(m_limits, tr("Runs at once"), number(m_bounds.concurrentInvocations), u"atOnce"_s);
    addFact(m_limits, tr("Fires in a minute"), number(m_bounds.firesPerMinute));
    addFact(m_limits, tr("Time of a run"), range(m_bounds.minTimeoutMs, m_bounds.maxTimeoutMs, tr("ms")));
    addFact(m_limits, tr("Memory of a run"), range(m_bounds.minMemoryMb, m_bounds.maxMemoryMb, tr("MB")), u"memoryLimit"_s);
    addFact(m_limits, tr("Logs of a run"), range(m_bounds.minLogsMb, m_bounds.maxLogsMb, tr("MB")));
    addFact(m_limits, tr("Runs in a container"), range(m_bounds.minConcurrency, m_bounds.maxConcurrency, {}));
    addFact(m_limits, tr("Containers of an action"), lifeText(limits.value(u"maxActionInstances"), {}));
    addFact(m_limits, tr("Parameters"), QLocale().formattedDataSize(m_bounds.maxParameterBytes));
    addFact(m_limits, tr("Payload"), QLocale().formattedDataSize(m_bounds.maxPayloadBytes));
    addFact(m_limits, tr("Code"), QLocale().formattedDataSize(maxExecBytes));
    QStringList kinds;
    for (const json::Value &kind : limits.value(u"allowedKinds").items())
        kinds.append(kind.toString());
    addFact(m_limits, tr("Kinds allowed"), kinds.join(u", "_s));
    if (limits.value(u"storeActivations").isBool())
        addFact(m_limits, tr("Records are stored"), limits.value(u"storeActivations").toBool() ? tr("yes") : tr("failed ones only"));
    if (limits.isNull())
        addFact(m_limits, tr("Note"), tr("The server does not tell its limits; these are the usual ones."));
}

void ServerView::fillBar(QProgressBar *bar, QLabel *text, qint64 used, qint64 allowed, bool more)
{
    bar->setRange(0, int(std::max<qint64>(1, allowed)));
    bar->setValue(int(std::min(used, allowed)));
    const QString most = QLocale().toString(allowed);
    const QString now = QLocale().toString(used);
    text->setText(more ? tr("more than %1 of %2").arg(now, most) : tr("%1 of %2").arg(now, most));
}

void ServerView::showUse(const std::optional<MinuteUse> &use)
{
    for (QWidget *part : QList<QWidget *>{m_runs, m_fires, m_runsText, m_firesText})
        part->setVisible(use.has_value());
    if (!use)
        return m_useNote->setText(tr("Not known: the activations of this minute could not be listed yet."));
    fillBar(m_runs, m_runsText, use->runs, m_bounds.invocationsPerMinute, use->more);
    fillBar(m_fires, m_firesText, use->fires, m_bounds.firesPerMinute, use->more);
    m_useNote->setText(tr("Since %1, by the activations stored so far; calls that were refused count, too, and leave none. "
                          "How many run at once the server does not tell.")
                           .arg(timeText(use->sinceMs, false, false)));
}

void ServerView::filter()
{
    const QString wanted = m_search->text();
    QList<Row> rows = m_all;
    rows.removeIf([&wanted](const Row &row) {
        return !(row.runtime.kind + u' ' + row.runtime.family + u' ' + row.image).contains(wanted, Qt::CaseInsensitive);
    });
    m_runtimes.setRows(rows);
}

void ServerView::find()
{
    m_search->setFocus();
    m_search->selectAll();
}
