#include "core/gateway/session.h"
#include "core/json/text.h"
#include "ui/gateway/resource/bringintoview.h"
#include "ui/gateway/resource/conflictview.h"
#include "ui/gateway/resource/pendingpane.h"
#include "ui/gateway/resource/resourcehead.h"
#include "ui/gateway/resource/resourcestate.h"
#include "ui/widgets/diffpane.h"
#include "ui/widgets/scintilla.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

json::Value value(QByteArray text)
{
    const auto parsed = json::read(text.replace('\'', '"'));
    return parsed ? parsed->value : json::Value();
}

net::Endpoint nowhere()
{
    net::Endpoint endpoint;
    endpoint.base = QUrl(u"http://127.0.0.1:1"_s);
    return endpoint;
}

gateway::Document document(const char *text)
{
    return {{Kind::Route, u"1"_s}, value(text), 0, 7};
}

} // namespace

/// The object while it is edited, and the pieces of its page, without a server.
class TestResourceParts : public QObject {
    Q_OBJECT

private:
    gateway::Session m_session{nowhere(), u"p"_s, u"c"_s, nullptr};
    const gateway::Key m_key{Kind::Route, u"1"_s};

private Q_SLOTS:
    void stateKeepsWhatNobodyKnows()
    {
        ResourceState state({m_session}, m_key, false);
        QVERIFY(!state.isLoaded() && !state.isModified());
        QSignalSpy changed(&state, &ResourceState::valueChanged);
        state.load(document("{'z':1.50,'uri':'/a','create_time':5,'odd':{'b':null},'update_time':6}"));
        QCOMPARE(changed.size(), 1);
        QVERIFY(!state.before().contains(u"create_time") && state.document()->value.contains(u"create_time"));
        state.setMember(u"uri"_s, json::Value::string(u"/b"_s));
        QCOMPARE(json::compact(state.value()), QByteArray(R"({"z":1.50,"uri":"/b","odd":{"b":null}})"));
        QVERIFY(state.isModified());
        state.setMember(u"uri"_s, json::Value::string(u"/a"_s));
        QVERIFY(!state.isModified()); // the same text again
        state.setMember(u"desc"_s, std::nullopt); // was not there
        QVERIFY(!state.isModified());
        QCOMPARE(changed.size(), 3); // not for what is the same
    }

    void stateKnowsOrderAndNumbers()
    {
        ResourceState state({m_session}, m_key, false);
        state.load(document("{'a':5,'b':1}"));
        state.setValue(value("{'b':1,'a':5}"));
        QVERIFY(state.isModified());
        state.setValue(value("{'a':5.0,'b':1}"));
        QVERIFY(state.isModified());
        state.rebase(document("{'a':6,'b':1}"), value("{'a':5.0,'b':1}"));
        QCOMPARE(state.before().value(u"a").toInteger(), 6);
        QVERIFY(state.isModified());
    }

    void stateOfNewOnes()
    {
        ResourceState state({m_session}, {Kind::Route, {}}, true);
        state.begin(value("{'uri':'/'}"));
        QVERIFY(state.isNew() && state.isModified() && state.before().isNull());
        QSignalSpy keyed(&state, &ResourceState::keyChanged);
        state.setKey(m_key);
        state.setKey(m_key);
        QCOMPARE(keyed.size(), 1);
        state.load(document("{'uri':'/'}"));
        QVERIFY(!state.isNew() && !state.isModified());
    }

    void stateCollectsProblems()
    {
        ResourceState state({m_session}, m_key, false);
        QSignalSpy changed(&state, &ResourceState::problemsChanged);
        state.setProblems(u"a"_s, {{u"/x"_s, u"wrong"_s}});
        state.setProblems(u"b"_s, {{u"/y"_s, u"wrong, too"_s}});
        state.setProblems(u"a"_s, {{u"/x"_s, u"wrong"_s}});
        QCOMPARE(changed.size(), 2);
        QCOMPARE(state.problems().size(), 2);
        state.setProblems(u"a"_s, {});
        QCOMPARE(state.problems().first().pointer, u"/y"_s);
        QSignalSpy readOnly(&state, &ResourceState::readOnlyChanged);
        state.setReadOnlyReason(u"closed"_s);
        state.setReadOnlyReason(u"closed"_s);
        QVERIFY(state.isReadOnly());
        QCOMPARE(readOnly.size(), 1);
    }

