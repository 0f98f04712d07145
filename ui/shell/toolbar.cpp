#include "ui/shell/toolbar.h"

#include "core/connections/profilestore.h"
#include "ui/shell/commands.h"
#include "ui/shell/connector.h"
#include "ui/connections/environment.h"
#include "ui/shell/toolbuttons.h"
#include "ui/widgets/role.h"

#include <QAction>
#include <QBoxLayout>
#include <QMenu>

using namespace Qt::StringLiterals;

ToolBar::ToolBar(Commands &commands, const connections::ProfileStore &profiles, QWidget *parent)
    : QFrame(parent)
    , m_commands(commands)
    , m_profiles(profiles)
    , m_connection(new ConnectionButton(this))
    , m_menu(new QMenu(this))
{
    setObjectName(u"toolBar"_s);
    setRole(this, u"bar"_s);
    m_menu->setObjectName(u"profileMenu"_s);
    m_connection->setMenu(m_menu);
    auto *newMenu = new QMenu(this);
    for (const char *id : {"action.new", "sequence.new", "package.new", "binding.new", "trigger.new", "rule.new"})
        newMenu->addAction(commands.action(id));
    newMenu->addSeparator();
    for (const char *id : {"gateway.expose", "gateway.new.routes", "gateway.new.services", "gateway.new.upstreams", "gateway.new.consumers"})
        newMenu->addAction(commands.action(id));
    newMenu->addSeparator();
    newMenu->addAction(commands.action("connection.new"));
    auto *make = new CommandButton(commands.action("action.new"), tr("New"), false, this);
    make->setMenu(newMenu);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 4, 10, 4);
    row->setSpacing(4);
    row->addWidget(m_connection);
    row->addWidget(new CommandButton(commands.action("view.refresh"), tr("Refresh"), false, this));
    row->addWidget(make);
    row->addStretch(1);
    row->addWidget(new PaletteButton(commands.action("palette.open"), this), 3);
    row->addStretch(1);
    row->addWidget(new CommandButton(commands.action("run.invoke"), tr("Invoke"), true, this));
    row->addWidget(new CommandButton(commands.action("view.dock"), {}, false, this));
    connect(m_menu, &QMenu::aboutToShow, this, &ToolBar::fillProfiles);
}

void ToolBar::showConnection(const Connector &connector)
{
    const auto &profile = connector.profile();
    m_current = profile.id;
    m_mayStartSandbox = connector.hasSandbox() && !m_profiles.find(Connector::sandboxProfileId());
    if (profile.id.isEmpty())
        return m_connection->setNone();
    const auto *session = connector.session();
    const QString nameSpace = session && !session->nameSpace().isEmpty() ? session->nameSpace() : profile.lastNamespace;
    m_connection->setConnection(profile.name, nameSpace, profile.environment, profile.readOnly);
}

void ToolBar::fillProfiles()
{
    m_menu->clear();
    for (const auto &profile : m_profiles.profiles()) {
        const QString nameSpace = profile.lastNamespace.isEmpty() ? QString() : u"  ·  "_s + profile.lastNamespace;
        auto *entry = m_menu->addAction(environmentDot(profile.environment),
                                        QString(profile.name).replace(u'&', u"&&"_s) + nameSpace
                                            + (profile.readOnly ? u"  ·  "_s + tr("read-only") : QString()));
        entry->setEnabled(profile.id != m_current);
        connect(entry, &QAction::triggered, this, [this, id = profile.id] { Q_EMIT connectRequested(id); });
    }
    if (m_mayStartSandbox)
        connect(m_menu->addAction(environmentDot(connections::Environment::Sandbox), tr("Sandbox on this machine")),
                &QAction::triggered, this, &ToolBar::sandboxRequested);
    if (!m_menu->isEmpty())
        m_menu->addSeparator();
    for (const char *id : {"connection.new", "connection.manage", "connection.edit", "connection.close"})
        m_menu->addAction(m_commands.action(id));
}
