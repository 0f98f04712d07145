#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/actionpage.h"
#include "ui/editors/code/deploy.h"
#include "ui/editors/code/uploadbar.h"
#include "ui/editors/reviewdialog.h"
#include "ui/widgets/messagebar.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace {

/// More than the sockets of two ends take at once: nobody reads while a test does something, so the rest waits.
constexpr int largeBytes = 12'000'000;

QByteArray noise(int size)
{
    QByteArray bytes(size, '\0');
    quint32 seed = 3;
    for (char &c : bytes)
        c = char((seed = seed * 1664525 + 1013904223) >> 24);
    return bytes;
}

} // namespace

/// Large code through the page: the file, the review, the bar, and what is said when it does not come through.
class TestCodeUpload : public QObject {
    Q_OBJECT

    std::unique_ptr<EditorFixture> f;
    std::unique_ptr<ActionPage> page;
    QByteArray content;

    UploadBar *bar() { return child<UploadBar>(page.get(), "uploadBar"); }
    QPushButton *cancel() { return child<QPushButton>(page.get(), "cancelUpload"); }
    QString said() { return child<MessageBar>(dialog(), "reviewMessage")->text(); }
    QString steps() { return child<QLabel>(page.get(), "uploadSteps")->text(); }
    ReviewDialog *dialog() { return page->findChild<ReviewDialog *>(); }
    QByteArray put() const { return "PUT " + f->path + "*"; }

    /// The page has the file, and its review is open and can be saved.
    bool review(const QByteArray &bytes)
    {
        content = bytes;
        QFile file(f->dir.filePath(u"large.bin"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return false;
        file.close();
        editors::takeFile(page.get(), file.fileName());
        if (!QTest::qWaitFor([this] { return page->modified() && page->canSave(); }, 60000))
            return false;
        page->save();
        return dialog() && QTest::qWaitFor([this] { return child<QWidget>(dialog(), "reviewSave")->isEnabled(); }, 60000);
    }
    bool isSent(const json::Value &sent) const
    {
        return QByteArray::fromBase64(sent.value(u"exec").value(u"code").toString().toLatin1()) == content;
    }

private Q_SLOTS:
    void init()
    {
        f = std::make_unique<EditorFixture>();
        page = std::make_unique<ActionPage>(*f->session, *f->store, f->target);
        page->resize(1180, 700);
        page->show();
        QTRY_VERIFY(isReady(page.get()));
    }
    void cleanup()
    {
        page.reset();
        f.reset();
    }

    void largeCodeIsSavedBehindTheBar()
    {
        QVERIFY(review(noise(largeBytes)));
        QSignalSpy begun(bar(), &UploadBar::begun);
        f->server.hold(put());
        click(dialog(), "reviewSave");
        QTRY_COMPARE_WITH_TIMEOUT(f->server.waiting(put()), 1, 60000);
        QCOMPARE(begun.count(), 1);
        QVERIFY(bar()->isVisible());
        QVERIFY(dialog()->isHidden()); // other tabs work meanwhile
        QTRY_VERIFY2(steps().contains(u"▸ server stores"_s), qPrintable(steps()));
        QVERIFY(child<QLabel>(page.get(), "uploadProgress")->text().contains(u"all "_s));
        QSignalSpy written(page.get(), &Page::entityWritten);
        f->server.release(put());
        QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, 60000);
        QVERIFY(bar()->isHidden());
        QVERIFY(!page->modified());
        QCOMPARE(f->puts.size(), 1);
        QVERIFY(isSent(f->puts.first()));
        QCOMPARE(f->puts.first().members().size(), 1); // the code, and nothing but the code
        QTRY_VERIFY(!dialog());
        QCOMPARE(await(f->store->versions(f->key()))->size(), 1);
    }

    void smallCodeNeedsNoBar()
    {
        QVERIFY(review(QByteArray("\0small", 6)));
        QSignalSpy begun(bar(), &UploadBar::begun);
        click(dialog(), "reviewSave");
        QTRY_VERIFY(!page->modified());
        QCOMPARE(begun.count(), 0);
        QVERIFY(isSent(f->puts.first()));
    }

    void stoppedBeforeTheLastByteSavesNothing()
    {
        QVERIFY(review(noise(largeBytes)));
        bool stopped = false;
        connect(bar(), &UploadBar::begun, this, [&] {
            QTimer::singleShot(0, page.get(), [&] {
                stopped = steps().contains(u"▸ upload"_s) && cancel()->isEnabled();
                cancel()->click();
            });
        }, Qt::SingleShotConnection);
        click(dialog(), "reviewSave");
        QTRY_VERIFY_WITH_TIMEOUT(dialog() && dialog()->isVisible() && bar()->isHidden() && stopped, 60000);
        QTRY_VERIFY2(said().contains(u"has saved nothing"_s), qPrintable(said()));
        QCOMPARE(f->server.count(put()), 0); // never had it whole
        QCOMPARE(f->puts.size(), 0);
        QCOMPARE(f->action.value(u"version").toString(), u"0.0.14"_s);
        QVERIFY(page->modified());
        click(dialog(), "reviewSave"); // the same again: an upload that was stopped stops no other
        QTRY_VERIFY_WITH_TIMEOUT(!page->modified(), 60000);
        QVERIFY(isSent(f->puts.last()));
    }

    void stoppedAfterTheLastByteTheServerIsAsked_data()
    {
        QTest::addColumn<bool>("stored");
        QTest::newRow("it had stored it") << true;
        QTest::newRow("it had not") << false;
    }
    void stoppedAfterTheLastByteTheServerIsAsked()
    {
        QFETCH(bool, stored);
        QVERIFY(review(noise(largeBytes)));
        f->server.hold(put());
        click(dialog(), "reviewSave");
        QTRY_COMPARE_WITH_TIMEOUT(f->server.waiting(put()), 1, 60000);
        QTRY_VERIFY(steps().contains(u"▸ server stores"_s));
        if (stored)
            f->put(f->server.requests().last().body);
        const int asked = f->server.count("GET " + f->path + "*");
        QSignalSpy written(page.get(), &Page::entityWritten);
        cancel()->click();
        if (stored) {
            QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, 60000);
            QVERIFY(!page->modified());
        } else {
            QTRY_VERIFY_WITH_TIMEOUT(dialog()->isVisible() && said().contains(u"It was not saved"_s), 60000);
            QVERIFY(page->modified());
        }
        QVERIFY(f->server.count("GET " + f->path + "*") > asked);
        QCOMPARE(f->server.count(put()), 1); // never sent twice by itself
        QVERIFY(bar()->isHidden());
    }

