#include "ui/shell/tour.h"

#include "ui/shell/commands.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/tabarea.h"
#include "ui/widgets/page.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace {

constexpr int turnMs = 25;
constexpr int quietTurns = 12;
constexpr int patienceMs = 60'000;
constexpr QSize pictureSize{1440, 900};

/// Dialogs and popups of the window that are shown now.
QList<QWidget *> over(const QWidget &window)
{
    QList<QWidget *> found;
    for (auto *widget : QApplication::topLevelWidgets()) {
        if (widget->isVisible() && widget != &window)
            found << widget;
    }
    return found;
}

} // namespace

Tour::Tour(MainWindow &window, QString directory, QObject *parent)
    : QObject(parent), m_window(window), m_directory(std::move(directory))
{
    m_timer.setInterval(turnMs);
    connect(&m_timer, &QTimer::timeout, this, &Tour::turn);
    addEditing();
    addRunning();
    addLooking();
    addGateway();
    addThemes();
}

void Tour::start()
{
    if (!QDir().mkpath(m_directory)) {
        Q_EMIT finished(false, tr("The folder %1 cannot be made.").arg(m_directory));
        return;
    }
    m_window.resize(pictureSize);
    m_since.start();
    m_timer.start();
}

void Tour::turn()
{
    const auto &step = m_steps[m_step];
    m_quiet = step.ready() ? m_quiet + 1 : 0;
    if (m_quiet >= quietTurns)
        return take();
    if (m_since.elapsed() < patienceMs)
        return;
    m_timer.stop();
    const QString picture = shoot(u"stopped"_s);
    Q_EMIT finished(false, tr("The tour waited %1 s in vain for %2; %3 shows the window.")
                               .arg(patienceMs / 1000).arg(step.awaited, picture));
}

void Tour::take()
{
    const auto step = m_steps[m_step++];
    m_quiet = 0;
    m_since.start();
    if (!step.picture.isEmpty() && shoot(step.picture).isEmpty()) {
        m_timer.stop();
        Q_EMIT finished(false, tr("The pictures cannot be written to %1.").arg(m_directory));
        return;
    }
    if (step.act)
        step.act();
    if (m_step < m_steps.size())
        return;
    m_timer.stop();
    Q_EMIT finished(true, tr("The pictures are in %1.").arg(QDir(m_directory).absolutePath()));
}

/// The window with what lies over it, as a screen would show them. The file's name, empty when it cannot be written.
QString Tour::shoot(const QString &name) const
{
    QPixmap picture = m_window.grab();
    const auto above = over(m_window);
    QPainter painter(&picture);
    for (auto *widget : above) {
        if (widget->isModal())
            painter.fillRect(QRect(QPoint(), m_window.size()), QColor(20, 26, 34, 90));
        const auto part = widget->grab();
        const auto place = widget->isModal() ? m_window.rect().center() - widget->rect().center()
                                             : widget->mapToGlobal(QPoint()) - m_window.mapToGlobal(QPoint());
        painter.drawPixmap(place, part);
    }
    painter.end();
    const QString file = QDir(m_directory).absoluteFilePath(u"%1-%2.png"_s.arg(int(m_step), 2, 10, QChar(u'0')).arg(name));
    return picture.save(file) ? file : QString();
}

Page *Tour::page() const
{
    return m_window.tabs().currentPage();
}

QWidget *Tour::part(const char *name) const
{
    const auto wanted = QString::fromLatin1(name);
    const QList<QWidget *> roots = over(m_window) + QList<QWidget *>{&m_window};
    for (auto *root : roots) {
        for (auto *widget : root->findChildren<QWidget *>(wanted)) {
            if (widget->isVisible())
                return widget;
        }
    }
    return nullptr;
}

bool Tour::usable(const char *name) const
{
    const auto *widget = part(name);
    return widget && widget->isEnabled();
}

void Tour::trigger(const char *command)
{
    m_window.commands().action(command)->trigger();
}

void Tour::click(const char *name)
{
    if (auto *button = qobject_cast<QAbstractButton *>(part(name)))
        button->click();
}

bool Tour::shows(const char *name, const QString &text) const
{
    const auto *label = qobject_cast<QLabel *>(part(name));
    return label && label->text().contains(text);
}

bool Tour::listHasRows(const char *name) const
{
    const auto *view = qobject_cast<QAbstractItemView *>(part(name));
    return view && view->model() && view->model()->rowCount() > 0;
}
