#include "core/json/ondemand.h"

#include "core/json/number.h"
#include "core/json/scan.h"

#include <QSet>

#include <cstring>

namespace json {

namespace od = simdjson::ondemand;

namespace {

constexpr std::string_view blanks = " \n\r\t";

bool hasDuplicates(const QList<Member> &members)
{
    if (members.size() > 16) {
        QSet<QStringView> names;
        names.reserve(members.size());
        for (const Member &member : members)
            names.insert(member.name);
        return names.size() != members.size();
    }
    for (qsizetype i = 1; i < members.size(); ++i)
        for (qsizetype j = 0; j < i; ++j)
            if (members[i].name == members[j].name)
                return true;
    return false;
}

} // namespace

Source::Source(QByteArrayView text, qsizetype room)
{
    if (text.startsWith("\xEF\xBB\xBF"))
        text = text.sliced(3);
    const auto size = size_t(text.size());
    repaired = !simdjson::validate_utf8(text.data(), size);
    if (repaired) {
        const QByteArray right = QString::fromUtf8(text).toUtf8();
        copy = simdjson::padded_string(right.constData(), size_t(right.size()));
    } else if (room >= qsizetype(simdjson::SIMDJSON_PADDING)) {
        padded = simdjson::padded_string_view(text.data(), size, size + size_t(room));
        return;
    } else {
        copy = simdjson::padded_string(text.data(), size);
    }
    padded = copy;
}

bool Source::isContainer() const
{
    const auto at = text().find_first_not_of(blanks);
    return at != std::string_view::npos && (text()[at] == '{' || text()[at] == '[');
}

std::string_view rawName(const od::field &field)
{
    const char *begin = field.key().raw();
    const auto *end = static_cast<const char *>(rawmemchr(begin, '"')); // simdjson has seen the closing quote
    if (end == begin || end[-1] != '\\')
        return {begin, size_t(end - begin)};
    for (end = begin; *end != '"';)
        end += *end == '\\' ? 2 : 1;
    return {begin, size_t(end - begin)};
}

bool readScalar(std::string_view token, Value *out)
{
    token = trimmed(token);
    if (token.size() >= 2 && token.front() == '"' && token.back() == '"') {
        QString text;
        if (!unescape(token.substr(1, token.size() - 2), out ? &text : nullptr))
            return false;
        if (out)
            *out = Value::string(std::move(text));
        return true;
    }
    if (token == "true" || token == "false" || token == "null") {
        if (out)
            *out = token == "null" ? Value() : Value::boolean(token == "true");
        return true;
    }
    if (!out)
        return isNumber(token);
    *out = Value::numberText(QByteArray(token.data(), qsizetype(token.size())));
    return out->isNumber();
}

bool ended(od::document &document)
{
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

bool open(od::parser &parser, const Source &source, int maxDepth, od::document &document)
{
    return parser.allocate(source.padded.length(), size_t(maxDepth) + 8) == simdjson::SUCCESS
        && parser.iterate(source.padded).get(document) == simdjson::SUCCESS;
}

bool Walker::document(od::document &document, Value *out)
{
    od::json_type type;
    if (document.type().get(type))
        return false;
    if (type == od::json_type::array) {
        od::array items;
        return !document.get_array().get(items) && array(items, 1, out) && ended(document);
    }
    od::object members;
    return !document.get_object().get(members) && object(members, 1, out) && ended(document);
}

bool Walker::value(od::value value, int depth, Value *out)
{
    od::json_type type;
    if (value.type().get(type))
        return false;
    if (type == od::json_type::array) {
        od::array items;
        return !value.get_array().get(items) && array(items, depth + 1, out);
    }
    if (type == od::json_type::object) {
        od::object members;
        return !value.get_object().get(members) && object(members, depth + 1, out);
    }
    return readScalar(value.raw_json_token(), out);
}

bool Walker::array(od::array array, int depth, Value *out)
{
    if (!admits(depth))
        return false;
    QList<Value> items;
    for (auto item : array) {
        od::value child;
        Value read;
        if (item.get(child) || !value(child, depth, out ? &read : nullptr))
            return false;
        if (out)
            items.append(std::move(read));
    }
    if (out)
        *out = Value::array(std::move(items));
    return true;
}

bool Walker::name(std::string_view raw, QString *out)
{
    if (!out || raw.empty())
        return unescape(raw, out);
    Known &known = m_known[(raw.size() * 7 + uchar(raw.front()) + size_t(uchar(raw.back())) * 5) % m_known.size()];
    if (known.raw != raw) {
        if (!unescape(raw, &known.name))
            return false;
        known.raw = raw;
    }
    *out = known.name;
    return true;
}

bool Walker::object(od::object object, int depth, Value *out)
{
    if (!admits(depth))
        return false;
    QList<Member> members;
    for (auto item : object) {
        od::field field;
        Member read;
        if (std::move(item).get(field) || !name(rawName(field), out ? &read.name : nullptr)
            || !value(field.value(), depth, out ? &read.value : nullptr))
            return false;
        if (out)
            members.append(std::move(read));
    }
    if (out) {
        m_duplicates = m_duplicates || hasDuplicates(members);
        *out = Value::object(std::move(members));
    }
    return true;
}

} // namespace json
