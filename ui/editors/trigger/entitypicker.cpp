#include "ui/editors/trigger/entitypicker.h"

#include <QAction>
#include <QCompleter>
#include <QStringListModel>

using namespace openwhisk;
using namespace Qt::StringLiterals;

EntityPicker::EntityPicker(QWidget *parent)
    : QLineEdit(parent)
    , m_names(new QStringListModel(this))
{
    auto *completer = new QCompleter(m_names, this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setMaxVisibleItems(12);
    setCompleter(completer);
    auto *all = new QAction(u"▾"_s, this);
    all->setToolTip(tr("Show all (Down)"));
    all->setShortcut(Qt::Key_Down);
    all->setShortcutContext(Qt::WidgetShortcut);
    addAction(all);
    connect(all, &QAction::triggered, this, [this] {
        this->completer()->setCompletionPrefix(name() && m_names->stringList().contains(text()) ? QString() : text());
        this->completer()->complete();
    });
    connect(completer, qOverload<const QString &>(&QCompleter::activated), this, [this](const QString &chosen) {
        setText(chosen);
        Q_EMIT edited();
    });
    connect(this, &QLineEdit::textEdited, this, &EntityPicker::edited);
}

void EntityPicker::setNames(const QStringList &names)
{
    if (m_names->stringList() != names)
        m_names->setStringList(names);
}

void EntityPicker::setName(const EntityName &name)
{
    const QString shown = name.name.isEmpty() ? QString() : typedForm(name);
    if (text() != shown)
        setText(shown);
}

std::optional<EntityName> EntityPicker::name() const
{
    const auto parsed = parseActionName(text());
    return parsed ? std::optional(*parsed) : std::nullopt;
}

QString EntityPicker::problem() const
{
    const auto parsed = parseActionName(text());
    return parsed ? QString() : parsed.error().message;
}

QString typedForm(const EntityName &name)
{
    return name.ns == u"_"_s ? name.shown() : name.full();
}
