#include "ui/shell/tabarea.h"
#include "ui/shell/tabstrip.h"
#include "ui/widgets/page.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

class FakePage : public Page {
public:
    FakePage(const Target &target, QWidget *parent) : Page(parent), m_target(target) { ++made; }
    ~FakePage() override { --made; }
    Target target() const override { return m_target; }
    QString title() const override { return m_target.name.name; }
    QString glyph() const override { return u"action"_s; }
    bool modified() const override { return dirty; }
    bool prepareClose() override
    {
        ++asked;
        return mayClose;
    }
    void become(const Target &target)
    {
        m_target = target;
        Q_EMIT changed();
    }
    bool dirty = false;
    bool mayClose = true;
    int asked = 0;
    static inline int made = 0;

private:
    Target m_target;
};

Target action(const QString &name)
{
    return {Target::Kind::Action, {u"_"_s, {}, name}};
}

class Screen {
public:
    Screen()
    {
        area.resize(600, 400);
        area.setFactory([](const Target &target, QWidget *parent) { return new FakePage(target, parent); });
        area.show();
    }
    FakePage *page(const QString &name) const { return static_cast<FakePage *>(area.pageOf(action(name))); }
    TabStrip *strip() const { return area.findChild<TabStrip *>(); }
    QString order() const
    {
        QString names;
        for (const auto &target : area.targets())
            names += target.name.name;
        return names;
    }
    TabArea area;
};

} // namespace

class TestTabArea : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void opensEachThingOnce()
    {
        Screen screen;
        screen.area.open(action(u"a"_s));
        screen.area.open(action(u"b"_s));
        screen.area.open(action(u"a"_s));
        QCOMPARE(screen.order(), u"ab"_s);
        QCOMPARE(screen.area.currentTarget(), action(u"a"_s));
        QCOMPARE(screen.area.currentPage(), screen.page(u"a"_s));
    }

    // The explorer's rows name the own namespace, links say "_".
    void opensTheOwnNamespaceUnderOneName()
    {
        Screen screen;
        screen.area.setNameSpace(u"guest"_s);
        screen.area.open(action(u"a"_s));
        screen.area.open({Target::Kind::Action, {u"guest"_s, {}, u"a"_s}});
        screen.area.open({Target::Kind::Action, {u"guest"_s, {}, u"b"_s}});
        screen.area.open(action(u"b"_s));
        screen.area.open({Target::Kind::Action, {u"whisk.system"_s, {}, u"a"_s}});
        QCOMPARE(screen.order(), u"aba"_s);
    }

    void makesPagesWhenTheyAreLookedAt()
    {
        Screen screen;
        screen.area.restore({action(u"a"_s), action(u"b"_s), action(u"c"_s)}, action(u"b"_s));
        QCOMPARE(FakePage::made, 1);
        QCOMPARE(screen.area.currentTarget(), action(u"b"_s));
        screen.area.step(1);
        QCOMPARE(FakePage::made, 2);
        screen.area.step(1);
        QCOMPARE(screen.area.currentTarget(), action(u"a"_s));
    }

    void closesByMiddleClickButtonAndKey()
    {
        Screen screen;
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
            screen.area.open(action(name));
        QTest::mouseClick(screen.strip(), Qt::MiddleButton, {}, screen.strip()->tabRect(0).center());
        QCOMPARE(screen.order(), u"bc"_s);
        auto *button = qobject_cast<TabButton *>(screen.strip()->tabButton(0, QTabBar::RightSide));
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(screen.order(), u"c"_s);
        screen.area.closeCurrent();
        QCOMPARE(screen.order(), QString());
        QVERIFY(!screen.area.currentPage());
        screen.area.reopen();
        QCOMPARE(screen.order(), u"c"_s);
        QTRY_COMPARE(FakePage::made, 1);
    }

    void staysWhenThePageWantsTo()
    {
        Screen screen;
        screen.area.open(action(u"a"_s));
        screen.page(u"a"_s)->mayClose = false;
        QVERIFY(!screen.area.closeTab(0));
        QVERIFY(!screen.area.prepareClose());
        QCOMPARE(screen.order(), u"a"_s);
        screen.page(u"a"_s)->mayClose = true;
        QVERIFY(screen.area.prepareClose());
    }

    void marksWhatIsNotSaved()
    {
        Screen screen;
        screen.area.open(action(u"a"_s));
        QVERIFY(!screen.strip()->isModified(0));
        screen.page(u"a"_s)->dirty = true;
        Q_EMIT screen.page(u"a"_s)->changed();
        QVERIFY(screen.strip()->isModified(0));
        QVERIFY(screen.strip()->accessibleTabName(0).contains("unsaved"_L1));
    }

    void followsAPageThatBecameSomethingElse()
    {
        Screen screen;
        screen.area.open({Target::Kind::NewAction, {}, u"draft"_s});
        QSignalSpy changed(&screen.area, &TabArea::tabsChanged);
        static_cast<FakePage *>(screen.area.currentPage())->become(action(u"created"_s));
        QCOMPARE(screen.order(), u"created"_s);
        QCOMPARE(changed.count(), 1);
    }

    void movesTabs()
    {
        Screen screen;
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
            screen.area.open(action(name));
        screen.strip()->moveTab(0, 2);
        QCOMPARE(screen.order(), u"bca"_s);
        QCOMPARE(screen.area.currentTarget(), action(u"c"_s));
    }

    void clearsAtOnce()
    {
        Screen screen;
        screen.area.open(action(u"a"_s));
        screen.area.open(action(u"b"_s));
        screen.area.closeCurrent(); // its page would go later
        screen.area.clear();
        QCOMPARE(FakePage::made, 0);
        QVERIFY(screen.area.targets().isEmpty());
    }

    void closesTheOthers()
    {
        Screen screen;
        for (const QString &name : {u"a"_s, u"b"_s, u"c"_s})
            screen.area.open(action(name));
        screen.strip()->setCurrentIndex(1);
        QVERIFY(screen.area.closeOthers());
        QCOMPARE(screen.order(), u"b"_s);
    }

    void longNamesAndAmpersandsAreShown()
    {
        Screen screen;
        const QString name = QString(200, u'長') + u"&x"_s;
        screen.area.open(action(name));
        QVERIFY(screen.strip()->tabText(0).size() < 60);
        QVERIFY(screen.strip()->tabText(0).endsWith("&&x"_L1));
        QCOMPARE(screen.strip()->accessibleTabName(0), name);
    }
};

QTEST_MAIN(TestTabArea)
#include "tst_tabarea.moc"
