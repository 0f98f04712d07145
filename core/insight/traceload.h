#pragma once

#include "core/async/result.h"
#include "core/insight/trace.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace insight {

class ActivationTable;

/// Triggers that fired shortly before something started, nearest first: tryTriggers() asks which of them it was.
QStringList triggersBefore(const ActivationTable &table, const openwhisk::ActivationSummary &started, int most = 12);

/// Where a TraceLoad gets what it lacks; requests end with owner. NotFound means: no record yet, or never.
struct TraceSource {
    std::function<Async<openwhisk::Activation>(const QString &id, QObject *owner)> record;
    /// The members of a sequence by name, "/ns/pkg/a" each; may be empty: then members not reached are not shown.
    std::function<Async<QStringList>(const openwhisk::EntityName &sequence, QObject *owner)> components;
};

/// Puts a trace together and goes on while records are pending: from one activation up to what caused it, and down to
/// all that it started. A few requests at a time; ends with itself.
class TraceLoad : public QObject {
    Q_OBJECT
public:
    struct Bounds {
        int records = 500;
        int atOnce = 3;
        int patienceMs = 120'000; ///< a record that is missing for longer counts as not stored
        int firstPauseMs = 200;   ///< between two looks for it, doubled up to 5 s
    };
    TraceLoad(TraceSource source, QObject *parent);
    TraceLoad(TraceSource source, const Bounds &bounds, QObject *parent);
    ~TraceLoad() override;

    /// From there up and down. Records that are known already need not be asked for.
    void start(const QString &id, const QList<openwhisk::Activation> &known = {});
    /// Trigger activations that may have started the root (triggersBefore()): the one whose log names it becomes the
    /// root. Nothing else links an action to its trigger.
    void tryTriggers(const QStringList &ids);
    void stop();   ///< what is pending stays so
    void again();  ///< looks once more for what is pending, not stored or unreadable

    const QString &subject() const { return m_subject; } ///< what was asked for
    const QString &root() const { return m_root; }
    const Trace &trace() const { return m_trace; }
    const TraceParts &parts() const { return m_parts; }
    bool complete() const; ///< nothing is loading or pending
    qint64 watchLeftMs() const; ///< how long it will still look for what is pending; 0: for nothing

Q_SIGNALS:
    void changed(); ///< trace, complete; at most once a turn of the event loop

private:
    void reset();
    bool isKnown(const QString &id) const;
    void want(const QString &id);
    void askNext();
    void ask(const QString &id);
    void finish(const QString &id, const Result<openwhisk::Activation> &read);
    void take(const openwhisk::Activation &record);
    void climb();
    void askComponents(const openwhisk::Activation &sequence);
    void missed(const QString &id);
    void lookAgain();
    void planLook();
    void tell();

    TraceSource m_source;
    Bounds m_bounds;
    QString m_subject;
    QString m_root;
    TraceParts m_parts;
    Trace m_trace;
    QStringList m_queue;
    QSet<QString> m_asked;         ///< now
    QSet<QString> m_triggers;      ///< candidates
    QHash<QString, openwhisk::Activation> m_others; ///< candidates that were read
    QHash<QString, int> m_pauses;  ///< ms, of what is pending
    QHash<QString, qint64> m_nextLook;
    QTimer m_look;
    QTimer m_tell;
    std::unique_ptr<QObject> m_owner; ///< of the requests: a new start ends the old ones
    bool m_stopped = false;
};

} // namespace insight
