#pragma once

#include "ui/editors/trigger/feededit.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

#include <memory>

class Chip;
class EntityPicker;
class FeedForm;
class MessageBar;
class QLabel;
class QPushButton;
class QTableWidget;

namespace openwhisk {
class Session;
}

/// What feeds a trigger: which feed, its schedule in words and as times, whether it is alive. Asking, pausing and
/// resuming happen at once; everything else becomes part of the trigger's edit.
class FeedPanel : public QWidget {
    Q_OBJECT
public:
    explicit FeedPanel(openwhisk::Session &session, QWidget *parent = nullptr);
    ~FeedPanel() override;

    void setTrigger(const openwhisk::Trigger &trigger);   ///< as the server has it
    void beginNew();                                      ///< for a trigger that does not exist yet
    void setEdit(const json::Value &edit);                ///< null: nothing is changed
    json::Value edit() const;                             ///< see FeedEdit
    QString problem() const;
    /// seen: a fire leaves an activation, since a rule is active, and the newest one is known.
    void setEvidence(std::optional<qint64> lastFireMs, bool seen);
    void setReadOnly(const QString &reason);
    bool hasFeed() const { return m_feed.has_value(); }

Q_SIGNALS:
    void edited();
    void asked(); ///< the feed ran: an activation of it is worth a look

private:
    void build();
    void connectParts();
    void call(openwhisk::Lifecycle event);
    void came(openwhisk::Lifecycle event, const Result<json::Value> &answer);
    void findSources();
    void choose(const QString &typed);
    void chooseSort(openwhisk::AlarmSort sort);
    void take(const std::optional<openwhisk::EntityName> &feed, const json::Value &parameters);
    QString providerOf(const openwhisk::EntityName &feed) const;
    std::optional<openwhisk::AlarmSort> sortOf(const openwhisk::EntityName &feed) const;
    json::Value knownParameters() const;
    std::optional<FeedEdit> editNow() const;
    void showAll();
    void showTimes();
    bool isUntold() const { return m_feed && m_wanted == m_feed && !m_state && !m_touched && !m_tellAnew; }
    QString untoldText() const;
    void showVerdict();
    void enable();

    QPointer<openwhisk::Session> m_session;
    std::optional<openwhisk::Trigger> m_trigger; ///< none: new
    std::optional<openwhisk::EntityName> m_feed; ///< of the server
    std::optional<openwhisk::EntityName> m_wanted;
    QString m_feedProblem;                       ///< the annotation names no action
    bool m_touched = false;
    bool m_tellAnew = false;                     ///< the user wants the form although the feed told nothing
    std::optional<openwhisk::FeedState> m_state;
    openwhisk::FeedVerdict m_verdict;
    openwhisk::FeedEvidence m_evidence;
    qint64 m_askedMs = 0;
    QString m_readOnly;
    QList<openwhisk::FeedSource> m_sources;
    bool m_searched = false;
    std::unique_ptr<QObject> m_request;
    EntityPicker *m_source;
    FeedForm *m_form;
    QTableWidget *m_times;
    Chip *m_chip;
    QLabel *m_asked;
    QLabel *m_none;
    MessageBar *m_message;
    QPushButton *m_pause;
    QPushButton *m_ask;
    QPushButton *m_anew;
    QPushButton *m_remove;
    QWidget *m_body;
};
