#pragma once

#include "ui/gateway/list/routemarks.h"
#include "ui/gateway/match/routecall.h"
#include "ui/gateway/resource/resourcetab.h"

#include "core/net/request.h"

class BoundForm;
class MatchWatch;
class MessageBar;
class MethodBoxes;
class QScrollArea;
class TagField;
class TakesPanel;

/// Which requests a route takes, what the other routes make of that, and which route takes a request.
class MatchTab : public ResourceTab {
    Q_OBJECT
public:
    explicit MatchTab(ResourceState &state, QWidget *parent = nullptr);
    ~MatchTab() override;

    QString title() const override;
    bool focusPlace(const QString &pointer) override;
    void showComplaint(const schema::Problem &problem) override;
    bool hasSide() const override { return false; }
    QList<RouteMark> marks() const;

Q_SIGNALS:
    void marksChanged();
    void reviewWanted();
    void testWanted(const QString &method, const QString &url, const QList<net::Header> &headers);

private:
    QWidget *buildForm();
    void buildFields();
    void connectFields();
    void fill();
    void take(TagField *field);
    void takeMethods();
    void judge();
    void showReadOnly();
    void showMarks();
    void raise(qint64 priority);
    void disable();
    QString was(const QStringList &before, const QStringList &now) const;

    MatchWatch *m_watch;
    MessageBar *m_banner;
    QScrollArea *m_scroll;
    TagField *m_uris;
    TagField *m_hosts;
    MethodBoxes *m_methods;
    TagField *m_addresses;
    BoundForm *m_rest;
    TakesPanel *m_takes;
    QHash<const TagField *, QString> m_complaints; ///< the server's, until the place changes
};
