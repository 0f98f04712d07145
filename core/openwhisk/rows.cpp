#include "core/openwhisk/rows.h"

#include <cstring>

using namespace Qt::StringLiterals;

namespace openwhisk {

namespace {

/// Of a length that the compiler knows, so that no function is called: the members of ten thousand rows are compared
/// with it.
struct Literal {
    const char *text;
    size_t size;
    friend bool operator==(QByteArrayView name, Literal literal)
    {
        return size_t(name.size()) == literal.size && std::memcmp(name.data(), literal.text, literal.size) == 0;
    }
};
constexpr Literal operator""_bv(const char *text, size_t size)
{
    return {text, size};
}

/// What all rows have.
struct Head {
    QString ns;
    QString name;
    QString version;
    qint64 updated = 0;
    bool publish = false;

    bool take(QByteArrayView member, json::Field &field, Words &words)
    {
        if (member == "name"_bv)
            name = field.string();
        else if (member == "namespace"_bv)
            ns = words.read(field);
        else if (member == "version"_bv)
            version = words.read(field);
        else if (member == "updated"_bv)
            updated = field.integer().value_or(0);
        else if (member == "publish"_bv)
            publish = field.boolean();
        else
            return false;
        return true;
    }
};

/// The value of an annotation as far as rows show any.
struct Note {
    QString text;
    std::optional<qint64> number;
    bool yes = false;

    void take(json::Field &field, Words &words)
    {
        switch (field.type()) {
        case json::Type::String:
            text = words.read(field);
            break;
        case json::Type::Number:
            number = field.integer();
            break;
        default:
            yes = field.boolean();
        }
    }
};

/// Calls take(key, note) for each item whose key is wanted, whichever of its two members comes first.
template<typename Wanted, typename Take> void annotations(json::Field &field, Words &words, Wanted wanted, Take take)
{
    field.items([&](json::Field &item) {
        std::optional<bool> goes; // unknown before the key came
        QByteArrayView key;       // where it was read, mostly
        QByteArray escaped;
        Note note;
        item.members([&](QByteArrayView member, json::Field &part) {
            if (member == "key"_bv) {
                const auto plain = part.plainString();
                key = plain ? *plain : escaped = part.string().toUtf8();
                goes = wanted(key);
            } else if (member == "value"_bv && goes.value_or(true)) {
                note.take(part, words);
            }
        });
        if (goes.value_or(false))
            take(key, note);
    });
}

ActionLimits decodeLimits(json::Field &field)
{
    ActionLimits limits;
    field.members([&limits](QByteArrayView member, json::Field &value) {
        if (member == "timeout"_bv)
            limits.timeoutMs = value.integer();
        else if (member == "memory"_bv)
            limits.memoryMb = value.integer();
        else if (member == "logs"_bv)
            limits.logsMb = value.integer();
        else if (member == "concurrency"_bv)
            limits.concurrency = value.integer();
    });
    return limits;
}

/// {"path":"ns/pkg","name":"a"}, or "/ns/pkg/a" in very old records.
EntityName decodeReference(json::Field &field, Words &words)
{
    if (field.type() == json::Type::String) {
        const QString text = field.string();
        return nameFromPath(text.startsWith(u'/') ? text.sliced(1) : text);
    }
    Head head;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (member == "path"_bv)
            head.ns = value.string();
        else if (member == "name"_bv)
            head.name = value.string();
    });
    return words.entity(head.ns, head.name);
}

std::optional<EntityName> decodeBinding(json::Field &field, Words &words)
{
    EntityName provider;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (member == "namespace"_bv)
            provider.ns = words(value.string());
        else if (member == "name"_bv)
            provider.name = words(value.string());
    });
    return provider.name.isEmpty() ? std::nullopt : std::optional(provider);
}

ActivationStatus statusFromCode(std::optional<qint64> code, bool isTrigger)
{
    if (code && *code >= 0 && *code <= 3)
        return static_cast<ActivationStatus>(*code);
    return isTrigger ? ActivationStatus::Success : ActivationStatus::Unknown; // a trigger's record is always one
}

bool isTaken(QByteArrayView key)
{
    return key == "path"_bv || key == "kind"_bv || key == "waitTime"_bv || key == "initTime"_bv || key == "timeout"_bv
        || key == "binding"_bv;
}

void takeAnnotation(QByteArrayView key, const Note &note, ActivationSummary &row, Words &words)
{
    if (key == "path"_bv) {
        row.name = words.path(note.text);
    } else if (key == "kind"_bv) {
        row.kind = note.text;
    } else if (key == "waitTime"_bv) {
        row.waitMs = note.number;
    } else if (key == "initTime"_bv) {
        row.initMs = note.number;
    } else if (key == "timeout"_bv) {
        row.timedOut = note.yes;
    } else if (key == "binding"_bv) {
        row.binding = words(note.text);
    }
}

void takePlainAnnotation(QByteArrayView key, const PlainRows::Value &value, ActivationSummary &row, Words &words)
{
    if (key == "path"_bv && !value.text.isEmpty())
        row.name = words.path(value.text);
    else if (isTaken(key))
        takeAnnotation(key, {words.plain(value.text), value.number, value.yes}, row, words);
}

/// A row of activations while it is read.
struct ActivationParts {
    ActivationSummary row;
    Head head;
    std::optional<qint64> code;

