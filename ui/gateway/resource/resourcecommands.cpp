// What the page of a gateway object offers beside its edit.
#include "core/gateway/session.h"
#include "ui/editors/draftkeeper.h"
#include "ui/gateway/list/gatewaybulk.h"
#include "ui/gateway/resource/bringintoview.h"
#include "ui/gateway/resource/resourcehead.h"
#include "ui/gateway/resource/resourcepage_p.h"
#include "ui/gateway/resource/resourcereview.h"
#include "ui/gateway/resource/resourcetext.h"
#include "ui/gateway/resource/secretplaces.h"
#include "ui/gateway/test/testpanel.h"
#include "ui/widgets/bulkdialog.h"
#include "ui/widgets/parts.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

void ResourceWorks::buildCommands()
{
    auto *menu = new QMenu(head->more());
    menu->setToolTipsVisible(true);
    head->more()->setMenu(menu);
    addCommand(u"gateway.compare"_s, ResourcePage::tr("Compare with server"), [this] { review(int(ResourceReview::Mode::Compare)); });
    addCommand(u"gateway.duplicate"_s, ResourcePage::tr("Duplicate"), [this] { duplicate(); });
    if (resource::hasStatus(target.gatewayKind))
        addCommand(u"gateway.switch"_s, ResourcePage::tr("Disable"), [this] { switchStatus(); });
    if (target.gatewayKind == gateway::Kind::Route)
        addCommand(u"gateway.test"_s, ResourcePage::tr("Test request"), [this] { sendTest(); });
    addCommand(u"gateway.delete"_s, ResourcePage::tr("Delete…"), [this] { remove(); });
    addCommand(u"gateway.copyCurl"_s, ResourcePage::tr("Copy as curl, without the key"), [this] { copyAsCurl(); });
    addCommand(u"gateway.copyId"_s, ResourcePage::tr("Copy id"), [this] { copyId(); });
}

QAction *ResourceWorks::addCommand(const QString &id, const QString &text, std::function<void()> run)
{
    auto *action = new QAction(text, this);
    action->setObjectName(id);
    connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    commands.append(action);
    head->more()->menu()->addAction(action);
    return action;
}

void ResourceWorks::showCommands()
{
    const QString missing = isNew() ? ResourcePage::tr("It is not on the gateway yet.")
        : state.isLoaded()          ? QString()
                                    : ResourcePage::tr("It is not loaded.");
    const QStringList reasons{missing, readOnlyReason(), awayReason()};
    const QString ban = *std::find_if(reasons.begin(), reasons.end() - 1, [](const QString &reason) { return !reason.isEmpty(); });
    for (QAction *action : std::as_const(commands)) {
        const QString id = action->objectName();
        const bool writes = id == u"gateway.switch" || id == u"gateway.delete";
        const bool free = id == u"gateway.copyCurl" && state.isLoaded();
        const QString reason = free ? QString() : writes ? ban : missing;
        action->setEnabled(reason.isEmpty());
        action->setToolTip(plainTip(reason));
        if (id == u"gateway.switch")
            action->setText(resource::isEnabled(state.value()) ? ResourcePage::tr("Disable…") : ResourcePage::tr("Enable…"));
    }
    head->test()->setVisible(target.gatewayKind == gateway::Kind::Route);
    enableOrExplain(head->test(), state.isLoaded() ? QString() : missing, ResourcePage::tr("Ask the data plane (Ctrl+Return)"));
}

void ResourceWorks::duplicate()
{
    Q_EMIT q->openRequested(newGatewayObject(target.gatewayKind, target.parent, state.key().id));
}

/// The edit says it, and the review shows it before anything is written.
void ResourceWorks::switchStatus()
{
    if (!frozenReason().isEmpty())
        return;
    const bool on = !resource::isEnabled(state.value());
    state.setMember(u"status"_s, json::Value::number(on ? 1 : 0));
    q->save();
}

void ResourceWorks::remove()
{
    if (isNew() || !session() || !readOnlyReason().isEmpty() || away())
        return;
    if (drafts)
        drafts->flush();
    BulkDialog *dialog = deleteGatewayObjects(state.services(), {state.key()}, q);
    if (dialog)
        connect(dialog, &QDialog::finished, this, [this] { load(true); });
}

void ResourceWorks::copyAsCurl()
{
    const gateway::Key &shown = state.key();
    const auto path = gateway::pathOf(shown);
    const bool post = shown.id.isEmpty() || !path;
    const QByteArray target_ = post ? gateway::collectionPath(shown.kind, shown.parent) : *path;
    const QUrl base = session() ? session()->client().endpoint().base : QUrl();
    const json::Value body = secrets::shown(gateway::sendable(shown, state.value()), places(state.value()));
    QGuiApplication::clipboard()->setText(
        resource::curlFor(post ? "POST" : "PUT", net::address(base, target_).toString(QUrl::FullyEncoded), body));
    Q_EMIT q->notice(ResourcePage::tr("The request is copied, without the key and with secrets covered."));
}

void ResourceWorks::copyId()
{
    QGuiApplication::clipboard()->setText(state.key().id);
    Q_EMIT q->notice(ResourcePage::tr("%1 is copied.").arg(state.key().id));
}

/// In the form of the tab where that has one, e.g. below a function's plugin.
void ResourceWorks::sendTest()
{
    auto *there = pages->currentWidget()->findChild<TestPanel *>();
    if (!there || !there->isVisible())
        return sendTestOf({}, {}, {});
    there->focusForm();
    bringIntoView(there);
}

/// Below what is edited, so that one sees both.
void ResourceWorks::sendTestOf(const QString &method, const QString &url, const QList<net::Header> &headers)
{
    if (!test) {
        test = new TestPanel(state, q);
        connect(test, &TestPanel::openRequested, q, &Page::openRequested);
        connect(test, &TestPanel::answered, test, [panel = test] { bringIntoViewSoon(panel); });
        middle->addWidget(test);
    }
    test->show();
    bringIntoViewSoon(test);
    test->focusForm();
    if (url.isEmpty())
        return;
    test->setRequest(method.toLatin1(), url, headers);
    test->send();
}
