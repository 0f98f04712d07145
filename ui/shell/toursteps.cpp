#include "ui/shell/tour.h"

#include "ui/shell/mainwindow.h"
#include "ui/shell/tabarea.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/page.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace {

void press(QWidget *widget, Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier, const QString &text = {})
{
    QKeyEvent down(QEvent::KeyPress, key, modifiers, text);
    QApplication::sendEvent(widget, &down);
    QKeyEvent up(QEvent::KeyRelease, key, modifiers, text);
    QApplication::sendEvent(widget, &up);
}

void type(QWidget *widget, const QString &text)
{
    for (const QChar c : text) {
        if (c == u'\n')
            press(widget, Qt::Key_Return, Qt::NoModifier, u"\r"_s);
        else
            press(widget, Qt::Key_unknown, Qt::NoModifier, c);
    }
}

const QString goodPayload
    = u"{ \"items\": [ { \"price\": 4.20, \"quantity\": 120 } ],\n  \"country\": \"FR\" }"_s;

CodeEditor *editor(QWidget *part)
{
    return qobject_cast<CodeEditor *>(part);
}

} // namespace

void Tour::addEditing()
{
    // The first start opens it by itself; a later one restores what was open last.
    m_steps << Step{{}, tr("the explorer's rows"), [this] { return listHasRows("explorerTree"); },
                    [this] { m_window.tabs().open({Target::Kind::Action, {u"_"_s, u"orders"_s, u"price-quote"_s}}); }};
    m_steps << Step{u"open-action"_s, tr("the code of orders/price-quote"),
                    [this] { return part("code") && !editor(part("code"))->text().isEmpty() && listHasRows("explorerTree"); },
                    [this] {
                        auto *code = editor(part("code"))->editor();
                        press(code, Qt::Key_Home, Qt::ControlModifier);
                        for (int line = 0; line < 4; ++line)
                            press(code, Qt::Key_Down);
                        type(code, u"  if (quantity >= 500) return 0.20;"_s);
                        press(code, Qt::Key_Return, Qt::NoModifier, u"\r"_s);
                    }};
    m_steps << Step{u"changed-code"_s, tr("the mark of an unsaved change"), [this] { return page() && page()->modified(); },
                    [this] { trigger("entity.save"); }};
    m_steps << Step{u"review"_s, tr("the review of the change"), [this] { return usable("reviewSave"); },
                    [this] { click("reviewSave"); }};
    m_steps << Step{u"saved"_s, tr("the action to be saved"),
                    [this] { return !part("reviewSave") && page() && !page()->modified(); }, [this] { run(u"{ \"items\": 12 }"_s); }};
}

void Tour::run(const QString &payload)
{
    if (auto *edit = qobject_cast<JsonEdit *>(part("payload")))
        edit->setText(payload);
    trigger("run.invoke");
}

void Tour::addRunning()
{
    m_steps << Step{u"invoke-error"_s, tr("the error of a wrong payload"),
                    [this] { return shows("runStatus", u"error"_s) && shows("logCount", u"line"_s); }, [this] { run(goodPayload); }};
    m_steps << Step{u"invoke-result"_s, tr("the result of the run and its log"),
                    [this] { return shows("runStatus", u"success"_s) && shows("logCount", u"1"_s); },
                    [this] { click("openActivation"); }};
    m_steps << Step{u"activation-detail"_s, tr("the record of the run"),
                    [this] { return page() && page()->target().kind == Target::Kind::Activation && part("activationResult"); },
                    [this] { trigger("view.activations"); }};
    m_steps << Step{{}, tr("the list of activations"), [this] { return listHasRows("activationTable"); }, [this] {
                        auto *view = qobject_cast<QAbstractItemView *>(part("activationTable"));
                        view->setFocus();
                        view->setCurrentIndex(view->model()->index(0, 0));
                    }};
    m_steps << Step{u"activations"_s, tr("the detail beside the list"), [this] { return part("activationResult") != nullptr; },
                    [this] { trigger("palette.open"); }};
}

void Tour::addLooking()
{
    m_steps << Step{{}, tr("the palette"), [this] { return part("paletteEdit") != nullptr; },
                    [this] { type(part("paletteEdit"), u"quo"_s); }};
    m_steps << Step{u"palette"_s, tr("what the palette finds"), [this] { return listHasRows("paletteList"); }, [this] {
                        press(part("paletteEdit"), Qt::Key_Escape);
                        trigger("connection.manage");
                    }};
    m_steps << Step{{}, tr("the connections"), [this] { return usable("test"); }, [this] { click("test"); }};
    m_steps << Step{u"connection"_s, tr("the test of the connection"), [this] { return usable("test"); }, [this] {
                        click("cancel");
                        trigger("dock.requests");
                    }};
    m_steps << Step{u"requests"_s, tr("the request log"),
                    [this] { return !part("test") && listHasRows("requestList"); }, [this] {
                        trigger("dock.live");
                        m_window.tabs().open({Target::Kind::Action, {u"_"_s, u"orders"_s, u"price-quote"_s}});
                    }};
}

void Tour::addThemes()
{
    m_steps << Step{{}, tr("the action's tab"), [this] { return part("code") != nullptr; }, [this] { m_window.setTheme(u"dark"_s); }};
    m_steps << Step{u"dark"_s, tr("the dark theme"), [this] { return part("code") != nullptr; },
                    [this] { trigger("view.activations"); }};
    m_steps << Step{u"dark-activations"_s, tr("the activations in the dark theme"),
                    [this] { return listHasRows("activationTable"); }, [this] { trigger("gateway.routes"); }};
    m_steps << Step{u"dark-routes"_s, tr("the routes in the dark theme"),
                    [this] { return listHasRows("listTable"); }, [this] { m_window.setTheme(u"light"_s); }};
    m_steps << Step{{}, tr("the light theme"), [] { return true; }, {}};
}
