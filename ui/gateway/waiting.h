#pragma once

#include "core/gateway/kinds.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace gateway {
class Session;
}

/// Has the session go on asking for what a page shows as long as one sees the page, and puts it into words.
class Waiting : public QObject {
    Q_OBJECT
public:
    Waiting(gateway::Session &session, gateway::Kind kind, QWidget &page);
    ~Waiting() override;

    QString words() const; ///< "Next try in 40 s."; empty: none is to come

Q_SIGNALS:
    void wordsChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setSeen(bool seen);
    void look();

    QPointer<gateway::Session> m_session;
    gateway::Kind m_kind;
    QTimer m_timer;
    QString m_words;
    bool m_seen = false;
};
