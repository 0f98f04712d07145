#pragma once

#include "core/gateway/dryrun.h"
#include "ui/gateway/resource/resourcesave.h"
#include "ui/gateway/resource/reviewmaths.h"

#include <QDialog>

class Chip;
class ConflictView;
class MessageBar;
class QLabel;
class QPushButton;
class QRadioButton;
class ReviewContent;
class StateView;
struct Target;

/// Shows what a save of a gateway object will change, against the server's copy read now, has the gateway check it
/// beforehand, and saves. What others changed meanwhile is joined with the edit. Or only compares.
class ResourceReview : public QDialog {
    Q_OBJECT
public:
    enum class Mode { Save, Compare };
    ResourceReview(ResourceState &state, Mode mode, QWidget *parent = nullptr);
    ~ResourceReview() override;

Q_SIGNALS:
    void saved(const gateway::Document &document, bool created, const QStringList &differences);
    void complained(const gateway::Complaint &complaint);
    void openRequested(const Target &target);
    void goneMeanwhile();
    void draftWanted();
    void theirsWanted(); ///< the server's copy instead of the edit, which becomes a draft

private:
    void build();
    QWidget *buildHead();
    QWidget *buildWays();
    QWidget *buildFoot();
    void connectAll();
    void read();
    void readCame(const Result<gateway::Document> &document);
    void compare();
    void take(const review::Answer &answer);
    void showConflict();
    void ageAnswer();
    void forgetCheck();
    void checkBeforehand();
    void checked(const Result<gateway::DryRun> &result);
    void save();
    void startSave(const ResourceSave::Job &job);
    void connectSave();
    void ended(const gateway::Saved &result);
    void alreadyThere(const gateway::Document &there);
    void stop(const Error &error);
    void enable();
    QString saveReason() const;
    ResourceSave::Job job() const;

    ResourceState &m_state;
    Mode m_mode;
    bool m_create;
    json::Value m_mine; ///< what is reviewed: the page may move on
    std::optional<gateway::Document> m_server;
    std::optional<review::Answer> m_answer;
    bool m_stale = true;    ///< choices changed since the answer
    std::optional<json::Value> m_asked; ///< what the gateway checked beforehand, or checks
    bool m_refused = false; ///< by that check
    bool m_checking = false;
    bool m_busy = false;
    std::unique_ptr<QObject> m_reading;
    std::unique_ptr<QObject> m_comparing;
    std::unique_ptr<QObject> m_asking;
    ResourceSave *m_save = nullptr;
    ResourceSave::Job m_job;
    ReviewContent *m_content;
    StateView *m_view;
    MessageBar *m_conflict;
    QWidget *m_ways = nullptr;
    QRadioButton *m_mergeWay = nullptr;
    QRadioButton *m_overwriteWay = nullptr;
    ConflictView *m_conflicts;
    MessageBar *m_message;
    Chip *m_checkChip;
    QLabel *m_open; ///< what is still to be chosen
    QPushButton *m_saveButton;
    QPushButton *m_draft;
    QPushButton *m_cancel;
};
