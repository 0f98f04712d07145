#pragma once

#include "core/openwhisk/activationfeed.h"

#include <QWidget>

class Chip;
class QHBoxLayout;
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
    QHBoxLayout *row() const { return m_row; }

Q_SIGNALS:
    void stopRequested(); ///< the loading of the past

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showLive(const openwhisk::ActivationFeed::State &state);
    void showMissed();
    void elide();

    QHBoxLayout *m_row;
    Chip *m_live;
    QLabel *m_counts;
    QProgressBar *m_progress;
    QPushButton *m_stop;
    QPushButton *m_missed;
    QString m_text;
    QList<openwhisk::ActivationFeed::Gap> m_gaps;
};
