#include "tests/ui/gateway/resource/resourcefixture.h"
#include "ui/gateway/match/matchtab.h"
#include "ui/gateway/match/tagfield.h"
#include "ui/gateway/match/takespanel.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {
const gateway::Key older{Kind::Route, u"hello-old"_s};
const gateway::Key newer{Kind::Route, u"hello"_s};
}

/// The tab that says which requests a route takes.
class TestMatchTab : public QObject {
    Q_OBJECT

private:
    ResourceFixture m;
    std::unique_ptr<ResourcePage> m_page;

    void open(const gateway::Key &key = older)
    {
        m_page = m.page(key);
        QVERIFY(ResourceFixture::isReady(*m_page));
    }
    MatchTab *tab() { return m_page->findChild<MatchTab *>(u"matchTab"_s); }
    TagField *field(const char *name) { return tab()->findChild<TagField *>(QLatin1String(name)); }
    const json::Value &value() { return m_page->state().value(); }
    QStringList cards()
    {
        QStringList texts;
        for (const QFrame *card : tab()->findChildren<QFrame *>(u"routeCard"_s))
            if (!card->isHidden())
                texts.append(card->accessibleName());
        return texts;
    }
    void shoot(const char *name)
    {
        const QByteArray folder = qgetenv("SCREENSHOTS");
        if (folder.isEmpty())
            return;
        for (const bool dark : {false, true}) {
            theme::apply(*qApp, dark);
            QCoreApplication::processEvents();
            m_page->grab().save(QString::fromLocal8Bit(folder) + u'/' + QString::fromLatin1(name) + (dark ? u"-dark.png"_s : u".png"_s));
        }
        theme::apply(*qApp, false);
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m.start()); }
    void init()
    {
        m.newStore();
        const char *match = "{'name':'hello-old','uris':['/hello','/hello/*'],'host':'api.shop.example','methods':['GET'],'priority':0,"
                            "'vars':[['http_x_channel','==','shop'],['OR',['arg_v','<',2],['cookie_beta','~~','^(on|yes)$']]],'plugins':{}}";
        QVERIFY(m.put(older, ResourceFixture::value(match)));
        QVERIFY(m.put(newer, ResourceFixture::value("{'name':'hello','uris':['/hello','/hello/*'],'host':'api.shop.example',"
                                                    "'methods':['GET'],'priority':10,'plugins':{}}")));
        m.session->refresh(Kind::Route);
        QTRY_VERIFY(!m.session->listing(Kind::Route).loading && m.session->listing(Kind::Route).rows->size() == 2);
    }
    void cleanup() { m_page.reset(); }

    void editsByKeys()
    {
        open();
        TagField *paths = field("paths");
        QCOMPARE(paths->texts(), (QStringList{u"/hello"_s, u"/hello/*"_s}));
        QTest::keyClicks(paths->line(), u"/more"_s);
        QTest::keyClick(paths->line(), Qt::Key_Return);
        QCOMPARE(value().value(u"uris").size(), 3);
        QTest::keyClick(paths->line(), Qt::Key_Backspace);
        QCOMPARE(value().value(u"uris").size(), 2);
        QVERIFY(!m_page->modified());
        QTest::keyClicks(paths->line(), u"/a,/b"_s);
        QTest::keyClick(paths->line(), Qt::Key_Return);
        QCOMPARE(paths->texts().mid(2), (QStringList{u"/a"_s, u"/b"_s}));
        auto *tag = paths->findChildren<QToolButton *>(u"tag"_s).last();
        QTest::keyClick(tag, Qt::Key_F2); // back into the field
        QCOMPARE(paths->line()->text(), u"/b"_s);
        QCOMPARE(value().value(u"uris").size(), 3);
    }

    void tagsStandBesideThePlaceToType()
    {
        open();
        TagField *paths = field("paths");
        const auto tags = paths->findChildren<QToolButton *>(u"tag"_s);
        QCOMPARE(tags.size(), 2);
        QTRY_VERIFY(tags.first()->x() > 0 && tags.last()->x() > tags.first()->geometry().right());
        QTRY_VERIFY(!paths->line()->geometry().intersects(tags.last()->geometry()));
    }

    void keepsOneHostAndMakesAListOfTwo()
    {
        open();
        TagField *hosts = field("hosts");
        QTest::keyClicks(hosts->line(), u"b.example"_s);
        QTest::keyClick(hosts->line(), Qt::Key_Return);
        QVERIFY(!value().contains(u"host"));
        QCOMPARE(value().value(u"hosts").size(), 2);
        QTest::keyClick(hosts->line(), Qt::Key_Backspace);
        QTest::keyClick(hosts->line(), Qt::Key_Backspace);
        QVERIFY(!value().contains(u"hosts") && !value().contains(u"host"));
    }

    void refusesWhatIsWrong()
    {
        open();
        TagField *addresses = field("addresses");
        QTest::keyClicks(addresses->line(), u"10.0.0"_s);
        QVERIFY(!m_page->canSave()); // before it is even added
        QTest::keyClicks(addresses->line(), u".0/8"_s);
        QTest::keyClick(addresses->line(), Qt::Key_Return);
        QCOMPARE(value().value(u"remote_addr").toString(), u"10.0.0.0/8"_s);
        QTRY_VERIFY(m_page->canSave());
        for (int i = 0; i < 2; ++i)
            QTest::keyClick(field("paths")->line(), Qt::Key_Backspace);
        QVERIFY(!m_page->canSave());
        QVERIFY(!field("paths")->findChild<QLabel *>(u"paths#problem"_s)->isHidden());
    }

    void methodsAreBoxes()
    {
        open();
        auto *get = tab()->findChild<QCheckBox *>(u"method#GET"_s);
        auto *post = tab()->findChild<QCheckBox *>(u"method#POST"_s);
        QVERIFY(get->isChecked() && !post->isChecked());
        QTest::keyClick(post, Qt::Key_Space);
        QCOMPARE(value().value(u"methods").items().last().toString(), u"POST"_s);
        post->click();
        get->click();
        QVERIFY(!value().contains(u"methods")); // an empty list would be refused
    }

    void seldomMethodsAreFolded()
    {
        open();
        auto *trace = tab()->findChild<QCheckBox *>(u"method#TRACE"_s);
        auto *more = ResourceFixture::button(*tab(), "methods#more");
        QVERIFY(trace->isHidden() && !more->isHidden());
        more->click();
        QVERIFY(!trace->isHidden());
        more->click();
        QVERIFY(trace->isHidden());
        m_page->state().setMember(u"methods"_s, json::Value::array({json::Value::string(u"PURGE"_s)}));
        QTRY_VERIFY(!trace->isHidden() && more->isHidden()); // what is set is never hidden
        m_page->state().setMember(u"methods"_s, json::Value::array({json::Value::string(u"GET"_s), json::Value::string(u"QUERY"_s)}));
        auto *unknown = tab()->findChild<QCheckBox *>(u"method#QUERY"_s);
        QVERIFY(unknown && unknown->isChecked() && !unknown->isHidden()); // no schema knows it
        unknown->click();
        QVERIFY(!unknown->isHidden() && !more->isHidden()); // it stays where it was clicked
        QCOMPARE(value().value(u"methods").size(), 1);
    }

    void saysThatItIsNeverReachedAndHelps()
    {
        open();
        QTRY_VERIFY(ResourceFixture::text(*m_page, "matchBanner").contains(u"hello"_s));
        QVERIFY(!tab()->marks().isEmpty());
        QTRY_VERIFY(ResourceFixture::buttonWith(*tab(), u"Raise to 11"_s));
        shoot("gateway-match");
        QSignalSpy opened(m_page.get(), &Page::openRequested);
        ResourceFixture::buttonWith(*tab(), u"Open it"_s)->click();
        QCOMPARE(opened.at(0).at(0).value<Target>(), gatewayObject(newer));
        ResourceFixture::buttonWith(*tab(), u"Raise to 11"_s)->click();
        QCOMPARE(value().value(u"priority").toInteger(), 11);
        QTRY_VERIFY(ResourceFixture::review(*m_page)); // through review, as all writes
        ResourceFixture::review(*m_page)->reject();
        QTRY_VERIFY(ResourceFixture::text(*m_page, "matchBanner").isEmpty()); // with the edit in place
    }

    void worksOutWhoTakesIt()
    {
        open();
        auto *panel = tab()->findChild<TakesPanel *>(u"takesPanel"_s);
        QCOMPARE(panel->call().url, u"http://api.shop.example/hello"_s); // its own example
        QTRY_COMPARE(cards(), (QStringList{u"hello"_s, u"hello-old"_s}));
        auto *url = panel->findChild<QLineEdit *>(u"callUrl"_s);
        url->clear();
        QTest::keyClicks(url, u"http://other.example/hello"_s);
        QTRY_VERIFY(tab()->findChild<QLabel *>(u"otherRoutes"_s) && !cards().isEmpty());
        // What is edited counts: without hello's method this one takes it
        panel->setCall({u"POST"_s, u"http://api.shop.example/hello?v=1"_s, {{"X-Channel", "shop"}}, {}});
        tab()->findChild<QCheckBox *>(u"method#POST"_s)->click();
        QTRY_VERIFY(tab()->findChild<QLabel *>(u"otherRoutes"_s)->text().isEmpty());
        const auto taken = [this] {
            for (const QFrame *card : tab()->findChildren<QFrame *>(u"routeCard"_s))
                if (!card->isHidden() && card->property("role").toString() == u"taken")
                    return card->accessibleName();
            return QString();
        };
        QTRY_COMPARE(taken(), u"hello-old"_s);
        QSignalSpy sent(tab(), &MatchTab::testWanted);
        ResourceFixture::button(*panel, "sendForReal")->click();
        QCOMPARE(sent.at(0).at(0).toString(), u"POST"_s);
        const auto *test = m_page->findChild<QWidget *>(u"testPanel"_s);
        QVERIFY(test);
        QTRY_VERIFY(test->isVisible() && test->visibleRegion().boundingRect().height() > 150);
        QTRY_VERIFY(test->isAncestorOf(m_page->window()->focusWidget()));
        QTRY_VERIFY(!ResourceFixture::text(*test, "testBar").isEmpty()); // it was sent at once, and there is no data plane
    }

    void rulesHaveRowsToo()
    {
        open();
        const auto *priority = tab()->findChild<QWidget *>(u"/priority#note"_s);
        QVERIFY(priority);
        // The conditions are shown as rows and not written anew
        QVERIFY(!m_page->modified());
        const gateway::Complaint none;
        Q_UNUSED(none);
        QVERIFY(tab()->focusPlace(u"/uris/1"_s));
        QVERIFY(tab()->focusPlace(u"/methods"_s));
        QVERIFY(!tab()->focusPlace(u"/plugins/openwhisk"_s));
        tab()->showComplaint({u"/uri"_s, u"no such path"_s});
        QTRY_VERIFY(!m_page->canSave());
        QTest::keyClicks(field("paths")->line(), u"/x"_s);
        QTest::keyClick(field("paths")->line(), Qt::Key_Return); // until the place changes
        QTRY_VERIFY(m_page->canSave());
    }

    void readOnlyShowsAll()
    {
        m_page = m.page(older);
        QTRY_VERIFY(m_page->state().isLoaded());
        m_page->state().setReadOnlyReason(u"for a test"_s);
        QVERIFY(field("paths")->line()->isReadOnly());
        QVERIFY(!tab()->findChild<QCheckBox *>(u"method#GET"_s)->isEnabled());
        QTest::keyClick(field("paths")->line(), Qt::Key_Backspace);
        QVERIFY(!m_page->modified());
    }
};

QTEST_MAIN(TestMatchTab)
#include "tst_matchtab.moc"
