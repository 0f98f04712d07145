#pragma once

#include "core/history/records.h"
#include "ui/editors/entity/entitykind.h"
#include "ui/widgets/dialog.h"

#include <QPointer>

#include <memory>

class Chip;
class MessageBar;
class QPushButton;
class ReviewContent;
class SaveJob;
class StateView;

namespace history {
class Store;
}
namespace openwhisk {
class Session;
}

/// Shows what a save will change and do, against the server's copy read now, and saves. Or only compares.
class ReviewDialog : public Dialog {
    Q_OBJECT
public:
    enum class Mode { Save, Create, Compare };
    struct Subject {
        Mode mode = Mode::Save;
        EntityKindPtr kind;
        openwhisk::EntityName name;
        QString glyph;
        std::optional<EntityCopy> opened; ///< none for a new one
        json::Value now;
        history::Key key;
        QString nowTitle; ///< "your draft", "after save"
    };
    ReviewDialog(openwhisk::Session &session, history::Store &store, Subject subject, QWidget *parent = nullptr);
    ~ReviewDialog() override;

Q_SIGNALS:
    void saved(const EntityCopy &copy, const QStringList &differences);
    void progressed(const QString &text); ///< of a save
    void busyChanged(bool busy); ///< saving, or not any more
    void draftWanted();
    void theirsWanted(); ///< the server's copy instead of the edit, which becomes a draft

private:
    void build();
    QWidget *buildHead();
    QWidget *buildFoot();
    void buildDiffButtons(QList<QWidget *> &row);
    void read();
    void readCame(const Result<EntityCopy> &server);
    struct Compared;
    static Compared compared(const Subject &subject, const std::optional<EntityCopy> &server, const QString &afterTitle);
    void take(const Compared &review);
    Error explained(const Error &error) const;
    void showReview();
    void showConflict();
    void showChips();
    QString afterTitle() const;
    void save();
    void startJob(bool keepVersion);
    void connectJob();
    void setBusy(bool busy);
    void enable();
    QString saveReason() const;

    QPointer<openwhisk::Session> m_session;
    history::Store &m_store;
    Subject m_subject;
    std::optional<EntityCopy> m_server;
    json::Value m_after;
    QList<json::Value> m_steps;
    int m_drops = 0; ///< changes of somebody else that go
    bool m_overwrite = false; ///< and the user said yes to that
    int m_changeCount = 0;
    bool m_busy = false;
    std::unique_ptr<QObject> m_load;
    std::unique_ptr<QObject> m_comparing;
    SaveJob *m_job = nullptr;
    ReviewContent *m_content;
    StateView *m_state;
    MessageBar *m_conflict;
    MessageBar *m_message;
    Chip *m_openedChip;
    Chip *m_serverChip;
    Chip *m_nextChip;
    QPushButton *m_save;
    QPushButton *m_draft;
    QPushButton *m_cancel;
};
