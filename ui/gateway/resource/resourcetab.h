#pragma once

#include "ui/gateway/resource/resourcestate.h"
#include "ui/models/target.h"

#include <QWidget>

/// A tab of the page of a gateway object. It holds no value of its own: it shows the state's and edits it there.
class ResourceTab : public QWidget {
    Q_OBJECT
public:
    explicit ResourceTab(ResourceState &state, QWidget *parent = nullptr);

    virtual QString title() const = 0;
    virtual int count() const { return -1; } ///< behind the title; -1: none
    /// The place that someone complains about is this tab's: it is shown and gets the focus. False: another tab's.
    virtual bool focusPlace(const QString &) { return false; }
    /// The complaint itself, to be shown at its place after focusPlace() said yes, until the place changes.
    virtual void showComplaint(const schema::Problem &) {}
    virtual bool hasSide() const { return true; } ///< pending changes are shown beside it
    virtual void find() {}                         ///< Ctrl+F

Q_SIGNALS:
    void titleChanged();
    void openRequested(const Target &target);
    void notice(const QString &text);

protected:
    ResourceState &state() const { return m_state; }

private:
    ResourceState &m_state;
};
