#pragma once

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>

class MainWindow;
class Page;

/// Drives the real window through the main job by clicks and keys, and writes a picture of every step. A step that
/// does not come in time ends it with what was waited for: so it is the end-to-end test of the main job, too.
class Tour : public QObject {
    Q_OBJECT
public:
    Tour(MainWindow &window, QString directory, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    void finished(bool good, const QString &words);

private:
    struct Step {
        QString picture; ///< empty: no picture of this one
        QString awaited; ///< for the sentence when it does not come
        std::function<bool()> ready;
        std::function<void()> act;
    };
    void addEditing();
    void addRunning();
    void addLooking();
    void addGateway();
    void addThemes();
    void showResourceTab(int index);
    void turn();
    void take();
    QString shoot(const QString &name) const;

    Page *page() const;
    QWidget *part(const char *name) const; ///< the visible widget of that name, in the window or a dialog of it
    bool usable(const char *name) const;
    void trigger(const char *command);
    void click(const char *name);
    void run(const QString &payload);
    bool shows(const char *name, const QString &text) const;
    bool listHasRows(const char *name) const;

    MainWindow &m_window;
    QString m_directory;
    QList<Step> m_steps;
    qsizetype m_step = 0;
    int m_quiet = 0; ///< turns for which the step has been ready: a picture shows no half-painted window
    QTimer m_timer;
    QElapsedTimer m_since;
};
