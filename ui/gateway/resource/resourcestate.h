#pragma once

#include "core/gateway/documents.h"
#include "core/schema/check.h"
#include "ui/gateway/gatewayservices.h"

#include <QMap>
#include <QObject>
#include <QPointer>

#include <optional>

/// One object of the gateway while it is edited: what was loaded and what it is now. All tabs read and write it; it
/// knows no widget and sends nothing.
class ResourceState : public QObject {
    Q_OBJECT
public:
    ResourceState(const GatewayServices &services, const gateway::Key &key, bool isNew, QObject *parent = nullptr);

    const GatewayServices &services() const { return m_services; }
    gateway::Session *session() const; ///< nullptr: closed
    const gateway::Key &key() const { return m_key; }       ///< of a new one: as typed, maybe without an id
    bool isNew() const { return m_isNew; }
    bool isLoaded() const { return m_loaded; } ///< before and value say something

    const json::Value &before() const { return m_before; } ///< as loaded, without times; null for a new one
    const json::Value &value() const { return m_value; }   ///< with the edits
    void setValue(const json::Value &whole);
    /// A member of the whole: nullopt takes it out. All else keeps its place, unknown members, too.
    void setMember(const QString &name, const std::optional<json::Value> &value);
    bool isModified() const;

    bool isReadOnly() const { return !m_readOnlyReason.isEmpty(); }
    QString readOnlyReason() const { return m_readOnlyReason; }

    /// Each tab reports its own; a save is off while there are any. tab: any name that is the tab's alone.
    void setProblems(const QString &tab, const QList<schema::Problem> &problems);
    QList<schema::Problem> problems() const;

    // For the page
    /// What the server has; the edits start over.
    void load(const gateway::Document &document);
    /// For one that does not exist yet.
    void begin(const json::Value &value);
    /// The server's copy moved on and the edits stay: after a merge, or when it was read again.
    void rebase(const gateway::Document &document, const json::Value &value);
    const std::optional<gateway::Document> &document() const { return m_document; } ///< as loaded, with its times
    void setKey(const gateway::Key &key);
    void setReadOnlyReason(const QString &reason);

Q_SIGNALS:
    void valueChanged(); ///< whoever did it; tabs guard against their own echo by comparing
    void loaded();       ///< before() is another one
    void problemsChanged();
    void readOnlyChanged();
    void keyChanged();

private:
    GatewayServices m_services;
    QPointer<gateway::Session> m_session;
    gateway::Key m_key;
    bool m_isNew;
    bool m_loaded = false;
    std::optional<gateway::Document> m_document;
    json::Value m_before;
    json::Value m_value;
    mutable std::optional<bool> m_modified;
    QString m_readOnlyReason;
    QMap<QString, QList<schema::Problem>> m_problems;
};
