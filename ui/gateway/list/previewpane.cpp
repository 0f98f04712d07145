#include "ui/gateway/list/previewpane.h"

#include "core/insight/gatewayuses.h"
#include "core/json/text.h"
#include "ui/gateway/list/markcard.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QCoreApplication>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

using namespace Qt::StringLiterals;
using gateway::Kind;
using gateway::Row;

namespace {

constexpr int nameWidth = 78;
constexpr qint64 usualTimeoutMs = 3000;

QString reference(const Row &row, Kind kind)
{
    for (const gateway::Key &key : row.references)
        if (key.kind == kind)
            return key.id;
    return {};
}

/// Some of a long list: a pane is no place for hundreds.
QString some(const QStringList &texts)
{
    constexpr int most = 12;
    QString text = texts.mid(0, most).join(u", "_s);
    return texts.size() > most ? PreviewPane::tr("%1 and %n more", nullptr, int(texts.size()) - most).arg(text) : text;
}

} // namespace

QString conditionsText(const Row &row)
{
    const auto vars = json::read(row.vars);
    int plain = 0, nested = 0;
    if (vars) {
        for (const json::Value &item : vars->value.items()) {
            const QString first = item.items().isEmpty() ? QString() : item.items().first().toString();
            const bool isNested = first == u"OR" || first == u"AND" || first == u"!OR" || first == u"!AND";
            nested += item.isArray() && isNested ? 1 : 0;
            plain += item.isArray() && !isNested ? 1 : 0;
        }
    }
    QStringList words;
    if (plain + nested > 0)
        words.append(QString::number(plain + nested));
    if (nested > 0)
        words.append(PreviewPane::tr("%n nested", nullptr, nested));
    if (row.scripted)
        words.append(PreviewPane::tr("a function in Lua"));
    return words.isEmpty() ? PreviewPane::tr("none") : words.join(u", "_s);
}

PreviewPane::PreviewPane(QWidget *parent) : QScrollArea(parent)
{
    setObjectName(u"preview"_s);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setRole(viewport(), u"pane"_s);
    viewport()->setAutoFillBackground(false);
    showNothing({});
}

void PreviewPane::begin()
{
    m_body = withRole(new QWidget, u"pane"_s);
    m_body->setAttribute(Qt::WA_StyledBackground);
    m_layout = new QVBoxLayout(m_body);
    m_layout->setContentsMargins(12, 12, 12, 12);
    m_layout->setSpacing(8);
}

void PreviewPane::showNothing(const QString &text)
{
    m_shown.reset();
    begin();
    auto *label = plainLabel(text, u"muted"_s, m_body);
    label->setWordWrap(true);
    m_layout->addWidget(label);
    m_layout->addStretch(1);
    setWidget(m_body);
}

void PreviewPane::showItem(const ListItem &item)
{
    const Shown shown{item.row, item.marks, item.uses};
    if (m_shown == shown)
        return;
    const bool sameObject = idShown() == item.row.key.id;
    m_shown = shown;
    begin();
    addHead(item);
    for (const RouteMark &mark : item.marks)
        addMark(item.row, mark);
    if (item.row.key.kind == Kind::Route || item.row.key.kind == Kind::StreamRoute)
        addMatch(item.row);
    addTarget(item.row);
    addAbout(item);
    addButtons(item.row);
    m_layout->addStretch(1);
    setWidget(m_body);
    if (!sameObject)
        ensureVisible(0, 0);
}

void PreviewPane::setWriteBan(const QString &reason)
{
    if (std::exchange(m_ban, reason) != reason)
        m_shown.reset();
}

void PreviewPane::setNameSpace(const QString &nameSpace)
{
    if (std::exchange(m_nameSpace, nameSpace) != nameSpace)
        m_shown.reset();
}

void PreviewPane::addHead(const ListItem &item)
{
    const Row &row = item.row;
    auto *glyph = new QLabel(m_body);
    glyph->setPixmap(entityGlyph(gatewayGlyph(row.key.kind), devicePixelRatioF()));
    auto *title = shortLabel(listcolumns::pathOf(row), u"head"_s, m_body);
    title->setObjectName(u"previewTitle"_s);
    title->setToolTip(plainTip(title->text()));
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(glyph);
    line->addWidget(title);
    line->setStretchFactor(title, 1);
    if (row.key.kind == Kind::Route || row.key.kind == Kind::Ssl)
        line->addWidget(new Chip(row.enabled ? tr("enabled") : tr("disabled"), row.enabled ? Chip::Tone::Success : Chip::Tone::Neutral, m_body));
    m_layout->addLayout(line);
    if (!row.uris.isEmpty() || !row.name.isEmpty())
        m_layout->addWidget(shortLabel(listcolumns::nameOf(row), u"muted"_s, m_body));
}

