#include "ui/gateway/plugins/pluginstab.h"

#include "core/gateway/session.h"
#include "core/json/edit.h"
#include "core/json/text.h"
#include "ui/gateway/plugins/pluginform.h"
#include "ui/gateway/plugins/pluginlist.h"
#include "ui/gateway/plugins/plugintext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/parts.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>

using namespace gateway;
using namespace Qt::StringLiterals;

/// What a plugin's form has in its head: what can be done with the plugin as a whole.
QWidget *PluginsTab::tools(const QString &name)
{
    auto *button = makeButton(u"⋯"_s, u"pluginMenu"_s, this);
    button->setAccessibleName(tr("More for %1").arg(name));
    auto *menu = new QMenu(button);
    menu->addAction(tr("Copy configuration"), this, [this, name] { copy(name); })->setObjectName(u"copyPlugin"_s);
    QAction *paste = menu->addAction(tr("Paste configuration"), this, &PluginsTab::paste);
    paste->setObjectName(u"pastePlugin"_s);
    menu->addSeparator();
    QAction *remove = menu->addAction(tr("Remove %1").arg(name), this, [this, name] { this->remove(name); });
    remove->setObjectName(u"removePlugin"_s);
    connect(menu, &QMenu::aboutToShow, this, [this, paste, remove] {
        paste->setEnabled(!state().isReadOnly());
        remove->setEnabled(!state().isReadOnly());
    });
    button->setMenu(menu);
    return button;
}

/// Empty plugins stay where the server had some; where it had no such member none is left behind.
void PluginsTab::store(const json::Value &plugins)
{
    const bool none = plugins.size() == 0 && !state().before().contains(u"plugins");
    state().setMember(u"plugins"_s, none ? std::nullopt : std::optional(plugins));
}

void PluginsTab::put(const QString &name, const json::Value &conf)
{
    json::Value all = plugins();
    all.set(name, conf);
    store(all);
}

void PluginsTab::remove(const QString &name)
{
    json::Value all = plugins();
    if (state().isReadOnly() || !all.remove(name))
        return;
    store(all);
    Q_EMIT notice(tr("%1 was removed. Revert brings it back until this is saved.").arg(name));
}

void PluginsTab::switchPlugin(const QString &name, bool on)
{
    if (!state().isReadOnly())
        put(name, withDisabled(plugins().value(name), !on, before(name)));
}

void PluginsTab::copy(const QString &name)
{
    const json::Value conf = plugins().value(name);
    const json::Value shown = PluginText(m_fields, name).withoutSecrets(conf);
    QGuiApplication::clipboard()->setText(QString::fromUtf8(json::pretty(json::Value::object({{name, shown}}))));
    Q_EMIT notice(shown == conf ? tr("Copied %1.").arg(name) : tr("Copied %1 without its secrets.").arg(name));
}

/// Takes {"plugin": {...}, ...}, or the configuration of the plugin shown alone.
void PluginsTab::paste()
{
    const auto read = json::parse(QGuiApplication::clipboard()->text().toUtf8());
    if (state().isReadOnly())
        return;
    if (!read || !read->isObject() || read->size() == 0) {
        Q_EMIT notice(tr("There is no configuration of a plugin in the clipboard."));
        return;
    }
    const auto isPlugin = [this](const json::Member &member) { return m_fields.plugin(member.name) && member.value.isObject(); };
    const bool named = std::all_of(read->members().begin(), read->members().end(), isPlugin);
    if (!named && !m_form)
        return Q_EMIT notice(tr("The clipboard does not say which plugin its configuration is for."));
    const json::Value pasted = named ? *read : json::Value::object({{m_form->plugin(), *read}});
    json::Value all = plugins();
    QStringList names;
    for (const json::Member &member : pasted.members()) {
        names.append(member.name);
        all.set(member.name, PluginText(m_fields, member.name).refilled(member.value, all.value(member.name)));
    }
    if (m_fields.kind() == Kind::Credential && all.size() > 1)
        return Q_EMIT notice(tr("A credential has one plugin."));
    store(all);
    showPlugin(names.first());
    Q_EMIT notice(tr("Pasted %1.").arg(names.join(u", "_s)));
}

/// Servers from 3.18 on do not look into a plugin that is switched off.
QList<schema::Problem> PluginsTab::problemsOf(const QString &name) const
{
    const json::Value conf = plugins().value(name);
    const Session *session = state().session();
    const bool unchecked = isDisabled(conf) && session && session->server().isAtLeast(3, 18);
    if (m_form && m_form->plugin() == name && m_form->conf() == conf)
        return m_form->problems(unchecked);
    return unchecked ? QList<schema::Problem>() : m_fields.problems(name, conf);
}

void PluginsTab::refreshProblems()
{
    QList<schema::Problem> all;
    const json::Value present = plugins();
    for (const json::Member &member : present.members())
        for (const schema::Problem &problem : problemsOf(member.name))
            all.append({u"/plugins/"_s + json::escapePointer(member.name) + problem.pointer, problem.sentence});
    state().setProblems(u"plugins"_s, all);
}

void PluginsTab::refreshBar()
{
    Session *session = state().session();
    if (!m_form || !session)
        return m_bar->clear();
    const QString name = m_form->plugin();
    if (!m_fields.catalogue()) {
        if (const auto problem = session->catalogueProblem()) {
            m_bar->showError(*problem);
            m_bar->addButton(tr("Try again"), [this] {
                if (Session *again = state().session())
                    again->refreshCatalogue();
            });
        } else {
            m_bar->show(MessageBar::Kind::Info, tr("The form comes when the gateway has told what this plugin takes."));
        }
    } else if (!m_fields.plugin(name)) {
        m_bar->show(MessageBar::Kind::Warning,
                    tr("This gateway has no plugin %1: it does not run, and the gateway refuses to save with it. It is kept as it is until you "
                       "remove it, or until it is switched on in the gateway's own configuration.").arg(name));
        m_bar->addButton(tr("Remove"), [this, name] { remove(name); });
    } else {
        m_bar->clear();
    }
}
