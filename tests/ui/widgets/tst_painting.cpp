#include "core/async/steps.h"

#include <QImage>
#include <QLinearGradient>
#include <QPainter>
#include <QSemaphore>
#include <QTest>
#include <QThreadPool>

namespace {

constexpr int mostMs = 20'000;

/// Long work on every thread of the pool, until it is let go.
class BusyWorkers {
public:
    BusyWorkers()
    {
        for (int i = 0; i < workers()->maxThreadCount(); ++i)
            m_work.append(onPool([this]() -> Result<Done> {
                m_begun.release();
                m_go.tryAcquire(1, mostMs);
                return Done{};
            }));
        m_begun.acquire(workers()->maxThreadCount());
    }
    ~BusyWorkers()
    {
        m_go.release(int(m_work.size()));
        for (auto &one : m_work)
            one.waitForFinished();
    }
    bool allBusy() const
    {
        return std::none_of(m_work.begin(), m_work.end(), [](const auto &one) { return one.isFinished(); });
    }

private:
    QSemaphore m_begun, m_go;
    QList<Async<Done>> m_work;
};

} // namespace

/// The toolkit draws large areas in parts on the global thread pool and waits for them.
class TestPainting : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goesOnWhileWorkersAreBusy()
    {
        const BusyWorkers busy;
        QImage screen(1600, 1200, QImage::Format_ARGB32_Premultiplied);
        screen.fill(Qt::white);
        QPainter painter(&screen);
        QLinearGradient gradient(0, 0, 1600, 1200);
        gradient.setColorAt(0, QColor(255, 0, 0, 128));
        gradient.setColorAt(1, QColor(0, 0, 255, 128));
        painter.fillRect(screen.rect(), gradient);
        const QImage other = screen.convertToFormat(QImage::Format_RGBA64).scaled(800, 600, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        painter.drawImage(QRect(0, 0, 1600, 1200), other);
        painter.end();
        QVERIFY(screen.pixelColor(0, 0) != QColor(Qt::white));
        QVERIFY(busy.allBusy()); // else drawing waited for one of them
    }
};

QTEST_MAIN(TestPainting)
#include "tst_painting.moc"
