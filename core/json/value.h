#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace json {

enum class Type { Null, Bool, Number, String, Array, Object };

struct Member;

/// A JSON document that keeps what it was given: member order, number text, duplicates. Copies share.
/// Strings may hold lone surrogates. Wrong-type reads give an empty value, never a crash.
class Value {
public:
    Value() = default; ///< null
    static Value boolean(bool value);
    static Value number(qint64 value);
    static Value numberText(QByteArray text); ///< text must be a JSON number; kept as it is
    static Value string(QString text);
    static Value array(QList<Value> items = {});
    static Value object(QList<Member> members = {});

    Type type() const;
    bool isNull() const { return type() == Type::Null; }
    bool isBool() const { return type() == Type::Bool; }
    bool isNumber() const { return type() == Type::Number; }
    bool isString() const { return type() == Type::String; }
    bool isArray() const { return type() == Type::Array; }
    bool isObject() const { return type() == Type::Object; }

    bool toBool(bool otherwise = false) const;
    QString toString() const;
    QByteArray numberText() const; ///< empty when this is no number
    std::optional<qint64> toInteger() const; ///< 5 and 5.0 and 5e0; none when it has a fraction or does not fit
    double toDouble(double otherwise = 0) const;

    const QList<Value> &items() const &;
    const QList<Member> &members() const &;
    const QList<Value> items() const &&; ///< a share of its own: a loop over a temporary's outlives it
    const QList<Member> members() const &&;
    qsizetype size() const; ///< items or members, else 0

    const Value *find(QStringView name) const; ///< the last member of that name, or nullptr
    Value value(QStringView name) const; ///< null when missing
    bool contains(QStringView name) const { return find(name) != nullptr; }

    void set(QStringView name, Value value); ///< replaces in place or appends; makes an object of a null
    bool remove(QStringView name);
    void append(Value value); ///< makes an array of a null
    void setItem(qsizetype index, Value value);
    void removeItem(qsizetype index);
    void insertItem(qsizetype index, Value value);

    /// Same meaning: 5 equals 5.0, the order of members does not count.
    friend bool equal(const Value &a, const Value &b);
    /// Same text: member order and number text count.
    bool operator==(const Value &other) const;

private:
    struct Data;
    std::shared_ptr<const Data> m_data;
    Data &detach();
};

struct Member {
    QString name;
    Value value;
    bool operator==(const Member &) const = default;
};

bool equal(const Value &a, const Value &b);

} // namespace json