    void refusedAfterItWasSent()
    {
        QVERIFY(review(noise(largeBytes)));
        f->server.on(put(), answer::error(413, "request entity too large"));
        click(dialog(), "reviewSave");
        QTRY_COMPARE_WITH_TIMEOUT(f->server.count(put()), 1, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(dialog()->isVisible() && bar()->isHidden() && child<QWidget>(dialog(), "reviewSave")->isEnabled(), 60000);
        QVERIFY2(said().contains(u"too large"_s), qPrintable(said()));
        QVERIFY(page->modified());
    }

    void lostOnTheWay()
    {
        QVERIFY(review(noise(largeBytes)));
        f->server.on(put(), answer::closed());
        click(dialog(), "reviewSave");
        QTRY_VERIFY_WITH_TIMEOUT(dialog()->isVisible() && said().contains(u"It was not saved"_s), 60000);
        QVERIFY(bar()->isHidden());
        QVERIFY(page->modified());
    }

    void sessionGoneWhileItIsSent()
    {
        QVERIFY(review(noise(largeBytes)));
        f->server.hold(put());
        click(dialog(), "reviewSave");
        QTRY_VERIFY_WITH_TIMEOUT(bar()->isVisible(), 60000);
        f->session.reset();
        QTRY_VERIFY_WITH_TIMEOUT(bar()->isHidden() && dialog()->isVisible(), 60000);
        QVERIFY2(said().contains(u"closed"_s), qPrintable(said()));
        QVERIFY(!page->canSave());
        QVERIFY(page->modified());
    }

    void closedWhileItIsSent()
    {
        QVERIFY(review(noise(largeBytes)));
        connect(bar(), &UploadBar::begun, this, [this] { QTimer::singleShot(0, this, [this] { page.reset(); }); });
        click(dialog(), "reviewSave");
        QTRY_VERIFY_WITH_TIMEOUT(!page, 60000);
        QTRY_COMPARE(f->server.openConnections() > 0 ? f->server.waiting() : 0, 0);
        QCOMPARE(f->puts.size(), 0);
    }
};

QTEST_MAIN(TestCodeUpload)
#include "tst_codeupload.moc"
