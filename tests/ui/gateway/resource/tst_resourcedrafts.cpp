#include "core/json/edit.h"
#include "tests/ui/gateway/resource/resourcefixture.h"
#include "ui/gateway/resource/kept.h"

#include <QLineEdit>
#include <QTableView>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {

const gateway::Key quote{Kind::Route, u"quote"_s};
const QString tokenPlace = u"/plugins/openwhisk/service_token"_s;

json::Value base()
{
    return ResourceFixture::value("{'uri':'/quote','desc':'first','plugins':{'openwhisk':{'api_host':'https://ow.example','namespace':'guest',"
                                  "'action':'a','service_token':'hush-token'},'key-auth':{}}}");
}

} // namespace

/// What stays on this machine: drafts over a close, earlier versions, and no secrets.
class TestResourceDrafts : public QObject {
    Q_OBJECT

private:
    ResourceFixture m;

    history::Key key(const Target &target) const { return {u"profile-1"_s, target.toText()}; }
    std::optional<history::Draft> draft(const Target &target)
    {
        const auto found = await(m.store->draft(key(target)));
        return found ? *found : std::nullopt;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m.start()); }
    void init()
    {
        m.newStore();
        QVERIFY(m.put(quote, base()));
    }

    void survivesAClose()
    {
        auto page = m.page(quote);
        QVERIFY(ResourceFixture::isReady(*page));
        page->state().setMember(u"desc"_s, json::Value::string(u"edited"_s));
        QVERIFY(page->prepareClose());
        page.reset();

        page = m.page(quote);
        QTRY_VERIFY(ResourceFixture::text(*page, "draftBar").contains(u"You have a draft"_s));
        QVERIFY(page->state().isReadOnly()); // one of the two first
        QCOMPARE(page->state().value().value(u"desc").toString(), u"first"_s);
        ResourceFixture::buttonWith(*page, u"Restore"_s)->click();
        QCOMPARE(page->state().value().value(u"desc").toString(), u"edited"_s);
        QCOMPARE(json::at(page->state().value(), tokenPlace)->toString(), u"hush-token"_s);
        QVERIFY(!page->state().isReadOnly());
        QVERIFY(ResourceFixture::saveAll(*page));
        QTRY_VERIFY(!draft(page->target()));
    }

    void survivesACrash()
    {
        auto page = m.page(quote);
        QVERIFY(ResourceFixture::isReady(*page));
        page->state().setMember(u"desc"_s, json::Value::string(u"typed"_s));
        QTRY_VERIFY(draft(page->target())); // a moment after the pause, nobody asked for it
        page->revert();
        QTRY_VERIFY(!draft(page->target()));
    }

    void joinsWithWhatOthersDid()
    {
        auto page = m.page(quote);
        QVERIFY(ResourceFixture::isReady(*page));
        page->state().setMember(u"desc"_s, json::Value::string(u"edited"_s));
        page->prepareClose();
        page.reset();
        json::Value theirs = base();
        theirs.set(u"priority", json::Value::number(4));
        QVERIFY(m.put(quote, theirs));
        page = m.page(quote);
        QTRY_VERIFY(ResourceFixture::buttonWith(*page, u"Restore"_s));
        ResourceFixture::buttonWith(*page, u"Restore"_s)->click();
        QCOMPARE(page->state().value().value(u"desc").toString(), u"edited"_s);
        QCOMPARE(page->state().value().value(u"priority").toInteger(), 4);
    }

    void canBeDiscarded()
    {
        auto page = m.page(quote);
        QVERIFY(ResourceFixture::isReady(*page));
        page->state().setMember(u"desc"_s, json::Value::string(u"edited"_s));
        page->prepareClose();
        page.reset();
        page = m.page(quote);
        QTRY_VERIFY(ResourceFixture::buttonWith(*page, u"Discard"_s));
        ResourceFixture::buttonWith(*page, u"Discard"_s)->click();
        QVERIFY(!page->modified() && !page->state().isReadOnly());
        QTRY_VERIFY(!draft(page->target()));
    }

    void newOnesComeBackByThemselves()
    {
        const Target target = newGatewayObject(Kind::Route);
        auto page = m.page(target);
        QVERIFY(ResourceFixture::isReady(*page));
        QTest::keyClicks(page->findChild<QLineEdit *>(u"newId"_s), u"mine"_s);
        page->state().setMember(u"uri"_s, json::Value::string(u"/mine"_s));
        QVERIFY(page->modified());
        page->prepareClose();
        page.reset();
        page = m.page(target);
        QTRY_COMPARE(page->state().value().value(u"uri").toString(), u"/mine"_s);
        QCOMPARE(page->state().key().id, u"mine"_s);
        QCOMPARE(page->findChild<QLineEdit *>(u"newId"_s)->text(), u"mine"_s);
    }

    void secretsAreNeverStored()
    {
        auto page = m.page(quote);
        QVERIFY(ResourceFixture::isReady(*page));
        json::Value edited = page->state().value();
        const auto changed = json::patch(edited, {{tokenPlace, json::Value(), json::Value::string(u"hush-typed"_s)},
                                                  {u"/desc"_s, json::Value(), json::Value::string(u"plain-to-see"_s)}});
        page->state().setValue(*changed);
        page->prepareClose();
        QTRY_VERIFY(draft(page->target()));
        QVERIFY(draft(page->target())->document.value(u"text").toString().contains(u"key-auth"_s)); // no secret, though it sounds so
        QVERIFY(ResourceFixture::saveAll(*page)); // keeps the version before
        page.reset();
        const QByteArray all = m.storedBytes();
        QVERIFY(all.size() > 0);
        QVERIFY(!all.contains("hush-token") && !all.contains("hush-typed"));
        m.newStore();
    }

    void typedSecretsAreAskedForAgain()
    {
        auto page = m.page(quote);
        QVERIFY(ResourceFixture::isReady(*page));
        page->state().setValue(*json::patch(page->state().value(), {{tokenPlace, json::Value(), json::Value::string(u"hush-typed"_s)}}));
        page->prepareClose();
        page.reset();
        page = m.page(quote);
        QTRY_VERIFY(ResourceFixture::buttonWith(*page, u"Restore"_s));
        ResourceFixture::buttonWith(*page, u"Restore"_s)->click();
        QVERIFY(ResourceFixture::text(*page, "pageMessage").contains(u"service_token"_s));
        QCOMPARE(json::at(page->state().value(), tokenPlace)->toString(), u"hush-token"_s);
    }

    void keepsVersionsAndBringsThemBack()
    {
        auto page = m.page(quote);
        QVERIFY(ResourceFixture::isReady(*page));
        page->state().setMember(u"desc"_s, json::Value::string(u"second"_s));
        QVERIFY(ResourceFixture::saveAll(*page));
        auto *table = page->findChild<QTableView *>(u"versions"_s);
        QTRY_COMPARE(table->model()->rowCount(), 1);
        auto *bar = page->findChild<QTabBar *>(u"resourceTabs"_s);
        QTRY_VERIFY(bar->tabText(bar->count() - 1).contains(u'1'));
        bar->setCurrentIndex(bar->count() - 1);
        QTRY_VERIFY(ResourceFixture::button(*page, "restoreVersion")->isEnabled());
        ResourceFixture::button(*page, "restoreVersion")->click();
        QCOMPARE(page->state().value().value(u"desc").toString(), u"first"_s);
        QCOMPARE(json::at(page->state().value(), tokenPlace)->toString(), u"hush-token"_s);
        QVERIFY(page->modified());
        ResourceFixture::buttonWith(*page, u"Undo"_s)->click();
        QCOMPARE(page->state().value().value(u"desc").toString(), u"second"_s);
        QVERIFY(!page->modified());
    }

    void createsAgainWhatWasDeleted()
    {
        const gateway::Key lost{Kind::Route, u"lost"_s};
        const json::Value was = ResourceFixture::value("{'uri':'/lost','plugins':{}}");
        QVERIFY(await(m.store->keepVersion(kept::keyOf(u"profile-1"_s, lost), history::VersionInfo::Reason::Deleted, kept::documentOf(was, {}))));
        auto page = m.page(lost);
        QTRY_COMPARE(ResourceFixture::state(*page)->state(), StateView::Error_);
        QTRY_VERIFY(ResourceFixture::buttonWith(*page, u"Create it again"_s));
        ResourceFixture::buttonWith(*page, u"Create it again"_s)->click();
        QVERIFY(page->state().isNew());
        QCOMPARE(page->state().value(), was);
        QVERIFY(ResourceFixture::saveAll(*page));
        QCOMPARE(page->target(), gatewayObject(lost));
        QVERIFY(m.remove(lost));
    }

    void refreshKeepsEdits()
    {
        auto page = m.page(quote);
        QVERIFY(ResourceFixture::isReady(*page));
        page->state().setMember(u"desc"_s, json::Value::string(u"mine"_s));
        json::Value theirs = base();
        theirs.set(u"priority", json::Value::number(4));
        QVERIFY(m.put(quote, theirs));
        page->refresh();
        QTRY_VERIFY(ResourceFixture::text(*page, "pageMessage").contains(u"Somebody else"_s));
        QCOMPARE(page->state().value().value(u"desc").toString(), u"mine"_s);
        page->revert();
        page->refresh();
        QTRY_COMPARE(page->state().value().value(u"priority").toInteger(), 4);
    }
};

QTEST_MAIN(TestResourceDrafts)
#include "tst_resourcedrafts.moc"
