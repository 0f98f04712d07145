#include "tests/support/fakeserver.h"
#include "tests/ui/gateway/resource/resourcefixture.h"
#include "ui/gateway/resource/resourcereview.h"

#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

const gateway::Key quote{Kind::Route, u"quote"_s};

json::Value base()
{
    return ResourceFixture::value("{'uri':'/quote','priority':1,'desc':'first','plugins':{}}");
}

json::Value with(json::Value value, const QString &member, const json::Value &now)
{
    value.set(member, now);
    return value;
}

} // namespace

/// Review and save: what others did meanwhile, what the gateway refuses, and answers that are lost.
class TestResourceSave : public QObject {
    Q_OBJECT

private:
    ResourceFixture m;
    std::unique_ptr<ResourcePage> m_page;

    void open(const gateway::Key &key = quote)
    {
        m_page = m.page(key);
        QVERIFY(ResourceFixture::isReady(*m_page));
    }
    void set(const QString &member, const json::Value &value) { m_page->state().setMember(member, value); }
    QDialog *review() { return ResourceFixture::review(*m_page); }
    QPushButton *saveButton() { return ResourceFixture::button(*review(), "reviewSave"); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m.start()); }
    void init()
    {
        m.newStore();
        QVERIFY(m.put(quote, base()));
    }
    void cleanup() { m_page.reset(); }

    void savesAndReadsBack()
    {
        open();
        set(u"desc"_s, json::Value::string(u"second"_s));
        QTRY_VERIFY(m_page->canSave());
        QSignalSpy notice(m_page.get(), &Page::notice);
        m_page->save();
        QTRY_VERIFY(saveButton()->isEnabled()); // the gateway was asked beforehand
        QVERIFY(review()->findChild<QLabel *>(u"checkChip"_s)->text().contains(u"would take it"_s));
        QTest::keyClick(review(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(!review());
        QCOMPARE(notice.size(), 1);
        QVERIFY(!m_page->modified());
        QVERIFY(m_page->state().document()->value.contains(u"update_time"));
        QCOMPARE(m.get(quote).value(u"desc").toString(), u"second"_s);
    }

    void joinsWhatDoesNotTouch()
    {
        open();
        set(u"desc"_s, json::Value::string(u"mine"_s));
        QVERIFY(m.put(quote, with(base(), u"priority"_s, json::Value::number(9))));
        m_page->save();
        QTRY_VERIFY(review() && saveButton()->isEnabled());
        QVERIFY(ResourceFixture::text(*review(), "conflict").contains(u"Somebody else"_s));
        saveButton()->click();
        QTRY_VERIFY(!review());
        const json::Value after = m.get(quote);
        QCOMPARE(after.value(u"desc").toString(), u"mine"_s);
        QCOMPARE(after.value(u"priority").toInteger(), 9);
    }

    void asksForEachConflict()
    {
        open();
        set(u"desc"_s, json::Value::string(u"mine"_s));
        set(u"priority"_s, json::Value::number(5));
        QVERIFY(m.put(quote, with(with(base(), u"priority"_s, json::Value::number(9)), u"desc"_s, json::Value::string(u"theirs"_s))));
        m_page->save();
        QTRY_COMPARE(review() ? review()->findChildren<QRadioButton *>(u"theirs"_s).size() : 0, 2);
        QVERIFY(!saveButton()->isEnabled());
        const auto theirs = review()->findChildren<QRadioButton *>(u"theirs"_s);
        const auto mine = review()->findChildren<QRadioButton *>(u"mine"_s);
        theirs.at(0)->click();
        mine.at(1)->click();
        QTRY_VERIFY(saveButton()->isEnabled());
        if (const QByteArray folder = qgetenv("SCREENSHOTS"); !folder.isEmpty())
            review()->grab().save(QString::fromLocal8Bit(folder) + u"/gateway-review.png"_s);
        const bool firstIsPriority = theirs.at(0)->accessibleName().startsWith(u"priority"_s);
        saveButton()->click();
        QTRY_VERIFY(!review());
        const json::Value after = m.get(quote);
        QCOMPARE(after.value(u"priority").toInteger(), firstIsPriority ? 9 : 5);
        QCOMPARE(after.value(u"desc").toString(), firstIsPriority ? u"mine"_s : u"theirs"_s);
    }

    void savesAThirdValue()
    {
        open();
        set(u"priority"_s, json::Value::number(5));
        QVERIFY(m.put(quote, with(base(), u"priority"_s, json::Value::number(9))));
        m_page->save();
        QTRY_VERIFY(review() && review()->findChild<QLineEdit *>(u"anotherValue"_s));
        QVERIFY(!saveButton()->isEnabled());
        auto *open = review()->findChild<QLabel *>(u"openConflicts"_s);
        QTRY_VERIFY(open->text().contains(u"1 value is"_s));
        auto *line = review()->findChild<QLineEdit *>(u"anotherValue"_s);
        line->insert(u"7"_s);
        QTRY_VERIFY(saveButton()->isEnabled()); // the gateway was asked about this one
        QVERIFY(open->text().isEmpty());
        line->insert(u"x"_s);
        QVERIFY(!saveButton()->isEnabled()); // at once, before anything is compared
        QTRY_VERIFY(!open->text().isEmpty());
        line->backspace();
        QTest::keyClick(line, Qt::Key_Return); // is no press of a button
        QTRY_VERIFY(saveButton()->isEnabled());
        saveButton()->click();
        QTRY_VERIFY(!review());
        QCOMPARE(m.get(quote).value(u"priority").toInteger(), 7);
    }

    void overwritesWhenTold()
    {
        open();
        set(u"priority"_s, json::Value::number(5));
        QVERIFY(m.put(quote, with(with(base(), u"priority"_s, json::Value::number(9)), u"desc"_s, json::Value::string(u"theirs"_s))));
        m_page->save();
        QTRY_VERIFY(review() && !review()->findChild<QRadioButton *>(u"overwriteWay"_s)->isHidden()
                    && review()->findChild<QRadioButton *>(u"overwriteWay"_s)->isVisible());
        review()->findChild<QRadioButton *>(u"overwriteWay"_s)->click();
        QTRY_VERIFY(saveButton()->isEnabled());
        saveButton()->click();
        QTRY_VERIFY(!review());
        QCOMPARE(m.get(quote).value(u"priority").toInteger(), 5);
        QCOMPARE(m.get(quote).value(u"desc").toString(), u"first"_s);
    }

    void takesTheirsAndKeepsMineAsDraft()
    {
        open();
        set(u"desc"_s, json::Value::string(u"mine"_s));
        QVERIFY(m.put(quote, with(base(), u"desc"_s, json::Value::string(u"theirs"_s))));
        m_page->save();
        QTRY_VERIFY(review() && ResourceFixture::buttonWith(*review(), u"Take theirs"_s));
        ResourceFixture::buttonWith(*review(), u"Take theirs"_s)->click();
        QTRY_COMPARE(m_page->state().before().value(u"desc").toString(), u"theirs"_s);
        QTRY_VERIFY(ResourceFixture::text(*m_page, "draftBar").contains(u"draft"_s));
        QCOMPARE(m_page->state().value().value(u"desc").toString(), u"theirs"_s);
    }

    void noticesThatItIsGone()
    {
        open();
        set(u"desc"_s, json::Value::string(u"mine"_s));
        QVERIFY(m.remove(quote));
        m_page->save();
        QTRY_VERIFY(ResourceFixture::text(*m_page, "pageMessage").contains(u"deleted meanwhile"_s));
        QTRY_VERIFY(!review());
        QVERIFY(!m_page->canSave());
        ResourceFixture::buttonWith(*m_page, u"Create it again"_s)->click();
        QVERIFY(m_page->state().isNew());
        m.session->refresh(Kind::Route); // or the id counts as taken
        QTRY_VERIFY(m_page->canSave());
        QVERIFY(ResourceFixture::saveAll(*m_page));
        QCOMPARE(m.get(quote).value(u"desc").toString(), u"mine"_s);
    }

    void tellsWhenTheIdIsTaken()
    {
        const gateway::Key taken{Kind::Route, u"taken"_s};
        m.remove(taken);
        m_page = m.page(newGatewayObject(Kind::Route));
        QVERIFY(ResourceFixture::isReady(*m_page));
        m_page->state().setValue(ResourceFixture::value("{'uri':'/mine','plugins':{}}"));
        QTest::keyClicks(m_page->findChild<QLineEdit *>(u"newId"_s), u"taken"_s);
        QTRY_VERIFY(m_page->canSave() && !m.session->listing(Kind::Route).loading);
        QVERIFY(m.put(taken, ResourceFixture::value("{'uri':'/theirs','plugins':{}}"))); // the list does not know it yet
        m_page->save();
        QTRY_VERIFY(review() && saveButton()->isEnabled());
        saveButton()->click();
        QTRY_VERIFY(ResourceFixture::text(*review(), "reviewMessage").contains(u"already"_s));
        QCOMPARE(m.get(taken).value(u"uri").toString(), u"/theirs"_s);
        ResourceFixture::buttonWith(*review(), u"Overwrite it"_s)->click();
        QTRY_VERIFY(!review());
        QCOMPARE(m.get(taken).value(u"uri").toString(), u"/mine"_s);
        QVERIFY(m.remove(taken));
    }

    void complaintsLeadToTheirPlace()
    {
        open();
        // Right by the schema, wrong for the server: it checks references when it writes
        set(u"service_id"_s, json::Value::string(u"nowhere"_s));
        QTRY_VERIFY(m_page->canSave());
        m_page->save();
        QTRY_VERIFY(review() && saveButton()->isEnabled());
        saveButton()->click();
        QTRY_VERIFY(!review());
        QTRY_VERIFY(ResourceFixture::text(*m_page, "pageMessage").contains(u"refuses it"_s));
        QVERIFY(!m.get(quote).contains(u"service_id"));
        QVERIFY(m_page->modified());
    }

    void checksBeforehand()
    {
        open();
        set(u"vars"_s, ResourceFixture::value("[['arg_a','=?','b']]"));
        QTRY_VERIFY(m_page->canSave());
        m_page->save();
        QTRY_VERIFY(review() && ResourceFixture::text(*review(), "reviewMessage").contains(u"would refuse it"_s));
        QVERIFY(!saveButton()->isEnabled());
        ResourceFixture::buttonWith(*review(), u"Go to the field"_s)->click();
        QTRY_VERIFY(!review());
        QVERIFY(ResourceFixture::text(*m_page, "pageMessage").contains(u"refuses it"_s));
        QVERIFY(equal(m.get(quote), with(base(), u"id"_s, json::Value::string(u"quote"_s))));
    }

    void looksAfterALostAnswer()
    {
        FakeServer server;
        QByteArray stored = R"({"uri":"/x","id":"x"})";
        const auto get = [&stored](const FakeRequest &) { return answer::json(R"({"key":"/apisix/routes/x","value":)" + stored + '}'); };
        server.on("GET /apisix/admin/routes/x", get);
        server.on("PUT /apisix/admin/routes/x", [&stored](const FakeRequest &request) {
            stored = request.body;
            return answer::closed();
        });
        net::Endpoint endpoint;
        endpoint.base = server.url();
        gateway::Session session(endpoint, u"p"_s, u"Weak"_s, nullptr);
        ResourcePage page({session}, gatewayObject({Kind::Route, u"x"_s}));
        QTRY_VERIFY(page.state().isLoaded());
        page.state().setMember(u"desc"_s, json::Value::string(u"written"_s));
        QTRY_VERIFY(page.canSave());
        page.save();
        QTRY_VERIFY(ResourceFixture::review(page) && ResourceFixture::button(*ResourceFixture::review(page), "reviewSave")->isEnabled());
        ResourceFixture::button(*ResourceFixture::review(page), "reviewSave")->click();
        QTRY_VERIFY(!ResourceFixture::review(page)); // it was written, though nobody said so
        QVERIFY(!page.modified());
        QCOMPARE(page.state().before().value(u"desc").toString(), u"written"_s);

        // And when it was not written, that is said
        server.on("PUT /apisix/admin/routes/x", answer::closed());
        page.state().setMember(u"desc"_s, json::Value::string(u"again"_s));
        QTRY_VERIFY(page.canSave());
        page.save();
        QTRY_VERIFY(ResourceFixture::review(page) && ResourceFixture::button(*ResourceFixture::review(page), "reviewSave")->isEnabled());
        ResourceFixture::button(*ResourceFixture::review(page), "reviewSave")->click();
        QTRY_VERIFY(ResourceFixture::text(*ResourceFixture::review(page), "reviewMessage").contains(u"not saved"_s));
        QVERIFY(page.modified());
    }

    void comparesWithoutSaving()
    {
        open();
        set(u"desc"_s, json::Value::string(u"mine"_s));
        ResourceFixture::command(*m_page, "gateway.compare")->trigger();
        QTRY_VERIFY(review() && review()->findChild<StateView *>(u"reviewState"_s)->state() == StateView::Content);
        QVERIFY(saveButton()->isHidden());
        review()->reject();
        QTRY_VERIFY(!review());
        QVERIFY(m_page->modified());
    }

    void sessionGoneWhileReviewing()
    {
        FakeServer server;
        server.on("GET /apisix/admin/routes/x", answer::json(R"({"key":"/apisix/routes/x","value":{"uri":"/x","id":"x"}})"));
        net::Endpoint endpoint;
        endpoint.base = server.url();
        auto session = std::make_unique<gateway::Session>(endpoint, u"p"_s, u"Short"_s, nullptr);
        ResourcePage page({*session}, gatewayObject({Kind::Route, u"x"_s}));
        QTRY_VERIFY(page.state().isLoaded());
        page.state().setMember(u"desc"_s, json::Value::string(u"d"_s));
        QTRY_VERIFY(page.canSave());
        server.hold("GET /apisix/admin/routes/x");
        page.save();
        QTRY_COMPARE(server.waiting("GET /apisix/admin/routes/x"), 1);
        session.reset();
        QTRY_VERIFY(!ResourceFixture::button(*ResourceFixture::review(page), "reviewSave")->isEnabled());
        QTRY_COMPARE(ResourceFixture::review(page)->findChild<StateView *>(u"reviewState"_s)->state(), StateView::Error_);
        QVERIFY(!page.canSave());
    }
};

QTEST_MAIN(TestResourceSave)
#include "tst_resourcesave.moc"
