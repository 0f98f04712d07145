#include "core/history/masking.h"

#include "core/history/secretnames.h"
#include "core/history/secrets.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace history {

namespace {

const QString dots = u"•••"_s;

/// What is a secret by its form alone.
const QList<std::pair<QRegularExpression, QString>> &forms()
{
    constexpr auto any = QRegularExpression::CaseInsensitiveOption;
    static const QList<std::pair<QRegularExpression, QString>> list{
        {QRegularExpression(u"([a-z][a-z0-9+.-]*://[^\\s/@:]*:)[^\\s/@]+@"_s, any), u"\\1"_s + dots + u'@'},
        {QRegularExpression(u"\\b(basic|bearer)\\s+[a-z0-9+/=._~-]{8,}"_s, any), u"\\1 "_s + dots},
        {QRegularExpression(u"\\beyJ[\\w-]{8,}\\.[\\w-]+\\.[\\w-]*"_s), dots}, // a JSON web token
        {QRegularExpression(u"\\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}:[a-z0-9]{32,}"_s, any), dots}, // a key of OpenWhisk
    };
    return list;
}

/// name=value, name: value, "name": "value"
const QRegularExpression &pairs()
{
    static const QRegularExpression pattern(u"([A-Za-z][\\w.-]*)([\"']?\\s*[=:]\\s*)(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|[^\\s,;&\"'{}\\[\\]()]+)"_s);
    return pattern;
}

bool isHarmless(QStringView value)
{
    return value == "true"_L1 || value == "false"_L1 || value == "null"_L1 || value == "\"\""_L1 || value == dots;
}

QString withoutNamed(const QString &text)
{
    QString result;
    qsizetype done = 0, from = 0;
    for (auto match = pairs().match(text); match.hasMatch(); match = pairs().match(text, from)) {
        const bool secret = isSecretName(match.capturedView(1)) && !isHarmless(match.capturedView(3));
        // "stdout: token=x": what stands behind a harmless name may be a pair, too.
        from = secret ? match.capturedEnd(3) : match.capturedEnd(2);
        if (!secret)
            continue;
        result += QStringView(text).sliced(done, match.capturedStart(3) - done);
        const bool quoted = match.capturedView(3).startsWith(u'"');
        result += quoted ? u'"' + dots + u'"' : dots;
        done = match.capturedEnd(3);
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
    QString result = withoutKeys(text);
    for (const auto &[pattern, by] : forms())
        result.replace(pattern, by);
    return withoutNamed(result);
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
