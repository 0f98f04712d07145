#pragma once

#include "ui/editors/loadedaction.h"

#include <array>

/// The parts of an action that have a tab of their own.
enum class ActionArea { Code, Parameters, Runtime, Annotations };

/// What is edited: the action as it was read, and the copy that the tabs change. Knows no widget and sends nothing.
class ActionState : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void load(LoadedAction loaded); ///< the edit starts over
    void begin(openwhisk::ActionEdit edit); ///< for an action that does not exist yet
    void replaceEdit(const openwhisk::ActionEdit &edit); ///< a draft or a copy
    void revert();

    bool isNew() const { return !m_loaded; }
    const std::optional<LoadedAction> &loaded() const { return m_loaded; }
    const openwhisk::ActionEdit &was() const { return m_was; }
    const openwhisk::ActionEdit &now() const { return m_now; }
    bool modified() const;
    bool modified(ActionArea area) const { return m_changed[size_t(area)]; }

    void setExec(const openwhisk::Exec &exec);
    void setParameters(const QList<openwhisk::KeyValue> &parameters);
    void setAnnotations(const QList<openwhisk::KeyValue> &annotations);
    void setLimits(const openwhisk::ActionLimits &limits);

Q_SIGNALS:
    void reset(); ///< all is new: whoever shows it fills itself again
    void edited(); ///< now() changed

private:
    void compareExec();
    void compareAll();

    std::optional<LoadedAction> m_loaded;
    openwhisk::ActionEdit m_was;
    openwhisk::ActionEdit m_now;
    std::array<bool, 4> m_changed = {};
};

bool isSequence(const openwhisk::Exec &exec);
bool isImage(const openwhisk::Exec &exec);
