#include "core/history/masking.h"

#include "core/history/secretnames.h"
#include "core/history/secrets.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace history {

namespace {

const QString dots = u"•••"_s;

/// What is a secret by its form alone. Quantifiers do not give back: a log line of a megabyte takes no longer than many
/// short ones.
const QList<std::pair<QRegularExpression, QString>> &forms()
{
    constexpr auto any = QRegularExpression::CaseInsensitiveOption;
    static const QList<std::pair<QRegularExpression, QString>> list{
        {QRegularExpression(u"\\b([a-z][a-z0-9+.-]{0,30}+://[^\\s/@:]{0,200}+:)[^\\s/@]{1,1000}+@"_s, any), u"\\1"_s + dots + u'@'},
        {QRegularExpression(u"\\b(basic|bearer)\\s{1,9}+[a-z0-9+/=._~-]{8,}+"_s, any), u"\\1 "_s + dots},
        {QRegularExpression(u"(?<![\\w-])eyJ[\\w-]{8,}+\\.[\\w-]++\\.[\\w-]*+"_s), dots}, // a JSON web token
        {QRegularExpression(u"\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[a-z0-9]{32,}"_s, any), dots}, // a key of OpenWhisk
    };
    return list;
}

/// name=, name: or "name": before a value.
const QRegularExpression &names()
{
    static const QRegularExpression pattern(u"(?<![\\w.-])([A-Za-z][\\w.-]{0,63}+)[\"']?\\s{0,9}+[=:]\\s{0,9}+"_s);
    return pattern;
}

/// In quotes, up to the end where they are not closed, or up to what ends a value.
const QRegularExpression &values()
{
    static const QRegularExpression pattern(u"\"(?:[^\"\\\\]++|\\\\.)*+\"?|'[^']*+'?|[^\\s,;&\"'{}\\[\\]()]++"_s,
                                            QRegularExpression::DotMatchesEverythingOption);
    return pattern;
}

bool isHarmless(QStringView value)
{
    return value == "true"_L1 || value == "false"_L1 || value == "null"_L1 || value == "\"\""_L1 || value == dots;
}

/// Only values behind secret names are looked at: what stands behind a harmless one ("stdout: token=x") may be a name.
QString withoutNamed(const QString &text)
{
    QString result;
    qsizetype done = 0;
    for (auto found = names().globalMatch(text); found.hasNext();) {
        const auto name = found.next();
        if (name.capturedStart() < done || !isSecretName(name.capturedView(1)))
            continue;
        const auto value = values().match(text, name.capturedEnd(), QRegularExpression::NormalMatch,
                                          QRegularExpression::AnchorAtOffsetMatchOption
                                              | QRegularExpression::DontCheckSubjectStringMatchOption);
        if (!value.hasMatch() || isHarmless(value.capturedView()))
            continue;
        result += QStringView(text).sliced(done, value.capturedStart() - done);
        result += value.capturedView().startsWith(u'"') ? u'"' + dots + u'"' : dots;
        done = value.capturedEnd();
    }
    return done == 0 ? text : result.append(QStringView(text).sliced(done));
}

bool beginsKey(const QString &text)
{
    return text.contains("-----BEGIN "_L1) && text.contains("PRIVATE KEY-----"_L1);
}

bool endsKey(const QString &text)
{
    return text.contains("-----END "_L1);
}

QString withoutKeys(const QString &text)
{
    static const QRegularExpression block(u"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$)"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    return beginsKey(text) ? QString(text).replace(block, dots) : text;
}

class Masker {
public:
    json::Value mask(const json::Value &value)
    {
        if (value.isString())
            return text(value);
        if (value.isArray())
            return array(value);
        if (!value.isObject())
            return value;
        QList<json::Member> members;
        for (const json::Member &member : value.members())
            members.append({member.name, mask(member.value)});
        return json::Value::object(std::move(members));
    }
    bool found = false;

private:
    json::Value text(const json::Value &value)
    {
        const QString before = value.toString();
        const QString after = maskedText(before);
        if (after == before)
            return value;
        found = true;
        return json::Value::string(after);
    }

    /// Log lines: a private key goes over several of them.
    json::Value array(const json::Value &value)
    {
        QList<json::Value> items;
        bool inKey = false;
        for (const json::Value &item : value.items()) {
            const QString line = item.toString();
            const bool hide = inKey;
            inKey = item.isString() && (inKey || beginsKey(line)) && !endsKey(line);
            items.append(hide ? json::Value::string(dots) : mask(item));
        }
        return json::Value::array(std::move(items));
    }
};

} // namespace

QString maskedText(const QString &text)
{
    // Patterns match nothing at all in a text with half a surrogate pair.
    const QString sound = text.isValidUtf16() ? text : QString::fromUtf8(text.toUtf8());
    QString result = withoutKeys(sound);
    for (const auto &[pattern, by] : forms())
        result.replace(pattern, by);
    result = withoutNamed(result);
    return result == sound ? text : result;
}

Masked maskedDocument(const json::Value &document)
{
    Public kept = withoutSecrets(document);
    Masker masker;
    json::Value masked = masker.mask(kept.document);
    if (!masker.found)
        masked = kept.document;
    return {std::move(masked), std::move(kept.leftOut), masker.found};
}

} // namespace history
