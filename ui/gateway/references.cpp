#include "ui/gateway/references.h"

#include "core/gateway/session.h"
#include "ui/gateway/resource/resourcetab.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int idRole = Qt::UserRole;
constexpr int kindRole = Qt::UserRole + 1;
constexpr int mostShown = 12;

QString shownRow(const gateway::Row &row)
{
    QStringList parts{row.key.id};
    if (!row.name.isEmpty() && row.name != row.key.id)
        parts.append(row.name);
    parts += row.hosts.mid(0, 2);
    parts += row.nodes.mid(0, 2);
    if (parts.size() == 1 && !row.desc.isEmpty())
        parts.append(row.desc);
    if (parts.size() == 1)
        parts += row.plugins.mid(0, 3);
    return parts.join(u"  ·  "_s);
}

QToolButton *tool(const QString &sign, const QString &name, const QString &objectName, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(sign);
    button->setObjectName(objectName);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace

QString references::idText(const json::Value &id)
{
    return id.isString() ? id.toString() : QString::fromLatin1(id.numberText());
}

void references::forward(QWidget *from, const Target &target)
{
    for (QWidget *widget = from; widget; widget = widget->parentWidget())
        if (auto *tab = qobject_cast<ResourceTab *>(widget)) {
            Q_EMIT tab->openRequested(target);
            return;
        }
}

ReferencePicker::ReferencePicker(const GatewayServices &services, const QSet<gateway::Kind> &kinds, QWidget *parent)
    : QWidget(parent)
    , m_session(&services.gateway)
    , m_kinds(kinds.begin(), kinds.end())
    , m_line(new QLineEdit(this))
    , m_about(shortLabel({}, u"faint"_s, this))
    , m_clear(tool(u"×"_s, tr("Choose none"), u"clear"_s, this))
    , m_open(tool(u"↗"_s, tr("Open it"), u"open"_s, this))
    , m_new(tool(u"+"_s, tr("Make a new one"), u"new"_s, this))
    , m_model(new QStandardItemModel(this))
{
    std::sort(m_kinds.begin(), m_kinds.end());
    build();
    buildTools();
    connect(m_session, &gateway::Session::changed, this, [this](gateway::Kind kind) {
        if (!m_kinds.contains(kind))
            return;
        m_filled = false;
        if (m_line->hasFocus())
            fill();
        showId();
    });
    for (const gateway::Kind kind : std::as_const(m_kinds))
        if (const auto &listing = m_session->listing(kind); !listing.rows && !listing.loading)
            m_session->refresh(kind);
    showId();
}

/// The line loses the focus, and says so, after this object is none any more.
ReferencePicker::~ReferencePicker()
{
    m_line->disconnect(this);
}

void ReferencePicker::build()
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    layout->addWidget(m_line, 2);
    for (QToolButton *button : {m_clear, m_open, m_new})
        layout->addWidget(button);
    layout->addWidget(m_about, 3);
    m_about->setObjectName(u"about"_s);
    m_line->setObjectName(u"reference"_s);
    m_line->setMinimumWidth(180);
    const QString what = m_kinds.size() == 1 ? gateway::singular(m_kinds.first()) : tr("object");
    m_line->setPlaceholderText(tr("none; type to find a %1").arg(what));
    m_line->setAccessibleName(tr("Id of the %1").arg(what));
    setFocusProxy(m_line);
    auto *completer = new QCompleter(m_model, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(mostShown);
    completer->popup()->setObjectName(u"referenceList"_s);
    m_line->setCompleter(completer);
    connect(completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, [this](const QModelIndex &index) {
        m_kind = gateway::Kind(index.data(kindRole).toInt());
        choose(index.data(idRole).toString());
    });
    connect(m_line, &QLineEdit::textEdited, this, &ReferencePicker::take);
    connect(m_line, &QLineEdit::editingFinished, this, &ReferencePicker::showId);
}

void ReferencePicker::buildTools()
{
    connect(m_clear, &QToolButton::clicked, this, [this] { choose({}); });
    connect(m_open, &QToolButton::clicked, this, [this] {
        if (const auto target = key())
            Q_EMIT openRequested(gatewayObject(*target));
    });
    connect(m_new, &QToolButton::clicked, this, [this] { Q_EMIT openRequested(newGatewayObject(m_kinds.first())); });
}

/// Late: a list of thousands is not copied for each picker of a form.
void ReferencePicker::fill()
{
    if (m_filled || !m_session)
        return;
    m_filled = true;
    m_model->clear();
    for (const gateway::Kind kind : std::as_const(m_kinds))
        addRows(kind);
}

void ReferencePicker::addRows(gateway::Kind kind)
{
    const gateway::Rows rows = m_session->listing(kind).rows;
    if (!rows)
        return;
    for (const gateway::Row &row : *rows) {
        if (!m_detail.isEmpty() && row.detail != m_detail)
            continue;
        const QString text = m_kinds.size() == 1 ? shownRow(row) : gateway::singular(kind) + u": "_s + shownRow(row);
        auto *item = new QStandardItem(text);
        item->setData(row.key.id, idRole);
        item->setData(int(kind), kindRole);
        item->setEditable(false);
        m_model->appendRow(item);
    }
}

void ReferencePicker::setId(const std::optional<json::Value> &id)
{
    m_id = id;
    showId();
}

std::optional<gateway::Key> ReferencePicker::key() const
{
    if (!m_id)
        return {};
    return gateway::Key{m_kind.value_or(m_kinds.first()), references::idText(*m_id)};
}

void ReferencePicker::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    showId();
}