void PreviewPane::addMark(const Row &row, const RouteMark &mark)
{
    auto *card = new MarkCard(mark, m_body);
    const gateway::Key key = row.key;
    if (mark.raiseTo && m_ban.isEmpty())
        card->addButton(tr("Raise to %1").arg(*mark.raiseTo), [this, key, to = *mark.raiseTo] { Q_EMIT raiseRequested(key, to); });
    const bool dead = mark.kind == RouteMark::Kind::NeverReached || mark.kind == RouteMark::Kind::NeverMatches || mark.kind == RouteMark::Kind::NoSuchAction;
    if (dead && row.enabled && m_ban.isEmpty())
        card->addButton(tr("Disable"), [this, key] { Q_EMIT switchRequested(key, false); });
    if (mark.other && mark.other->kind == key.kind) {
        card->addButton(tr("Compare"), [this, key, other = *mark.other] { Q_EMIT compareRequested(key, other); });
        card->addButton(tr("Open the other"), [this, other = *mark.other] { Q_EMIT openRequested(gatewayObject(other)); });
    }
    m_layout->addWidget(card);
}

QGridLayout *PreviewPane::addSection(const QString &title)
{
    m_layout->addSpacing(4);
    m_layout->addWidget(sectionLabel(title, m_body));
    auto *grid = new QGridLayout;
    grid->setColumnMinimumWidth(0, nameWidth);
    grid->setColumnStretch(1, 1);
    grid->setVerticalSpacing(5);
    m_layout->addLayout(grid);
    return grid;
}

void PreviewPane::addFact(QGridLayout *grid, const QString &name, const QString &text, const QString &role)
{
    const int row = grid->rowCount();
    grid->addWidget(plainLabel(name, u"muted"_s, m_body), row, 0, Qt::AlignTop);
    auto *label = plainLabel(text, role, m_body);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(name + u": "_s + text);
    grid->addWidget(label, row, 1);
}

void PreviewPane::addLink(QGridLayout *grid, const QString &name, const QString &text, const Target &target)
{
    const int row = grid->rowCount();
    grid->addWidget(plainLabel(name, u"muted"_s, m_body), row, 0);
    auto *link = makeButton(QString(text).replace(u'&', u"&&"_s) + u" ↗"_s, u"link"_s, m_body, u"link"_s);
    link->setAccessibleName(tr("Open %1").arg(text));
    connect(link, &QPushButton::clicked, this, [this, target] { Q_EMIT openRequested(target); });
    grid->addWidget(link, row, 1, Qt::AlignLeft);
}

void PreviewPane::addMatch(const Row &row)
{
    auto *grid = addSection(tr("Match"));
    if (!row.uris.isEmpty())
        addFact(grid, tr("Paths"), some(row.uris), u"mono"_s);
    addFact(grid, tr("Host"), row.hosts.isEmpty() ? tr("any") : some(row.hosts));
    if (row.key.kind == Kind::Route) {
        addFact(grid, tr("Methods"), row.methods.isEmpty() ? tr("any") : row.methods.join(u", "_s));
        addFact(grid, tr("Priority"), QString::number(row.priority.value_or(0)));
        addFact(grid, tr("Conditions"), conditionsText(row));
    }
    if (!row.addresses.isEmpty())
        addFact(grid, tr("Clients"), some(row.addresses), u"mono"_s);
}

