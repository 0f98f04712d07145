#pragma once

#include "ui/gateway/resource/resourcetab.h"

class QButtonGroup;
class QLabel;
class QScrollArea;
class ReferencePicker;
class UpstreamForm;

/// Where requests go on to: for an upstream its form; for what uses one: nowhere, by its service, an upstream that others
/// use, too, or one of its own.
class UpstreamTab : public ResourceTab {
    Q_OBJECT
public:
    explicit UpstreamTab(ResourceState &state, QWidget *parent = nullptr);

    enum Way { None, Service, Reference, Own };
    Q_ENUM(Way)
    QString title() const override { return tr("Upstream"); }
    bool focusPlace(const QString &pointer) override;
    void showComplaint(const schema::Problem &problem) override;
    Way way() const; ///< as the object has it, or as was chosen and is not filled in yet

private:
    bool isUpstream() const { return state().key().kind == gateway::Kind::Upstream; }
    void buildChoice(QLayout *layout);
    ReferencePicker *addPicker(QLayout *layout, const QString &member, gateway::Kind kind, const QString &title);
    void choose(Way way);
    void remove(json::Value &whole, const QString &member);
    void putBack(json::Value &whole, const QString &member);
    void refresh();
    QString note() const;
    void judge();
    Way wayOf(const json::Value &whole) const;

    QScrollArea *m_scroll;
    QButtonGroup *m_choice = nullptr;
    QWidget *m_head = nullptr;
    QLabel *m_note = nullptr;
    ReferencePicker *m_service = nullptr;
    ReferencePicker *m_reference = nullptr;
    QWidget *m_serviceRow = nullptr;
    QWidget *m_referenceRow = nullptr;
    UpstreamForm *m_form;
    std::optional<Way> m_wanted;
    QHash<QString, json::Value> m_parked; ///< of the ways that are not chosen now
};