    void stateOutlivesItsSession()
    {
        auto session = std::make_unique<gateway::Session>(nowhere(), u"p"_s, u"c"_s, nullptr);
        ResourceState state({*session}, m_key, false);
        QCOMPARE(state.session(), session.get());
        session.reset();
        QCOMPARE(state.session(), nullptr);
    }

    void pendingShowsWhatGoesAndWhatComes()
    {
        ResourceState state({m_session}, m_key, false);
        PendingPane pane(state);
        pane.resize(400, 500);
        pane.show();
        auto *head = pane.findChild<QLabel *>(u"pendingHead"_s);
        auto *text = pane.findChild<DiffPane *>()->scintilla();
        state.load(document("{'uri':'/a','plugins':{'x':{'password':'hush'}}}"));
        pane.setStand(u"server copy unchanged since opened"_s);
        QTRY_VERIFY(text->text().contains(u"\"/a\""_s));
        QVERIFY(head->text().startsWith(u"nothing is changed"_s) && head->text().endsWith(u"since opened"_s));
        state.setMember(u"uri"_s, json::Value::string(u"/b"_s));
        QTRY_COMPARE(pane.changeCount(), 1);
        QVERIFY(text->text().contains(u"\"/a\""_s) && text->text().contains(u"\"/b\""_s));
        state.setMember(u"plugins"_s, value("{'x':{'password':'hush-hush'}}"));
        QTRY_COMPARE(pane.changeCount(), 2);
        QVERIFY(!text->text().contains(u"hush"_s) && text->text().contains(u"9 characters"_s));
        QVERIFY(head->text().startsWith(u"2 values"_s));
        state.setValue(value("{'plugins':{'x':{'password':'hush'}},'uri':'/a'}"));
        QTRY_VERIFY(head->text().startsWith(u"only the order"_s));
    }

    void pendingOfNewOnesAndHidden()
    {
        ResourceState state({m_session}, {Kind::Route, {}}, true);
        PendingPane pane(state);
        state.begin(value("{'uri':'/new'}"));
        auto *text = pane.findChild<DiffPane *>()->scintilla();
        QVERIFY(text->text().isEmpty()); // nobody looks
        pane.show();
        QTRY_VERIFY(text->text().contains(u"/new"_s));
        QTRY_COMPARE(pane.findChild<QLabel *>(u"pendingHead"_s)->text(), u"not on the gateway yet"_s);
    }

    void headTellsAndAsks()
    {
        ResourceHead head;
        head.showGlyph(u"route"_s);
        head.showName(u"/quote <b>"_s, u"route quote · id 1"_s, u"/apisix/admin/routes/1"_s);
        QCOMPARE(head.findChild<QLabel *>(u"resourceName"_s)->textFormat(), Qt::PlainText);
        QCOMPARE(head.save()->text(), u"Review && save"_s);
        QVERIFY(!head.asksId());
        const QList<ResourceHead::Mark> marks{{u"enabled"_s, Chip::Tone::Success}, {u"never reached"_s, Chip::Tone::Warning, u"why"_s}};
        head.showMarks(marks);
        head.showMarks(marks);
        QCOMPARE(head.findChildren<Chip *>().size(), 2);
        head.showMarks({});
        QCOMPARE(head.findChildren<Chip *>().size(), 0);

        QSignalSpy typed(&head, &ResourceHead::idEdited);
        head.askId(u"a"_s, u"Id"_s);
        head.showName(u"New route"_s, {}, {});
        QVERIFY(head.asksId());
        QCOMPARE(head.save()->text(), u"Review && create"_s);
        auto *line = head.findChild<QLineEdit *>(u"newId"_s);
        QTest::keyClicks(line, u"b"_s);
        QCOMPARE(head.typedId(), u"ab"_s);
        QCOMPARE(typed.size(), 1);
        auto *problem = head.findChild<QLabel *>(u"idProblem"_s);
        head.setIdProblem(u"There is one"_s);
        QVERIFY(!problem->isHidden());
        line->clear();
        head.setIdProblem(u"An id is needed."_s); // nothing is typed: not wrong yet
        QVERIFY(problem->isHidden());
        head.askId({}, {});
        QVERIFY(!head.asksId());
    }