void ReferencePicker::setRequired(bool required)
{
    m_required = required;
    showId();
}

void ReferencePicker::take(const QString &text)
{
    fill();
    m_line->completer()->complete();
    const QString id = text.trimmed();
    if (m_id && references::idText(*m_id) == id)
        return;
    m_id = id.isEmpty() ? std::nullopt : std::optional(json::Value::string(id));
    showId();
    Q_EMIT edited();
}

void ReferencePicker::choose(const QString &entry)
{
    if (!m_id || references::idText(*m_id) != entry)
        m_id = entry.isEmpty() ? std::nullopt : std::optional(json::Value::string(entry));
    m_line->setText(entry);
    showId();
    Q_EMIT edited();
}

void ReferencePicker::showId()
{
    const QString text = m_id ? references::idText(*m_id) : QString();
    if (m_line->text() != text && !(m_line->hasFocus() && m_line->text().trimmed() == text))
        m_line->setText(text);
    m_line->setReadOnly(m_readOnly);
    m_clear->setVisible(m_id && !m_readOnly && !m_required);
    m_open->setEnabled(m_id.has_value() && m_session);
    m_new->setVisible(!m_readOnly);
    m_broken = false;
    m_about->setText(aboutIt());
    setRole(m_about, m_broken ? u"error"_s : u"faint"_s);
    m_about->setToolTip(plainTip(m_about->text()));
}

QString ReferencePicker::aboutIt()
{
    if (!m_session || !m_id)
        return {};
    const QString id = references::idText(*m_id);
    bool isKnown = true;
    for (const gateway::Kind kind : std::as_const(m_kinds)) {
        const gateway::Rows rows = m_session->listing(kind).rows;
        isKnown = isKnown && rows;
        if (!rows)
            continue;
        const auto row = std::find_if(rows->begin(), rows->end(), [&id](const gateway::Row &one) { return one.key.id == id; });
        if (row != rows->end())
            return shownRow(*row).section(u"  ·  "_s, 1);
    }
    m_broken = isKnown;
    return isKnown ? tr("✕ does not exist") : QString();
}

ReferenceField::ReferenceField(FormState &state, const QString &pointer, const GatewayServices &services, gateway::Kind kind, QWidget *parent)
    : FieldEditor(state, pointer, parent)
    , m_picker(new ReferencePicker(services, {kind}, this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_picker);
    setFocusProxy(m_picker->line());
    m_picker->line()->setObjectName(pointer);
    m_picker->setRequired(true); // the row has a button to leave it unset
    connect(m_picker, &ReferencePicker::edited, this, [this] {
        this->state().edit([this](schema::Form &form) {
            if (const auto &id = m_picker->id())
                form.set(this->pointer(), *id);
            else
                form.unset(this->pointer());
        });
    });
    connect(m_picker, &ReferencePicker::openRequested, this, [this](const Target &target) {
        Q_EMIT openRequested(target);
        references::forward(this, target);
    });
    refresh();
}

void ReferenceField::refresh()
{
    m_picker->setId(state().form().at(pointer()));
    m_picker->setReadOnly(state().isReadOnly());
}