void PreviewPane::addTarget(const Row &row)
{
    const QList<std::pair<Kind, QString>> references{{Kind::Service, tr("Service")}, {Kind::Upstream, tr("Upstream")}, {Kind::PluginConfig, tr("Plugins of")},
                                                     {Kind::ConsumerGroup, tr("Group")}};
    auto *grid = addSection(row.key.kind == Kind::Route ? tr("Target") : tr("Contents"));
    if (row.key.kind == Kind::Credential)
        addLink(grid, tr("Consumer"), row.key.parent, gatewayObject({Kind::Consumer, row.key.parent}));
    if (row.function) {
        const auto name = insight::actionOf(*row.function, m_nameSpace);
        if (row.function->plugin == u"openwhisk" && !m_nameSpace.isEmpty() && name.ns == u"_")
            addLink(grid, tr("Action"), listcolumns::targetOf(row), Target{Target::Kind::Action, name});
        else
            addFact(grid, tr("Function"), listcolumns::targetOf(row));
        addFact(grid, tr("Timeout"), tr("%1 ms").arg(row.function->timeoutMs.value_or(usualTimeoutMs)) + (row.function->timeoutMs ? QString() : tr(" default")));
    }
    for (const auto &[kind, title] : references)
        if (const QString id = reference(row, kind); !id.isEmpty())
            addLink(grid, title, id, gatewayObject({kind, id}));
    if (!row.nodes.isEmpty())
        addFact(grid, tr("Nodes"), some(row.nodes), u"mono"_s);
    if (row.key.kind == Kind::Ssl || row.key.kind == Kind::Service)
        addFact(grid, tr("Names"), row.hosts.isEmpty() ? tr("none") : some(row.hosts));
    if (row.validUntil > 0)
        addFact(grid, tr("Valid until"), listcolumns::wholeTime(row.validUntil));
    if (!row.plugins.isEmpty())
        addFact(grid, tr("Plugins"), some(row.plugins));
    if (!row.disabledPlugins.isEmpty())
        addFact(grid, tr("Off"), some(row.disabledPlugins), u"muted"_s);
    if (!row.detail.isEmpty())
        addFact(grid, row.key.kind == Kind::Secret ? tr("Manager") : tr("Type"), row.detail);
}

void PreviewPane::addAbout(const ListItem &item)
{
    const Row &row = item.row;
    auto *grid = addSection(tr("About"));
    addFact(grid, tr("Id"), row.key.id, u"mono"_s);
    if (!row.desc.isEmpty())
        addFact(grid, tr("Text"), row.desc);
    if (!row.labels.isEmpty()) {
        auto *chips = new QWidget(m_body);
        auto *flow = new FlowLayout(chips);
        for (const gateway::Label &label : row.labels)
            flow->addWidget(new Chip(listcolumns::labelText(label), Chip::Tone::Neutral, chips));
        const int line = grid->rowCount();
        grid->addWidget(plainLabel(tr("Labels"), u"muted"_s, m_body), line, 0, Qt::AlignTop);
        grid->addWidget(chips, line, 1);
    }
    if (row.created > 0)
        addFact(grid, tr("Made"), listcolumns::wholeTime(row.created));
    if (row.updated > 0)
        addFact(grid, tr("Changed"), listcolumns::wholeTime(row.updated));
    if (row.key.kind != Kind::Credential)
        addFact(grid, tr("Used by"), item.uses == 0 ? tr("nothing") : tr("%n objects", nullptr, item.uses));
}

void PreviewPane::addButtons(const Row &row)
{
    auto *open = makeButton(tr("Open"), u"previewOpen"_s, m_body, u"primary"_s);
    auto *copy = makeButton(tr("Duplicate"), u"previewDuplicate"_s, m_body);
    enableOrExplain(copy, m_ban);
    const gateway::Key key = row.key;
    connect(open, &QPushButton::clicked, this, [this, key] { Q_EMIT openRequested(gatewayObject(key)); });
    connect(copy, &QPushButton::clicked, this, [this, key] { Q_EMIT openRequested(newGatewayObject(key.kind, key.parent, key.id)); });
    auto *host = new QWidget(m_body);
    auto *flow = new FlowLayout(host);
    QList<QPushButton *> buttons{open, copy};
    if (key.kind == Kind::Route) {
        auto *test = makeButton(tr("Test request"), u"previewTest"_s, m_body);
        test->setToolTip(tr("In the route's own tab, below what is edited"));
        connect(test, &QPushButton::clicked, this, [this, key] { Q_EMIT testRequested(key); });
        buttons.insert(1, test);
    }
    for (auto *button : std::as_const(buttons))
        flow->addWidget(button);
    m_layout->addSpacing(6);
    m_layout->addWidget(host);
}