    void conflictsAreChosenOneByOne()
    {
        ConflictView view;
        QSignalSpy chosen(&view, &ConflictView::chosen);
        QVERIFY(view.isHidden());
        const QList<json::Conflict> conflicts{
            {u"/priority"_s, json::Value::number(1), json::Value::number(2), json::Value::number(3)},
            {u"/plugins/a"_s, {}, json::Value::string(u"x & y"_s), std::nullopt}};
        view.show(conflicts);
        QVERIFY(!view.isHidden());
        const auto theirs = view.findChildren<QRadioButton *>(u"theirs"_s);
        const auto mine = view.findChildren<QRadioButton *>(u"mine"_s);
        QCOMPARE(theirs.size(), 2);
        QVERIFY(theirs.at(1)->text().contains(u"nothing"_s)); // they removed it
        QVERIFY(mine.at(1)->text().contains(u"x && y"_s));
        theirs.at(0)->click();
        mine.at(1)->click();
        mine.at(0)->click(); // another mind
        QCOMPARE(chosen.size(), 3);
        QCOMPARE(view.choices().value(u"/priority"_s).side, review::Side::Mine);
        view.show(conflicts); // the same: choices stay as they are
        QVERIFY(view.findChildren<QRadioButton *>(u"mine"_s).at(0)->isChecked());
        view.clear();
        QVERIFY(view.choices().isEmpty() && view.isHidden());
    }

    void bringsIntoView()
    {
        QSplitter splitter(Qt::Vertical);
        auto *area = new QScrollArea(&splitter);
        auto *content = new QWidget;
        content->resize(100, 1000);
        area->setWidget(content);
        auto *deep = new QLabel(u"deep"_s, content);
        deep->setGeometry(0, 900, 80, 30);
        auto *below = new QTextEdit(&splitter);
        below->setMinimumHeight(10);
        splitter.resize(200, 500);
        splitter.show();
        QTRY_VERIFY(splitter.sizes().value(1) > 0);
        QVERIFY(deep->visibleRegion().isEmpty());
        bringIntoView(deep);
        QTRY_COMPARE(deep->visibleRegion().boundingRect().height(), 30);
        deep->move(0, 0);
        bringIntoViewSoon(deep);
        QTRY_COMPARE(area->verticalScrollBar()->value(), 0);
        splitter.setSizes({450, 40});
        QTRY_VERIFY(below->height() < 100);
        bringIntoView(below);
        QTRY_VERIFY(below->height() > 100);
    }

    void aThirdValueIsTypedAsJson()
    {
        ConflictView view;
        QSignalSpy typing(&view, &ConflictView::typing);
        QSignalSpy chosen(&view, &ConflictView::chosen);
        view.show({{u"/priority"_s, json::Value::number(1), json::Value::number(2), json::Value::number(3)},
                   {u"/plugins/a/key"_s, {}, json::Value::string(u"hush"_s), std::nullopt}},
                  {u"/plugins/a/key"_s});
        const auto another = view.findChildren<QRadioButton *>(u"another"_s);
        const auto lines = view.findChildren<QLineEdit *>(u"anotherValue"_s);
        const auto problems = view.findChildren<QLabel *>(u"anotherProblem"_s);
        QCOMPARE(lines.size(), 2);
        another.at(0)->click();
        QCOMPARE(lines.at(0)->text(), u"2"_s); // mine, to begin with
        lines.at(0)->selectAll();
        lines.at(0)->insert(u"{\"a\": 1.50, \"a\": 2}"_s);
        QVERIFY(view.choices().isEmpty() && !problems.at(0)->isHidden()); // twice the same name
        lines.at(0)->selectAll();
        lines.at(0)->insert(u"[1.50"_s);
        QVERIFY(problems.at(0)->text().contains(u"Column"_s));
        QTRY_VERIFY(!chosen.isEmpty()); // it is told, though it is no choice
        QVERIFY(typing.size() >= 3);
        chosen.clear();
        lines.at(0)->selectAll();
        lines.at(0)->insert(u"[1.50]"_s);
        QVERIFY(problems.at(0)->isHidden());
        QTRY_COMPARE(chosen.size(), 1);
        const review::Choice choice = view.choices().value(u"/priority"_s);
        QCOMPARE(choice.side, review::Side::Typed);
        QCOMPARE(json::compact(choice.value), "[1.50]");
        QCOMPARE(lines.at(1)->echoMode(), QLineEdit::Password);
        another.at(1)->click();
        QVERIFY(lines.at(1)->text().isEmpty()); // a secret is not brought there
        view.findChildren<QRadioButton *>(u"theirs"_s).at(0)->click(); // another mind
        QCOMPARE(view.choices().value(u"/priority"_s).side, review::Side::Theirs);
        QVERIFY(!view.choices().contains(u"/plugins/a/key"_s));
    }
};

QTEST_MAIN(TestResourceParts)
#include "tst_resourceparts.moc"