    /// value: however it is read
    template<typename Value> bool take(QByteArrayView member, Value &value, Words &words)
    {
        if (member == "name"_bv) // mostly the path tells it, and the same ones come again
            head.name = words.read(value);
        else if (member == "namespace"_bv)
            head.ns = words.read(value);
        else if (member == "version"_bv)
            head.version = words.read(value);
        else if (member == "activationId"_bv)
            row.id = value.string();
        else if (member == "cause"_bv)
            row.cause = value.string();
        else
            return takeNumber(member, value);
        return true;
    }
    template<typename Value> bool takeNumber(QByteArrayView member, Value &value)
    {
        if (member == "start"_bv)
            row.start = value.integer().value_or(0);
        else if (member == "end"_bv)
            row.end = value.integer();
        else if (member == "duration"_bv)
            row.durationMs = value.integer();
        else if (member == "statusCode"_bv)
            code = value.integer();
        else
            return false;
        return true;
    }
    bool readPlain(PlainRows &plain, Words &words)
    {
        const auto member = [&](QByteArrayView name, const PlainRows::Value &value) { take(name, value, words); };
        const auto note = [&](QByteArrayView key, const PlainRows::Value &value) { takePlainAnnotation(key, value, row, words); };
        return plain.row(member, note);
    }
    void read(json::Field &field, Words &words)
    {
        field.members([&](QByteArrayView member, json::Field &value) {
            if (!take(member, value, words) && member == "annotations"_bv)
                annotations(value, words, isTaken,
                            [&](QByteArrayView key, const Note &note) { takeAnnotation(key, note, row, words); });
        });
    }
    ActivationSummary whole(Words &words)
    {
        if (row.name.name.isEmpty())
            row.name = {words(fromMembers(head.ns, {}).ns), {}, head.name};
        row.version = std::move(head.version);
        row.status = statusFromCode(code, row.kind.isEmpty());
        completeTimes(row);
        return std::move(row);
    }
};

} // namespace

EntityName Words::entity(const QString &nsMember, const QString &name)
{
    if (m_lastMember.constData() == nsMember.constData() && m_lastMember.size() == nsMember.size())
        return {m_lastPlace.ns, m_lastPlace.package, name}; // one text, as it was read by us
    auto place = m_places.constFind(nsMember);
    if (place == m_places.cend())
        place = m_places.insert(nsMember, fromMembers(nsMember, {}));
    m_lastMember = nsMember;
    m_lastPlace = *place;
    return {place->ns, place->package, name};
}

const EntityName &Words::path(const QString &path)
{
    const auto known = m_paths.constFind(path);
    return known != m_paths.cend() ? *known : *m_paths.insert(path, nameFromPath(path));
}

QString Words::operator()(const QString &text)
{
    return *m_words.insert(text);
}

QString Words::read(json::Field &field)
{
    const auto text = field.plainString();
    return text ? plain(*text) : (*this)(field.string());
}

QString Words::plain(QByteArrayView text)
{
    return m_recent.of(text, [this, text] { return (*this)(QString::fromUtf8(text)); });
}

const EntityName &Words::path(QByteArrayView text)
{
    return m_recentPaths.of(text, [this, text] { return path(QString::fromUtf8(text)); });
}

ActionSummary decodeRow(json::Field &field, Words &words, const ActionSummary *)
{
    ActionSummary row;
    Head head;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (head.take(member, value, words))
            return;
        if (member == "limits"_bv)
            row.limits = decodeLimits(value);
        else if (member == "annotations"_bv)
            annotations(value, words, [](QByteArrayView key) { return key == "exec"_bv || key == "web-export"_bv; },
                        [&row](QByteArrayView key, const Note &note) {
                            if (key == "exec"_bv)
                                row.kind = note.text;
                            else
                                row.web = note.yes;
                        });
    });
    row.name = words.entity(head.ns, head.name);
    row.version = std::move(head.version);
    row.updated = head.updated;
    row.publish = head.publish;
    return row;
}

PackageSummary decodeRow(json::Field &field, Words &words, const PackageSummary *)
{
    Head head;
    std::optional<EntityName> binding;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (!head.take(member, value, words) && member == "binding"_bv)
            binding = decodeBinding(value, words);
    });
    return {words.entity(head.ns, head.name), std::move(head.version), head.updated, head.publish, binding};
}

TriggerSummary decodeRow(json::Field &field, Words &words, const TriggerSummary *)
{
    Head head;
    bool feed = false;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (!head.take(member, value, words) && member == "annotations"_bv)
            annotations(value, words, [](QByteArrayView key) { return key == "feed"_bv; },
                        [&feed](QByteArrayView, const Note &) { feed = true; });
    });
    return {words.entity(head.ns, head.name), std::move(head.version), head.updated, feed};
}

RuleSummary decodeRow(json::Field &field, Words &words, const RuleSummary *)
{
    Head head;
    RuleSummary row;
    field.members([&](QByteArrayView member, json::Field &value) {
        if (head.take(member, value, words))
            return;
        if (member == "trigger"_bv)
            row.trigger = decodeReference(value, words);
        else if (member == "action"_bv)
            row.action = decodeReference(value, words);
    });
    row.name = words.entity(head.ns, head.name);
    row.version = std::move(head.version);
    row.updated = head.updated;
    return row;
}

ActivationSummary decodeRow(json::Field &field, Words &words, const ActivationSummary *)
{
    ActivationParts parts;
    parts.read(field, words);
    return parts.whole(words);
}

template<> Result<QList<ActivationSummary>> decodeRows(const QByteArray &text)
{
    Words words;
    QList<ActivationSummary> rows;
    rows.reserve(rowsInAPage);
    PlainRows plain(text);
    const auto one = [&] {
        ActivationParts parts;
        if (!parts.readPlain(plain, words))
            return false;
        rows.append(parts.whole(words));
        return true;
    };
    if (text.isValidUtf8() && plain.read(one))
        return rows;
    return decodeAnyRows<ActivationSummary>(text);
}

} // namespace openwhisk
