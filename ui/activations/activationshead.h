#pragma once

#include "core/openwhisk/activationfeed.h"

#include <QWidget>

class Chip;
class HeadLayout;
class QLabel;
class QProgressBar;
class QPushButton;

/// Name of the page, whether it is live, how many are shown, how far the loading is, and what may be missing.
class ActivationsHead : public QWidget {
    Q_OBJECT
public:
    explicit ActivationsHead(QWidget *parent = nullptr);

    void setCounts(const QString &text);
    void setState(const openwhisk::ActivationFeed::State &state);
    void setEnded(); ///< the connection is gone
    void addButtons(const QList<QWidget *> &buttons);

Q_SIGNALS:
    void stopRequested(); ///< the loading of the past

private:
    void showLive(const openwhisk::ActivationFeed::State &state);
    void showMissed();

    HeadLayout *m_row;
    Chip *m_live;
    QLabel *m_counts;
    QProgressBar *m_progress;
    QPushButton *m_stop;
    QPushButton *m_missed;
    QList<openwhisk::ActivationFeed::Gap> m_gaps;
};
