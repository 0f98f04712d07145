#include "ui/gateway/list/listdialogs.h"

#include "core/async/deliver.h"
#include "core/json/text.h"
#include "core/openwhisk/session.h"
#include "ui/gateway/resource/secretplaces.h"
#include "ui/widgets/diffview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/searchfield.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QListView>
#include <QPointer>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStringListModel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using gateway::Key;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ListDialogs", text);
}

QDialog *makeDialog(QWidget *parent, const QString &name, const QString &title, QSize size)
{
    auto *dialog = new QDialog(parent);
    dialog->setObjectName(name);
    dialog->setWindowTitle(title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->resize(size);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(16, 14, 16, 12);
    layout->setSpacing(10);
    return dialog;
}

QPushButton *addButtons(QDialog *dialog, const QString &verb)
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    auto *ok = buttons->addButton(verb, QDialogButtonBox::AcceptRole);
    ok->setObjectName(u"ok"_s);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    dialog->layout()->addWidget(buttons);
    return ok;
}

/// One of many names, found by typing.
struct Choice {
    QString id; ///< begins the names of its parts
    QString title, search, accessibleName, verb;
    QStringList names;
    QString current;
};

void askOne(QWidget *parent, const Choice &choice, std::function<void(const QString &)> chosen)
{
    auto *dialog = makeDialog(parent, choice.id + u"Dialog"_s, choice.title, {420, 460});
    auto *field = new SearchField(choice.search, {}, dialog);
    field->setObjectName(choice.id + u"Search"_s);
    auto *model = new QSortFilterProxyModel(dialog);
    model->setSourceModel(new QStringListModel(choice.names, model));
    model->setFilterCaseSensitivity(Qt::CaseInsensitive);
    auto *list = new QListView(dialog);
    list->setObjectName(choice.id + u"List"_s);
    list->setAccessibleName(choice.accessibleName);
    list->setModel(model);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setUniformItemSizes(true);
    list->setCurrentIndex(model->index(std::max(0, int(choice.names.indexOf(choice.current))), 0));
    dialog->layout()->addWidget(field);
    dialog->layout()->addWidget(list);
    auto *ok = addButtons(dialog, choice.verb);
    ok->setEnabled(!choice.names.isEmpty());
    QObject::connect(field, &QLineEdit::textChanged, dialog, [model, list, ok](const QString &text) {
        model->setFilterFixedString(text);
        list->setCurrentIndex(model->index(0, 0));
        ok->setEnabled(model->rowCount() > 0);
    });
    QObject::connect(field, &SearchField::downPressed, list, [list] { list->setFocus(); });
    QObject::connect(list, &QListView::activated, dialog, &QDialog::accept);
    QObject::connect(dialog, &QDialog::accepted, parent, [list, chosen = std::move(chosen)] {
        if (const QString name = list->currentIndex().data().toString(); !name.isEmpty())
            chosen(name);
    });
    dialog->open();
}

/// What both sides of a comparison came to, as they come.
struct Comparison {
    std::optional<json::Value> one;
    std::optional<json::Value> other;
};

QString textOf(const json::Value &value, const Key &key, const secrets::CataloguePtr &catalogue)
{
    const auto bare = gateway::sendable(key, value);
    return QString::fromUtf8(json::pretty(secrets::shown(bare, secrets::placesIn(bare, key.kind, catalogue))));
}

} // namespace

std::optional<gatewaybulk::LabelChanges> listdialogs::labelChanges(const QString &text, QString *problem)
{
    gatewaybulk::LabelChanges changes;
    for (const QString &word : text.simplified().split(u' ', Qt::SkipEmptyParts)) {
        const bool taken = word.startsWith(u'-');
        const qsizetype at = word.indexOf(u'=');
        const QString name = taken ? word.mid(1) : word.left(at);
        const QString value = taken ? QString() : word.mid(at + 1);
        *problem = name.isEmpty()                ? tr("A label needs a name: “%1”.").arg(word)
            : !taken && at < 0                   ? tr("“%1” has no value: write %1=value to set it, or -%1 to take it away.").arg(word)
            : value.size() > 256                 ? tr("A value has at most 256 characters.")
                                                 : QString();
        if (!problem->isEmpty())
            return {};
        changes.append({name, value});
    }
    *problem = changes.isEmpty() ? tr("Write at least one label.") : QString();
    return changes.isEmpty() ? std::nullopt : std::optional(changes);
}

