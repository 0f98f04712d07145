#pragma once

#include "core/json/text.h"
#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/invokepanel.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/logview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/phasebar.h"
#include "ui/widgets/stateview.h"

#include <QAction>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QTimer>
#include <QToolButton>

#include <ctime>

inline const QByteArray id = "0b2f8c3f4c4e4b0fbf8c3f4c4e8b0f11";

inline QByteArray record(const QByteArray &result, const QByteArray &logs, const QByteArray &status = "success")
{
    return R"({"namespace":"guest","name":"price-quote","version":"0.0.14","publish":false,"subject":"guest",
        "activationId":")"
        + id + R"(","start":1700000000123,"end":1700000000164,"duration":41,
        "response":{"status":")"
        + status + R"(","success":)" + (status == "success" ? "true" : "false") + R"(,"result":)" + result
        + R"(},"logs":)" + logs + R"(,
        "annotations":[{"key":"path","value":"guest/orders/price-quote"},{"key":"kind","value":"nodejs:20"},
        {"key":"timeout","value":false},{"key":"waitTime","value":9},{"key":"initTime","value":23}]})";
}

inline const answer::Headers idHeader{{"x-openwhisk-activation-id", id}};

/// The invoke panel on the fixture's action, and what the tests do with it.
class InvokePanelTest {
protected:
    std::unique_ptr<EditorFixture> f;
    std::unique_ptr<InvokePanel> panel;
    const QByteArray post = "POST /api/v1/namespaces/_/actions/orders/price-quote*";
    const QByteArray getRecord = "GET /api/v1/namespaces/_/activations/" + id;

    QString text(const char *label) { return child<QLabel>(panel.get(), label)->text(); }
    QString status() { return child<Chip>(panel.get(), "runStatus")->text(); }
    QString result() { return QString::fromUtf8(child<JsonView>(panel.get(), "result")->text()); }
    FakeRequest sent()
    {
        for (const FakeRequest &request : f->server.requests())
            if (request.method == "POST")
                return request;
        return {};
    }
    JsonEdit *payload() { return child<JsonEdit>(panel.get(), "payload"); }
    MessageBar *bar() { return child<MessageBar>(panel.get(), "invokeMessage"); }
    QAction *menuAction(const char *button, const QString &entry)
    {
        QMenu *menu = child<QToolButton>(panel.get(), button)->menu();
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions()) {
            if (action->text() == entry)
                return action;
            if (action->menu())
                for (QAction *inner : action->menu()->actions())
                    if (inner->text() == entry)
                        return inner;
        }
        return nullptr;
    }
    void start(bool readOnly = false)
    {
        panel.reset();
        f = std::make_unique<EditorFixture>(readOnly);
        panel = std::make_unique<InvokePanel>(*f->session, *f->store);
        panel->setAction(f->target.name, f->key());
        panel->setSaved(QStringLiteral("0.0.14"), 60000);
        panel->resize(430, 700);
        panel->show();
    }
    void begin() { start(); }
    void end()
    {
        panel.reset();
        f.reset();
    }
};
