#pragma once

#include "core/json/value.h"

#include <valijson/internal/basic_adapter.hpp>

/// Lists and objects of ours as valijson goes over them. For adapter.h alone.
namespace schema {

class JsonAdapter;
using JsonObjectMember = std::pair<std::string, JsonAdapter>;

/// Goes over items or members by index; Entry is what it gives.
template<typename Entry, typename List> class JsonIterator {
public:
    using iterator_category = std::bidirectional_iterator_tag;
    using value_type = Entry;
    using difference_type = std::ptrdiff_t;
    using pointer = Entry *;
    using reference = Entry &;

    JsonIterator(List list, qsizetype index)
        : m_list(std::move(list)), m_index(index)
    {
    }
    Entry operator*() const { return Entry::from(m_list.at(m_index)); }
    valijson::adapters::DerefProxy<Entry> operator->() const { return valijson::adapters::DerefProxy<Entry>(**this); }
    bool operator==(const JsonIterator &other) const { return m_index == other.m_index; }
    JsonIterator &operator++()
    {
        ++m_index;
        return *this;
    }
    JsonIterator operator++(int)
    {
        const JsonIterator before = *this;
        ++m_index;
        return before;
    }
    JsonIterator &operator--()
    {
        --m_index;
        return *this;
    }
    void advance(std::ptrdiff_t steps) { m_index += steps; }

private:
    List m_list; ///< shared
    qsizetype m_index;
};

struct JsonMember;
using JsonItems = JsonIterator<JsonAdapter, QList<json::Value>>;
using JsonMembers = JsonIterator<JsonMember, QList<json::Member>>;

class JsonArray {
public:
    using const_iterator = JsonItems;
    using iterator = JsonItems;
    JsonArray() = default;
    explicit JsonArray(QList<json::Value> items)
        : m_items(std::move(items))
    {
    }
    JsonItems begin() const;
    JsonItems end() const;
    size_t size() const { return size_t(m_items.size()); }

private:
    QList<json::Value> m_items;
};

class JsonObject {
public:
    using const_iterator = JsonMembers;
    using iterator = JsonMembers;
    JsonObject() = default;
    explicit JsonObject(QList<json::Member> members)
        : m_members(std::move(members))
    {
    }
    JsonMembers begin() const;
    JsonMembers end() const;
    JsonMembers find(const std::string &name) const;
    size_t size() const { return size_t(m_members.size()); }

private:
    QList<json::Member> m_members;
};

} // namespace schema
