#pragma once

#include "core/schema/check.h"
#include "core/schema/shape.h"

#include <QRegularExpression>

/// Values for a field: each optional member there and not, each bound, each choice. Header only, for tests.
class Samples {
public:
    static QList<json::Value> of(const schema::Field &field, int depth = 0)
    {
        using schema::Kind;
        switch (field.kind) {
        case Kind::Text:
            return texts(field);
        case Kind::Integer:
        case Kind::Number:
            return numbers(field);
        case Kind::Boolean:
            return {json::Value::boolean(true), json::Value::boolean(false)};
        case Kind::Enum:
            return field.values;
        case Kind::List:
            return lists(field, depth);
        case Kind::Choice:
            return choices(field, depth);
        case Kind::Json:
            return {json::Value::object({{QStringLiteral("a"), json::Value::array({json::Value::number(1)})}})};
        default:
            return objects(field, depth);
        }
    }

private:
    static QList<json::Value> texts(const schema::Field &field)
    {
        QStringList candidates;
        for (const char *text : {"a", "/a", "http://h:80", "127.0.0.1", "10.0.0.0/8", "::1", "arg_a", "$arg_a", "a:b",
                                 "function() end", "2.0.0", "1s", "*", "h.test", "a/credentials/b", "2024-01-01"})
            candidates.append(QString::fromLatin1(text));
        const auto least = std::max<qint64>(field.minLength, 1);
        candidates.append(QString(least, u'x'));
        if (field.maxLength && *field.maxLength < 5000)
            candidates.append(QString(*field.maxLength, u'x'));
        QList<json::Value> good;
        for (const QString &text : candidates)
            if (const json::Value value = json::Value::string(text); good.size() < 3 && field.check->accepts(value))
                good.append(value);
        if (field.maxLength && field.check->accepts(json::Value::string(candidates.last())))
            good.append(json::Value::string(candidates.last()));
        good.append(json::Value::string(QStringLiteral("$secret://vault/1/a")));
        return good;
    }

    static QList<json::Value> numbers(const schema::Field &field)
    {
        QList<json::Value> good;
        QList<QByteArray> candidates{field.minimum, field.maximum, "7", "300", "1000000", "2", "1"};
        if (field.kind == schema::Kind::Number)
            candidates.prepend("0.50");
        else
            candidates.append("3.0");
        for (const QByteArray &text : candidates)
            if (!text.isEmpty() && good.size() < 4 && field.check->accepts(json::Value::numberText(text)))
                good.append(json::Value::numberText(text));
        return good;
    }

    static QList<json::Value> lists(const schema::Field &field, int depth)
    {
        QList<json::Value> result;
        const QList<json::Value> items = depth > 6 ? QList<json::Value>() : of(*field.item, depth + 1);
        if (field.minItems == 0)
            result.append(json::Value::array());
        for (const json::Value &item : items) {
            QList<json::Value> some{item};
            for (qsizetype i = 0; some.size() < field.minItems; ++i)
                some.append(items.value(i, item));
            result.append(json::Value::array(some));
        }
        if (items.size() > 1 && field.maxItems.value_or(2) >= 2)
            result.append(json::Value::array(items.mid(0, std::max<qsizetype>(2, field.minItems))));
        return result;
    }

    static QList<json::Value> choices(const schema::Field &field, int depth)
    {
        QList<json::Value> result;
        for (const schema::FieldPtr &alternative : field.alternatives)
            result.append(of(*alternative, depth));
        return result;
    }

    static QList<json::Value> objects(const schema::Field &field, int depth)
    {
        QList<json::Value> result;
        for (const json::Value &least : starts(field, depth)) {
            const auto shape = schema::shapeOf(field, least);
            json::Value all = least;
            for (const schema::FieldPtr &member : shape.members) {
                if (depth > 6 || shape.hidden.contains(member->name))
                    continue;
                QList<json::Value> values = of(*member, depth + 1);
                if (result.size() > 80 || depth > 2)
                    values = values.mid(0, 1);
                for (const json::Value &value : values) {
                    json::Value one = least;
                    one.set(member->name, value);
                    result.append(completed(field, one, depth));
                }
                if (!values.isEmpty() && !all.contains(member->name))
                    all.set(member->name, values.first());
            }
            result.append({least, all});
        }
        for (const schema::KeyRule &rule : field.keys)
            if (const QString key = keyFor(rule.pattern); !key.isEmpty())
                for (const json::Value &value : of(*rule.value, depth + 1))
                    result.append(with(field, key, value, depth));
        if (field.additional)
            result.append(with(field, QStringLiteral("whatever"), of(*field.additional, depth + 1).value(0), depth));
        return result;
    }

    /// The least that is right, once for each option of a group and each value that decides what else there is.
    static QList<json::Value> starts(const schema::Field &field, int depth)
    {
        QList<json::Value> result{completed(field, json::Value::object(), depth)};
        for (const schema::Group &group : field.groups)
            for (const schema::Group::Option &option : group.options) {
                json::Value start = json::Value::object();
                for (const QString &name : option.members)
                    start.set(name, first(field, start, name, depth));
                result.append(completed(field, start, depth));
            }
        for (const schema::Condition &condition : field.conditions)
            for (const schema::FieldPtr &member : field.members)
                if (member->name == condition.deciding)
                    for (const json::Value &value : member->values) {
                        json::Value start = result.last();
                        start.set(member->name, value);
                        result.append(completed(field, start, depth));
                    }
        return result;
    }

    /// With what is required and missing.
    static json::Value completed(const schema::Field &field, json::Value object, int depth)
    {
        for (int round = 0; round < 3; ++round)
            for (const QString &name : schema::shapeOf(field, object).required)
                if (!object.contains(name))
                    object.set(name, first(field, object, name, depth));
        return object;
    }

    static json::Value with(const schema::Field &field, const QString &key, const json::Value &value, int depth)
    {
        json::Value object = completed(field, json::Value::object(), depth);
        object.set(key, value);
        return object;
    }

    static json::Value first(const schema::Field &field, const json::Value &object, const QString &name, int depth)
    {
        return least(*schema::memberField(field, object, name), depth + 1);
    }

    static json::Value least(const schema::Field &field, int depth)
    {
        using schema::Kind;
        if (field.kind == Kind::Choice)
            return least(*field.alternatives.first(), depth);
        if (field.kind == Kind::Object || field.kind == Kind::Map)
            return completed(field, json::Value::object(), depth);
        if (field.kind != Kind::List)
            return of(field, depth).value(0);
        QList<json::Value> items;
        while (items.size() < field.minItems)
            items.append(least(*field.item, depth + 1));
        return json::Value::array(items);
    }

    static QString keyFor(const QString &pattern)
    {
        const QRegularExpression expression(pattern);
        for (const char *key : {"Abc", "200", "PROFANITY", "header", "127.0.0.1:80"})
            if (expression.match(QString::fromLatin1(key)).hasMatch())
                return QString::fromLatin1(key);
        return {};
    }
};
