#pragma once

#include "core/schema/adapterlists.h"

#include <valijson/internal/adapter.hpp>
#include <valijson/internal/frozen_value.hpp>

/// How valijson reads our values. For check.cpp alone: it takes long to compile.
namespace schema {

class JsonFrozen : public valijson::adapters::FrozenValue {
public:
    explicit JsonFrozen(json::Value value)
        : m_value(std::move(value))
    {
    }
    FrozenValue *clone() const override { return new JsonFrozen(m_value); } // valijson takes it
    bool equalTo(const valijson::adapters::Adapter &other, bool strict) const override;

private:
    json::Value m_value;
};

class JsonView {
public:
    JsonView() = default;
    explicit JsonView(json::Value value)
        : m_value(std::move(value))
    {
    }
    valijson::adapters::FrozenValue *freeze() const { return new JsonFrozen(m_value); }
    opt::optional<JsonArray> getArrayOptional() const;
    opt::optional<JsonObject> getObjectOptional() const;
    bool getArraySize(size_t &size) const { return isArray() && (size = size_t(m_value.size()), true); }
    bool getObjectSize(size_t &size) const { return isObject() && (size = size_t(m_value.size()), true); }
    bool getBool(bool &value) const { return isBool() && (value = m_value.toBool(), true); }
    bool getDouble(double &value) const { return isNumber() && (value = m_value.toDouble(), true); }
    bool getInteger(int64_t &value) const { return isInteger() && (value = *m_value.toInteger(), true); }
    bool getString(std::string &text) const { return isString() && (text = m_value.toString().toStdString(), true); }
    static bool hasStrictTypes() { return true; }
    bool isArray() const { return m_value.isArray(); }
    bool isBool() const { return m_value.isBool(); }
    bool isDouble() const { return m_value.isNumber() && !m_value.toInteger(); }
    bool isInteger() const { return m_value.isNumber() && m_value.toInteger(); }
    bool isNull() const { return m_value.isNull(); }
    bool isNumber() const { return m_value.isNumber(); }
    bool isObject() const { return m_value.isObject(); }
    bool isString() const { return m_value.isString(); }

private:
    json::Value m_value;
};

class JsonAdapter
    : public valijson::adapters::BasicAdapter<JsonAdapter, JsonArray, JsonObjectMember, JsonObject, JsonView> {
public:
    JsonAdapter() = default;
    explicit JsonAdapter(const json::Value &value)
        : BasicAdapter(JsonView(value))
        , m_own(value)
    {
    }
    static JsonAdapter from(const json::Value &value) { return JsonAdapter(value); }
    const json::Value &value() const { return m_own; }

private:
    json::Value m_own; ///< the base keeps its copy to itself
};

struct JsonMember : JsonObjectMember {
    using JsonObjectMember::JsonObjectMember;
    static JsonMember from(const json::Member &member) { return {member.name.toStdString(), JsonAdapter(member.value)}; }
};

inline JsonItems JsonArray::begin() const { return {m_items, 0}; }
inline JsonItems JsonArray::end() const { return {m_items, m_items.size()}; }
inline JsonMembers JsonObject::begin() const { return {m_members, 0}; }
inline JsonMembers JsonObject::end() const { return {m_members, m_members.size()}; }
inline JsonMembers JsonObject::find(const std::string &name) const
{
    const QString wanted = QString::fromStdString(name);
    for (qsizetype i = m_members.size(); i-- > 0;)
        if (m_members[i].name == wanted)
            return {m_members, i};
    return end();
}
inline opt::optional<JsonArray> JsonView::getArrayOptional() const
{
    return isArray() ? opt::make_optional(JsonArray(m_value.items())) : opt::optional<JsonArray>();
}
inline opt::optional<JsonObject> JsonView::getObjectOptional() const
{
    return isObject() ? opt::make_optional(JsonObject(m_value.members())) : opt::optional<JsonObject>();
}
inline bool JsonFrozen::equalTo(const valijson::adapters::Adapter &other, bool strict) const
{
    return JsonAdapter(m_value).equalTo(other, strict);
}

} // namespace schema

template<> struct valijson::adapters::AdapterTraits<schema::JsonAdapter> {
    using DocumentType = json::Value;
    static std::string adapterName() { return "JsonAdapter"; }
};
