#include "ui/shell/commands.h"

#include "ui/widgets/theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace {

const CommandSpec &specOf(const QAction *action)
{
    return commandTable().at(action->data().toInt());
}

QAction *makeAction(const CommandSpec &spec, int place, QWidget *window)
{
    auto *action = new QAction(QCoreApplication::translate("Commands", spec.text), window);
    action->setObjectName(QLatin1StringView(spec.id));
    action->setData(place);
    action->setCheckable(spec.checkable);
    action->setMenuRole(QAction::NoRole);
    const QKeySequence keys(QLatin1StringView(spec.shortcut), QKeySequence::PortableText);
    if (spec.native)
        action->setText(action->text() + u'\t' + keys.toString(QKeySequence::NativeText));
    else if (!keys.isEmpty())
        action->setShortcut(keys);
    window->addAction(action);
    return action;
}

} // namespace

Commands::Commands(QWidget *window) : QObject(window)
{
    for (int i = 0; i < commandTable().size(); ++i)
        m_actions.append(makeAction(commandTable().at(i), i, window));
    updateIcons();
}

QAction *Commands::find(const QString &id) const
{
    for (auto *action : m_actions) {
        if (action->objectName() == id)
            return action;
    }
    return nullptr;
}

QAction *Commands::action(const char *id) const
{
    auto *found = find(QLatin1StringView(id));
    Q_ASSERT(found);
    return found;
}

QList<QAction *> Commands::of(CommandSpec::Menu menu) const
{
    QList<QAction *> result;
    for (auto *action : m_actions) {
        if (specOf(action).menu == menu)
            result.append(action);
    }
    return result;
}

int Commands::groupOf(const QAction *action) const
{
    return specOf(action).group;
}

QKeySequence Commands::shortcutOf(const QAction *action) const
{
    return QKeySequence(QLatin1StringView(specOf(action).shortcut), QKeySequence::PortableText);
}

void Commands::on(const char *id, QObject *context, std::function<void()> run)
{
    connect(action(id), &QAction::triggered, context, [run = std::move(run)] { run(); });
}

void Commands::setUnavailable(const char *id, const QString &reason)
{
    auto *target = action(id);
    target->setEnabled(reason.isEmpty());
    target->setToolTip(reason.isEmpty() ? target->text() : reason);
    target->setStatusTip(reason);
}

void Commands::updateIcons()
{
    for (auto *action : std::as_const(m_actions)) {
        if (const QLatin1StringView name(specOf(action).icon); !name.isEmpty())
            action->setIcon(theme::icon(name));
    }
}

QString shownKeys(const QKeySequence &keys)
{
    return keys.toString(QKeySequence::NativeText).replace(u'+', u' ').replace("Return"_L1, u"↵"_s);
}
