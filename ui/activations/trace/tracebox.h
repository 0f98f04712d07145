#pragma once

#include "core/insight/traceload.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class Waterfall;

namespace openwhisk {
class Session;
}

/// The trace of one activation: what caused it, what it started, who waited for whom. A click on a line chooses it.
class TraceBox : public QWidget {
    Q_OBJECT
public:
    explicit TraceBox(openwhisk::Session &session, QWidget *parent = nullptr);

    /// triggers: fires that may have started it, as the record does not tell.
    void start(const openwhisk::Activation &record, const QStringList &triggers = {});
    void clear();
    void lookAgain();
    void choose(const QString &id); ///< without a signal
    QString chosen() const;
    const insight::Trace &trace() const { return m_load->trace(); }
    std::optional<openwhisk::Activation> record(const QString &id) const;
    bool complete() const { return m_load->complete(); }
    bool isTree() const { return trace().nodes.size() > 1; }
    void setCompact(bool compact);

Q_SIGNALS:
    void changed();
    void memberChosen(const QString &id);
    void openRequested(const QString &id);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *buildHead();
    void show();
    void showState();
    QString idOf(const QString &key) const;

    QPointer<openwhisk::Session> m_session;
    insight::TraceLoad *m_load;
    QTimer m_tick; ///< while something is pending its text tells for how long
    bool m_compact = false;
    QLabel *m_origin;
    QCheckBox *m_fold;
    QWidget *m_legend;
    QLabel *m_stateText;
    QPushButton *m_again;
    Waterfall *m_fall;
};