void listdialogs::askLabels(QWidget *parent, const QStringList &known, std::function<void(const gatewaybulk::LabelChanges &)> chosen)
{
    auto *dialog = makeDialog(parent, u"labelDialog"_s, tr("Labels"), {460, 180});
    auto *line = new QLineEdit(dialog);
    line->setObjectName(u"labels"_s);
    line->setPlaceholderText(tr("team=web -old"));
    line->setAccessibleName(tr("Labels to set or to take away"));
    auto *hint = plainLabel(tr("name=value sets a label, -name takes it away. Other labels stay."), u"muted"_s, dialog);
    auto *there = plainLabel(known.isEmpty() ? QString() : tr("They have now: %1").arg(known.join(u", "_s)), u"muted"_s, dialog);
    auto *problem = plainLabel({}, u"error"_s, dialog);
    for (auto *label : {hint, there, problem})
        label->setWordWrap(true);
    for (QWidget *part : {static_cast<QWidget *>(line), static_cast<QWidget *>(hint), static_cast<QWidget *>(there), static_cast<QWidget *>(problem)})
        dialog->layout()->addWidget(part);
    auto *ok = addButtons(dialog, tr("Continue"));
    ok->setEnabled(false);
    QObject::connect(line, &QLineEdit::textChanged, dialog, [problem, ok](const QString &text) {
        QString why;
        ok->setEnabled(labelChanges(text, &why).has_value());
        problem->setText(text.trimmed().isEmpty() ? QString() : why);
    });
    QObject::connect(dialog, &QDialog::accepted, parent, [line, chosen = std::move(chosen)] {
        QString why;
        if (const auto changes = labelChanges(line->text(), &why))
            chosen(*changes);
    });
    dialog->open();
}

void listdialogs::askAction(QWidget *parent, const openwhisk::Session &session, std::function<void(const openwhisk::EntityName &)> chosen)
{
    QStringList names;
    if (const auto actions = session.actions().rows)
        for (const auto &action : *actions)
            names.append(action.name.shown());
    names.sort(Qt::CaseInsensitive);
    const Choice choice{u"action"_s, tr("Expose an action"), tr("Search actions"), tr("Actions"), tr("Expose…"), names, {}};
    askOne(parent, choice, [chosen = std::move(chosen)](const QString &text) {
        if (const auto name = openwhisk::parseActionName(text))
            chosen(*name);
    });
}

void listdialogs::askConsumer(QWidget *parent, QStringList names, const QString &first, std::function<void(const QString &)> chosen)
{
    names.sort(Qt::CaseInsensitive);
    askOne(parent, {u"consumer"_s, tr("New credential: of which consumer?"), tr("Search consumers"), tr("Consumers"), tr("Continue"), names, first}, std::move(chosen));
}

QDialog *listdialogs::compare(const GatewayServices &services, const Key &one, const Key &other, QWidget *parent)
{
    auto *dialog = makeDialog(parent, u"compareDialog"_s, QCoreApplication::translate("ListDialogs", "%1 and %2").arg(one.id, other.id), {960, 560});
    auto *message = new MessageBar(dialog);
    auto *view = new DiffView(dialog);
    view->setTitles(one.id, other.id);
    view->setSideBySide(true);
    message->show(MessageBar::Kind::Info, tr("Both are being read …"));
    static_cast<QVBoxLayout *>(dialog->layout())->addWidget(message);
    static_cast<QVBoxLayout *>(dialog->layout())->addWidget(view, 1);
    const auto comparison = std::make_shared<Comparison>();
    const auto take = [=, session = QPointer(&services.gateway)](std::optional<json::Value> Comparison::*side, const Result<gateway::Document> &document) {
        if (!document)
            return message->showError(document.error());
        comparison.get()->*side = document->value;
        if (!session || !comparison->one || !comparison->other)
            return;
        message->clear();
        const auto catalogue = session->catalogue();
        view->setTexts(textOf(*comparison->one, one, catalogue), textOf(*comparison->other, other, catalogue), u"json"_s);
    };
    auto &client = services.gateway.client();
    const auto &server = services.gateway.server();
    deliver(gateway::getDocument(client, server, one, dialog), dialog, [take](const Result<gateway::Document> &it) { take(&Comparison::one, it); });
    deliver(gateway::getDocument(client, server, other, dialog), dialog, [take](const Result<gateway::Document> &it) { take(&Comparison::other, it); });
    QObject::connect(&services.gateway, &QObject::destroyed, dialog, &QDialog::close);
    dialog->open();
    return dialog;
}
