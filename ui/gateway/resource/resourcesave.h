#pragma once

#include "core/gateway/save.h"
#include "ui/gateway/resource/resourcestate.h"

#include <QObject>

/// Writes one object: keeps what goes, writes, and finds out what became of it when the answer is lost.
class ResourceSave : public QObject {
    Q_OBJECT
public:
    enum class How { Save, Overwrite, Create };
    struct Job {
        How how = How::Save;
        gateway::Key key;
        std::optional<gateway::Document> server; ///< what goes; none: nothing is there
        json::Value after;
        bool keepVersion = true;
    };
    ResourceSave(ResourceState &state, Job job, QObject *parent);

    void start();
    const json::Value &sent() const { return m_job.after; } ///< with what only a save puts in
    void look(); ///< after a lost answer: does the gateway have it?

Q_SIGNALS:
    void progressed(const QString &text);
    void ended(const gateway::Saved &saved);
    void failed(const Error &error);
    void keepFailed(const Error &error); ///< nothing was written
    void unknown(const Error &error);    ///< nobody can tell now whether it was written

private:
    void fill();
    void write();
    void came(const Result<gateway::Saved> &saved);
    void readBack();

    ResourceState &m_state;
    Job m_job;
};
