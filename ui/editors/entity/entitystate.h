#pragma once

#include "ui/editors/entity/entitykind.h"

#include <QObject>

/// What is edited: the entity as it was read, and the copy of its edit that the tabs change. Knows no widget and sends
/// nothing.
class EntityState : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    void load(EntityCopy copy);                ///< the edit starts over
    void begin(json::Value edit);              ///< for one that does not exist yet
    void replaceEdit(const json::Value &edit); ///< a draft, a copy, or taken back
    void set(const QString &member, const json::Value &value); ///< what a tab was told by the user
    void setItems(const QString &member, const QList<openwhisk::KeyValue> &items);

    const std::optional<EntityCopy> &copy() const { return m_copy; } ///< none: it is new, or not loaded yet
    const json::Value &was() const { return m_was; }
    const json::Value &now() const { return m_now; }
    json::Value value(QStringView member) const { return m_now.value(member); }
    QList<openwhisk::KeyValue> items(QStringView member) const;
    QList<openwhisk::KeyValue> itemsBefore(QStringView member) const;
    bool modified() const;
    bool modified(QStringView member) const;

Q_SIGNALS:
    void reset();  ///< all is new: whoever shows it fills itself again
    void edited(); ///< now() changed

private:
    std::optional<EntityCopy> m_copy;
    json::Value m_was = json::Value::object();
    json::Value m_now = json::Value::object();
};
