#pragma once

#include "core/json/text.h"

namespace sandbox {

/// Builds the text of an object member by member, so that big ready-made texts are copied once and never parsed.
class JsonWriter {
public:
    JsonWriter &add(QStringView name, const QByteArray &json)
    {
        m_text += (m_text.isEmpty() ? "{" : ",") + json::quoted(name).toUtf8() + ':' + json;
        return *this;
    }
    JsonWriter &add(QStringView name, const json::Value &value) { return add(name, json::compact(value)); }
    JsonWriter &add(QStringView name, const QString &text) { return add(name, json::compact(json::Value::string(text))); }
    JsonWriter &add(QStringView name, qint64 number) { return add(name, QByteArray::number(number)); }
    JsonWriter &add(QStringView name, bool yes) { return add(name, QByteArray(yes ? "true" : "false")); }
    QByteArray text() const { return m_text.isEmpty() ? QByteArray("{}") : m_text + '}'; }

private:
    QByteArray m_text;
};

/// "[a,b]" of ready-made texts.
inline QByteArray jsonArray(const QList<QByteArray> &items) { return '[' + items.join(',') + ']'; }

} // namespace sandbox
