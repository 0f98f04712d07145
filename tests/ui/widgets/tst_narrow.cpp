#include "ui/widgets/columnarea.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/foldingsplitter.h"
#include "ui/widgets/headlayout.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

/// What gives way where there is little room.
class TestNarrow : public QObject {
    Q_OBJECT

    struct Head {
        Head()
        {
            name = shortLabel(u"a name of some length"_s, u"head"_s, &screen);
            fact = shortLabel(u"changed 1103 days ago"_s, u"muted"_s, &screen);
            for (const QString &text : {u"Compare with server"_s, u"Revert"_s, u"Review and save"_s})
                buttons += makeButton(text, text, &screen);
            layout = new HeadLayout(&screen);
            layout->setContentsMargins(16, 10, 12, 6);
            layout->addFacts({name, fact});
            layout->addButtons({buttons[0], buttons[1], buttons[2]});
        }
        void show(int width)
        {
            screen.resize(width, screen.heightForWidth(width));
            layout->setGeometry(screen.rect());
        }
        bool overlaps() const
        {
            const QList<QWidget *> all{name, fact, buttons[0], buttons[1], buttons[2]};
            for (qsizetype i = 0; i < all.size(); ++i)
                for (qsizetype other = 0; other < i; ++other)
                    if (all[i]->geometry().intersects(all[other]->geometry()))
                        return true;
            return false;
        }
        QWidget screen;
        HeadLayout *layout;
        QLabel *name, *fact;
        QList<QPushButton *> buttons;
    };

    static QWidget *pane(int least)
    {
        auto *pane = new QWidget;
        pane->setMinimumWidth(least);
        return pane;
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void oneLineAsWideAsItLikes_data()
    {
        QTest::addColumn<bool>("head");
        QTest::newRow("head") << true;
        QTest::newRow("flow") << false;
    }

    void oneLineAsWideAsItLikes()
    {
        QFETCH(bool, head);
        QWidget screen;
        QLayout *layout = head ? static_cast<QLayout *>(new HeadLayout(&screen)) : new FlowLayout(&screen);
        QList<QLabel *> labels;
        for (const QString &text : {u"one"_s, u"not there"_s, u"two"_s, u"three"_s}) {
            labels += new QLabel(text);
            layout->addWidget(labels.last());
        }
        labels[1]->hide();
        screen.show();
        screen.resize(screen.sizeHint());
        QCOMPARE(labels[3]->y(), labels[0]->y());
        QCOMPARE(labels[3]->geometry().right() + 1 + layout->contentsMargins().right(), screen.width());
        screen.resize(screen.width() - 1, screen.height());
        QTRY_VERIFY(labels[3]->y() > labels[0]->y());
    }

    void headIsOneLineWithRoom()
    {
        Head head;
        head.show(1000);
        QCOMPARE(head.name->x(), 16);
        QCOMPARE(head.name->width(), head.name->sizeHint().width());
        QCOMPARE(head.buttons.last()->geometry().right(), 1000 - 12 - 1);
        QCOMPARE(head.buttons[0]->geometry().center().y(), head.name->geometry().center().y());
        QVERIFY(!head.overlaps());
    }

    void headCutsLabelsFirst()
    {
        Head head;
        const int whole = head.layout->sizeHint().width();
        head.show(whole - 60);
        QVERIFY(head.name->width() < head.name->sizeHint().width());
        QCOMPARE(head.buttons[0]->geometry().center().y(), head.name->geometry().center().y());
        for (const QPushButton *button : std::as_const(head.buttons))
            QCOMPARE(button->width(), button->sizeHint().width());
        QVERIFY(!head.overlaps());
    }

    void headBreaksThen()
    {
        Head head;
        const int buttons = head.buttons[0]->sizeHint().width() + head.buttons[1]->sizeHint().width() + head.buttons[2]->sizeHint().width();
        head.show(buttons + 60);
        QVERIFY(head.buttons[0]->y() > head.name->geometry().bottom());
        QCOMPARE(head.buttons[2]->y(), head.buttons[0]->y());
        QVERIFY(!head.overlaps());
        head.show(head.layout->minimumSize().width());
        QVERIFY(head.buttons[2]->y() > head.buttons[0]->geometry().bottom());
        QVERIFY(head.layout->minimumSize().width() < 220);
        QVERIFY(!head.overlaps());
        for (const QPushButton *button : std::as_const(head.buttons))
            QVERIFY(head.screen.rect().contains(button->geometry()));
    }

    void headLeavesOutWhatIsHidden()
    {
        Head head;
        head.show(1000);
        const int x = head.buttons[0]->x();
        head.buttons[1]->hide();
        head.show(1000);
        QVERIFY(head.buttons[0]->x() > x);
        QCOMPARE(head.layout->count(), 5);
        delete head.layout->takeAt(4);
        QCOMPARE(head.layout->count(), 4);
        QVERIFY(!head.layout->itemAt(4) && !head.layout->takeAt(9));
    }

    void splitterFolds()
    {
        QWidget window;
        FoldingSplitter splitter(&window); // a window of its own would keep the width that both need
        splitter.addWidget(pane(300));
        splitter.addWidget(pane(200));
        splitter.setSizes({600, 300});
        QVERIFY(splitter.minimumSizeHint().width() >= 300);
        QVERIFY(splitter.minimumSizeHint().width() < 400);
        splitter.resize(900, 600);
        window.show();
        QCOMPARE(splitter.orientation(), Qt::Horizontal);
        const QList<int> beside = splitter.sizes();
        splitter.resize(420, 600);
        QTRY_COMPARE(splitter.orientation(), Qt::Vertical);
        QTRY_COMPARE(splitter.widget(0)->width(), 420);
        QVERIFY(splitter.sizes().at(0) > splitter.sizes().at(1)); // the shares stay
        splitter.resize(900, 600);
        QTRY_COMPARE(splitter.orientation(), Qt::Horizontal);
        QTRY_COMPARE(splitter.sizes(), beside);
    }

    void splitterFoldsForAPaneThatComes()
    {
        QWidget window;
        FoldingSplitter splitter(&window);
        splitter.addWidget(pane(300));
        auto *late = pane(200);
        splitter.addWidget(late);
        late->hide();
        splitter.resize(420, 600);
        window.show();
        QCOMPARE(splitter.orientation(), Qt::Horizontal);
        late->show();
        QTRY_COMPARE(splitter.orientation(), Qt::Vertical);
        late->hide();
        QTRY_COMPARE(splitter.orientation(), Qt::Horizontal);
    }

    void areaAsksForItsContent()
    {
        ColumnArea area;
        auto *content = new QWidget;
        auto *inner = pane(260);
        auto *layout = new QVBoxLayout(content);
        layout->addWidget(inner);
        area.setWidget(content);
        QVERIFY(area.minimumSizeHint().width() >= 260);
        area.show();
        inner->setMinimumWidth(380);
        QTRY_VERIFY(area.minimumSizeHint().width() >= 380);
        inner->setMinimumWidth(2000);
        QTRY_VERIFY(content->minimumSizeHint().width() >= 2000);
        QVERIFY(area.minimumSizeHint().width() < 700); // the rest is scrolled to
    }
};

QTEST_MAIN(TestNarrow)
#include "tst_narrow.moc"
