#include "ui/editors/payloadbox.h"

#include "core/async/deliver.h"
#include "core/history/store.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/payloaddraft.h"
#include "ui/models/target.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int menuCharacters = 48;

QString menuText(QString text)
{
    text = text.simplified();
    if (text.size() > menuCharacters)
        text = text.left(menuCharacters) + u"…"_s;
    return text.replace(u'&', u"&&"_s); // a menu takes & for a shortcut
}

QToolButton *toolButton(const QString &name, const QString &text, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setText(text);
    button->setAutoRaise(true);
    setRole(button, u"link"_s);
    return button;
}

} // namespace

PayloadBox::PayloadBox(history::Store &store, const history::Key &key, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_key(key)
    , m_title(sectionLabel(tr("Invoke"), this))
    , m_choose(toolButton(u"payloads"_s, {}, this))
    , m_save(toolButton(u"savePayload"_s, tr("Save"), this))
    , m_menu(new QMenu(this))
    , m_nameEdit(new QLineEdit(this))
    , m_bar(new MessageBar(this))
    , m_edit(new JsonEdit(this))
    , m_drafts(new DraftKeeper(store, [this] { return draft(); }, this))
{
    build();
    connect(m_edit, &JsonEdit::textChanged, this, [this] {
        m_touched = true;
        m_drafts->touch();
        Q_EMIT changed();
    });
    connect(m_drafts, &DraftKeeper::failed, m_bar, &MessageBar::showError);
    connect(m_save, &QToolButton::clicked, this, &PayloadBox::askName);
    connect(m_nameEdit, &QLineEdit::returnPressed, this, &PayloadBox::saveNamed);
    connect(m_menu, &QMenu::aboutToShow, this, &PayloadBox::fillMenu);
    setKey(key);
}

PayloadBox::~PayloadBox()
{
    if (m_touched)
        m_drafts->flush();
}

void PayloadBox::build()
{
    m_choose->setMenu(m_menu);
    m_choose->setPopupMode(QToolButton::InstantPopup);
    m_save->setToolTip(tr("Keep this payload under a name"));
    m_nameEdit->setObjectName(u"payloadName"_s);
    m_nameEdit->setPlaceholderText(tr("Name of the payload, then Enter"));
    m_nameEdit->setAccessibleName(tr("Name of the payload"));
    m_nameEdit->hide();
    auto *leave = new QAction(m_nameEdit);
    leave->setShortcut(Qt::Key_Escape);
    leave->setShortcutContext(Qt::WidgetShortcut);
    m_nameEdit->addAction(leave);
    connect(leave, &QAction::triggered, m_nameEdit, &QWidget::hide);
    m_bar->setObjectName(u"payloadMessage"_s);
    m_edit->setObjectName(u"payload"_s);
    m_edit->setAccessibleName(tr("Payload"));
    m_edit->setRequireObject(true);
    m_edit->codeEditor()->setLineNumbers(false);
    m_shown = u"{}"_s;
    m_edit->setText(m_shown);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(rowOf({m_title, nullptr, m_choose, m_save}));
    layout->addWidget(m_nameEdit);
    layout->addWidget(m_bar);
    layout->addWidget(framed(m_edit), 1);
}

QByteArray PayloadBox::payload() const
{
    return m_edit->text().toUtf8();
}

QString PayloadBox::problem() const
{
    return m_edit->problem();
}

void PayloadBox::format()
{
    m_edit->format();
}

void PayloadBox::focusText()
{
    m_edit->setFocus();
}

void PayloadBox::find()
{
    m_edit->find();
}

void PayloadBox::setKey(const history::Key &key)
{
    if (m_touched)
        m_drafts->flush();
    m_key = key;
    m_touched = false;
    m_lastDraft.reset();
    m_drafts->setKey(payloaddraft::keyOf(key));
    showName();
    restore();
    load();
}

void PayloadBox::setText(const QString &text)
{
    m_name.clear();
    m_bar->clear();
    showName();
    m_edit->setText(text);
}

void PayloadBox::setTitle(const QString &title)
{
    m_title->setText(title.toUpper());
}

// Asked for before load() asks for what was sent: the store answers in that order.
void PayloadBox::restore()
{
    if (m_key.target.isEmpty())
        return;
    deliver(m_store.draft(m_drafts->key()), this, [this](const Result<std::optional<history::Draft>> &found) {
        if (!found || !*found || m_touched)
            return;
        const QString before = m_shown;
        show(payloaddraft::payloadOf(**found));
        m_shown = before;
        m_touched = true; // it is still to be sent
    });
}

std::optional<history::Draft> PayloadBox::draft()
{
    if (!m_touched || m_edit->text() == m_shown)
        return {};
    if (const auto now = payloaddraft::make(m_key, m_name, m_edit->text()))
        m_lastDraft = now;
    return m_lastDraft;
}

void PayloadBox::choose(const history::Payload &payload)
{
    m_drafts->drop();
    show(payload);
}

void PayloadBox::load()
{
    deliver(m_store.payloads(m_key), this, [this](const Result<QList<history::Payload>> &named) {
        if (named)
            m_named = *named;
    });
    deliver(m_store.recentSent(m_key), this, [this](const Result<QList<history::Payload>> &sent) {
        if (!sent)
            return;
        m_sent = *sent;
        if (!m_touched && m_name.isEmpty() && !m_sent.isEmpty())
            show(m_sent.constFirst());
    });
}

void PayloadBox::show(const history::Payload &payload)
{
    m_name = payload.name;
    m_shown = payload.text;
    m_lastDraft.reset();
    m_edit->setText(payload.text);
    m_touched = false;
    showName();
    if (payload.leftOut.isEmpty())
        m_bar->clear();
    else
        m_bar->show(MessageBar::Kind::Warning,
                    tr("Secret values are not kept; type them again: %1").arg(payload.leftOut.join(u", "_s)));
    Q_EMIT changed();
}

void PayloadBox::showName()
{
    const QString name = m_name.isEmpty() ? tr("Payloads") : tr("Payload: %1").arg(menuText(m_name));
    m_choose->setText(name + u" ▾"_s);
}

void PayloadBox::addPayload(QMenu *menu, const history::Payload &payload)
{
    QAction *action = menu->addAction(menuText(payload.name.isEmpty() ? payload.text : payload.name));
    connect(action, &QAction::triggered, this, [this, payload] { choose(payload); });
}

void PayloadBox::fillMenu()
{
    m_menu->clear();
    for (const history::Payload &payload : std::as_const(m_named))
        addPayload(m_menu, payload);
    if (m_named.isEmpty())
        m_menu->addAction(tr("No payload has a name yet"))->setEnabled(false);
    m_menu->addSeparator();
    QMenu *sent = m_menu->addMenu(tr("Sent before"));
    sent->setEnabled(!m_sent.isEmpty());
    for (const history::Payload &payload : std::as_const(m_sent))
        addPayload(sent, payload);
    if (!m_example.isEmpty())
        m_menu->addAction(tr("Example from its annotations"), this, [this] { setText(m_example); })->setObjectName(u"examplePayload"_s);
    m_menu->addAction(tr("Empty object"), this, [this] { choose({0, {}, u"{}"_s, 0, {}}); });
    QAction *format = m_menu->addAction(tr("Format"), this, &PayloadBox::format);
    format->setObjectName(u"formatPayload"_s);
    const auto current
        = std::find_if(m_named.cbegin(), m_named.cend(), [this](const auto &p) { return p.name == m_name; });
    if (m_name.isEmpty() || current == m_named.cend())
        return;
    QAction *remove = m_menu->addAction(tr("Delete “%1”").arg(menuText(m_name)));
    connect(remove, &QAction::triggered, this, [this, payload = *current] { deleteNamed(payload); });
}

void PayloadBox::askName()
{
    m_nameEdit->setText(m_name);
    m_nameEdit->show();
    m_nameEdit->selectAll();
    m_nameEdit->setFocus();
}

void PayloadBox::saveNamed()
{
    const QString name = m_nameEdit->text().trimmed();
    if (name.isEmpty())
        return;
    m_nameEdit->hide();
    const QString text = m_edit->text();
    deliver(m_store.savePayload(m_key, {0, name, text, 0, {}}), this,
            [this, text](const Result<history::Payload> &saved) {
                if (!saved)
                    return m_bar->showError(saved.error());
                m_name = saved->name;
                m_shown = text;
                m_drafts->drop();
                showName();
                if (saved->leftOut.isEmpty())
                    m_bar->clear();
                else
                    m_bar->show(MessageBar::Kind::Info,
                                tr("Saved without what is secret: %1").arg(saved->leftOut.join(u", "_s)));
                load();
            });
}

void PayloadBox::deleteNamed(const history::Payload &payload)
{
    deliver(m_store.deletePayload(payload.id), this, [this, payload](const Result<Done> &done) {
        if (!done)
            return m_bar->showError(done.error());
        m_bar->show(MessageBar::Kind::Info, tr("“%1” is deleted.").arg(payload.name));
        m_bar->addButton(tr("Undo"), [this, payload] {
            m_nameEdit->setText(payload.name);
            m_edit->setText(payload.text);
            saveNamed();
        });
        m_name.clear();
        showName();
        load();
    });
}

void PayloadBox::rememberFor(const QString &activationId)
{
    if (!activationId.isEmpty())
        m_store.rememberSent({m_key.profileId, Target{Target::Kind::Activation, {}, activationId}.toText()}, m_lastSent);
}

void PayloadBox::remember()
{
    m_shown = m_edit->text();
    m_lastSent = m_shown;
    m_drafts->drop();
    deliver(m_store.rememberSent(m_key, m_edit->text()), this, [this](const Result<Done> &) {
        deliver(m_store.recentSent(m_key), this, [this](const Result<QList<history::Payload>> &sent) {
            if (sent)
                m_sent = *sent;
        });
    });
}
