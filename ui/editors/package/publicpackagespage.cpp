#include "ui/editors/package/publicpackagespage.h"

#include "core/history/records.h"
#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/invokepanel.h"
#include "ui/editors/package/packageabout.h"
#include "ui/editors/package/sharedpackages.h"
#include "ui/editors/pages.h"
#include "ui/widgets/foldingsplitter.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/role.h"

#include <QAction>
#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

PublicPackagesPage::PublicPackagesPage(Session &session, history::Store &store, const Target &target, QWidget *parent)
    : Page(parent)
    , m_session(&session)
    , m_target(target)
    , m_list(new SharedPackages(session, this))
    , m_about(new PackageAbout(session, this))
    , m_panel(new InvokePanel(session, store, this))
    , m_bind(makeButton(tr("Bind it…"), u"bindPackage"_s, this, u"primary"_s))
    , m_open(makeButton(tr("Open package"), u"openPackage"_s, this))
    , m_openAction(makeButton(tr("Open action"), u"openAction"_s, this))
    , m_try(makeButton(tr("Try it"), u"tryAction"_s, this))
{
    build();
    connect(m_list, &SharedPackages::currentChanged, this, [this] { m_about->setPackage(m_list->current()); });
    connect(m_about, &PackageAbout::changed, this, &PublicPackagesPage::enable);
    connect(m_about, &PackageAbout::openRequested, this,
            [this](const EntityName &action) { Q_EMIT openRequested({Target::Kind::Action, ownName(action), {}}); });
    connect(m_about, &PackageAbout::payloadWanted, this, [this](const QString &text) {
        if (!m_try->isEnabled())
            return;
        tryAction();
        m_panel->usePayload(text);
        m_panel->focusPayload();
    });
    connect(m_bind, &QPushButton::clicked, this, &PublicPackagesPage::bind);
    connect(m_open, &QPushButton::clicked, this, &PublicPackagesPage::openPackage);
    connect(m_openAction, &QPushButton::clicked, this, &PublicPackagesPage::openAction);
    connect(m_try, &QPushButton::clicked, this, &PublicPackagesPage::tryAction);
    connect(m_panel, &InvokePanel::openRequested, this, &Page::openRequested);
    connect(m_panel, &InvokePanel::finished, this, &Page::ran);
    connect(&session, &Session::stateChanged, this, &PublicPackagesPage::enable);
    connect(&session, &QObject::destroyed, this, &PublicPackagesPage::enable);
    m_list->setNameSpace(target.name.ns == u"_"_s ? u"whisk.system"_s : target.name.ns);
    enable();
}

void PublicPackagesPage::build()
{
    auto *middle = new QWidget(this);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildButtons());
    column->addWidget(m_about, 1);
    auto *splitter = new FoldingSplitter(this);
    for (QWidget *part : QList<QWidget *>{m_list, middle, m_panel})
        splitter->addWidget(part);
    splitter->setSizes({400, 480, 380});
    splitter->setStretchFactor(1, 1);
    m_panel->setObjectName(u"invokePanel"_s);
    m_panel->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(splitter, 1);
    addCommand(u"public.bind"_s, m_bind);
    addCommand(u"public.open"_s, m_open);
    addCommand(u"public.openAction"_s, m_openAction);
    addCommand(u"public.try"_s, m_try);
}

QWidget *PublicPackagesPage::buildHead()
{
    auto *head = new QFrame(this);
    setRole(head, u"head"_s);
    auto *icon = new QLabel(head);
    icon->setPixmap(entityGlyph(glyph(), devicePixelRatioF(), 18));
    QLabel *note = shortLabel(tr("what other namespaces share with everybody on this server"), u"muted"_s, head);
    note->setToolTip(note->text());
    QBoxLayout *row = rowOf({icon, plainLabel(title(), u"head"_s, head), note, nullptr});
    row->setContentsMargins(16, 12, 16, 12);
    head->setLayout(row);
    return head;
}

QWidget *PublicPackagesPage::buildButtons()
{
    auto *bar = new QWidget(this);
    QBoxLayout *row = rowOf({m_bind, m_open, m_openAction, m_try, nullptr});
    row->setContentsMargins(12, 8, 12, 8);
    bar->setLayout(row);
    return bar;
}

void PublicPackagesPage::addCommand(const QString &id, QPushButton *button)
{
    auto *action = new QAction(button->text(), this);
    action->setObjectName(id);
    connect(action, &QAction::triggered, button, &QPushButton::click);
    m_commands.append(action);
}

QString PublicPackagesPage::title() const
{
    return tr("Public packages");
}

QString PublicPackagesPage::glyph() const
{
    return u"package"_s;
}

void PublicPackagesPage::refresh()
{
    m_list->refresh();
    m_about->refresh();
}

void PublicPackagesPage::find()
{
    if (m_panel->isHidden() || !m_panel->find())
        m_list->focusFilter();
}

void PublicPackagesPage::invoke()
{
    if (m_panel->isHidden())
        tryAction();
    else
        m_panel->invoke();
}

bool PublicPackagesPage::canInvoke() const
{
    return m_panel->isHidden() ? m_try->isEnabled() : m_panel->canInvoke();
}

EntityName PublicPackagesPage::ownName(EntityName name) const
{
    if (m_session && name.ns == m_session->nameSpace())
        name.ns = u"_"_s;
    return name;
}

void PublicPackagesPage::enable()
{
    const QString closed = m_session ? QString() : tr("The connection is closed.");
    const QString none = !closed.isEmpty() ? closed : m_about->isKnown() ? QString() : tr("No package is chosen.");
    const QString noAction = !none.isEmpty() ? none : m_about->action() ? QString() : tr("No action is chosen.");
    const bool readOnly = m_session && m_session->readOnly();
    const QString written = readOnly ? tr("This connection is read-only.") : QString();
    enableOrExplain(m_bind, none.isEmpty() ? written : none, tr("A name of its own for it, with further parameters"));
    enableOrExplain(m_open, none);
    enableOrExplain(m_openAction, noAction);
    enableOrExplain(m_try, noAction.isEmpty() ? written : noAction, tr("Invoke it with a payload"));
    const QList<QPushButton *> buttons{m_bind, m_open, m_openAction, m_try};
    for (int i = 0; i < int(m_commands.size()); ++i)
        m_commands.at(i)->setEnabled(buttons.at(i)->isEnabled());
    if (!m_panel->isHidden() && noAction.isEmpty())
        tryAction();
    Q_EMIT changed();
}

void PublicPackagesPage::bind()
{
    Q_EMIT openRequested(editors::newEntity(Target::Kind::NewBinding, *m_about->package()));
}

void PublicPackagesPage::openPackage()
{
    Q_EMIT openRequested({Target::Kind::Package, ownName(*m_about->package()), {}});
}

void PublicPackagesPage::openAction()
{
    Q_EMIT openRequested({Target::Kind::Action, ownName(*m_about->action()), {}});
}

void PublicPackagesPage::tryAction()
{
    const EntityName name = ownName(*m_about->action());
    m_panel->show();
    if (name == m_tried)
        return;
    m_tried = name;
    const Target action{Target::Kind::Action, name, {}};
    m_panel->setAction(name, {m_session->profileId(), action.toText()});
}
