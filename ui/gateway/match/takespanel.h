#pragma once

#include "ui/gateway/match/routejudge.h"

#include <QWidget>

class MatchWatch;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;
class ResourceState;

/// A request that one thinks of, and which route takes it: worked out here, nothing is sent.
class TakesPanel : public QWidget {
    Q_OBJECT
public:
    TakesPanel(ResourceState &state, MatchWatch &watch, QWidget *parent = nullptr);

    CallText call() const;
    void setCall(const CallText &call);

Q_SIGNALS:
    void openRequested(const gateway::Key &key);
    void sendWanted(const CallText &call);

private:
    QWidget *buildRequest();
    QWidget *buildAnswer();
    void typed();
    void propose(); ///< what the route itself would take, as long as nobody typed
    void showAnswer();
    QWidget *card(const routejudge::Line &line, int number);

    ResourceState &m_state;
    MatchWatch &m_watch;
    bool m_own = false; ///< somebody typed
    QComboBox *m_method;
    QLineEdit *m_url;
    QPlainTextEdit *m_headers;
    QLineEdit *m_address;
    QVBoxLayout *m_cards = nullptr;
    QLabel *m_others;
    QPushButton *m_send;
    QList<routejudge::Line> m_shown;
};
