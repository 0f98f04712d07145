#include "core/sandbox/gateway/plane/exchange.h"
#include "core/sandbox/gateway/store/cjson.h"

#include <QRegularExpression>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

/// What a request says first: its operation, and what it asks for on the top.
struct Operation {
    QString kind = u"query"_s;
    QString name = {};
    QStringList rootFields = {};
};

/// Names, marks and texts; comments and commas are blanks.
QStringList wordsOf(const QString &query)
{
    static const QRegularExpression word(u"\"\"\"[\\s\\S]*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"|#[^\\n]*|\\.\\.\\.|[\\w.+-]+|[^\\s,]"_s);
    QStringList words;
    for (auto all = word.globalMatch(query); all.hasNext();)
        if (const auto one = all.next().captured(); !one.startsWith(u'#'))
            words.append(one);
    return words;
}

class Reader {
public:
    explicit Reader(const QString &query) : m_words(wordsOf(query)) {}

    /// None where it is no document.
    std::optional<Operation> first()
    {
        Operation operation;
        static const QStringList kinds{u"query"_s, u"mutation"_s, u"subscription"_s};
        if (kinds.contains(word())) {
            operation.kind = take();
            if (isName(word()))
                operation.name = take();
            skipTo(u"{"_s);
        }
        if (take() != u"{" || !fields(&operation))
            return {};
        return m_isBalanced && rest() ? std::optional(operation) : std::nullopt;
    }

private:
    QString word() const { return m_words.value(m_at); }
    QString take() { return m_words.value(m_at++); }
    static bool isName(const QString &word) { return !word.isEmpty() && (word.front().isLetter() || word.front() == u'_'); }

    /// Over variables and directives.
    void skipTo(const QString &mark)
    {
        while (m_at < m_words.size() && word() != mark)
            word() == u"(" ? skipGroup() : void(take());
    }

    void skipGroup()
    {
        int depth = 0;
        do {
            const auto mark = take();
            depth += mark == u"(" || mark == u"{" || mark == u"[" ? 1 : mark == u")" || mark == u"}" || mark == u"]" ? -1 : 0;
        } while (depth > 0 && m_at < m_words.size());
        m_isBalanced = m_isBalanced && depth == 0;
    }

    bool fields(Operation *operation)
    {
        while (m_at < m_words.size() && word() != u"}") {
            const auto mark = word();
            if (mark == u"{" || mark == u"(") {
                skipGroup();
            } else if (mark == u"..." || mark == u"@") {
                take();
                take();
            } else {
                take();
                const bool isAlias = word() == u":";
                if (isAlias)
                    take();
                operation->rootFields.append(isAlias ? take() : mark);
            }
        }
        return take() == u"}" && !operation->rootFields.isEmpty();
    }

    /// Other definitions may follow.
    bool rest()
    {
        while (m_isBalanced && m_at < m_words.size())
            word() == u"{" || word() == u"(" ? skipGroup() : void(take());
        return m_isBalanced;
    }

    QStringList m_words;
    qsizetype m_at = 0;
    bool m_isBalanced = true;
};

QString queryOf(const Exchange &exchange)
{
    if (exchange.method == "GET") {
        const auto found = argumentValue(exchange.arguments(), "query");
        return found ? found->toString() : QString();
    }
    const auto type = exchange.headers.find("Content-Type").value_or(QByteArray());
    if (type.startsWith("application/graphql"))
        return QString::fromUtf8(exchange.body);
    QString wrong;
    const auto body = type.startsWith("application/json") ? decodeJson(exchange.body, &wrong) : std::nullopt;
    return body ? body->value(u"query").toString() : QString();
}

} // namespace

std::optional<json::Value> graphqlVariable(const Exchange &exchange, const QString &name)
{
    const auto query = queryOf(exchange);
    const auto operation = query.isEmpty() ? std::nullopt : Reader(query).first();
    if (!operation)
        return {};
    if (name == u"operation")
        return json::Value::string(operation->kind);
    if (name == u"name")
        return json::Value::string(operation->name);
    auto fields = json::Value::array();
    for (const auto &field : operation->rootFields)
        fields.append(json::Value::string(field));
    return name == u"root_fields" ? std::optional(fields) : std::nullopt;
}

} // namespace sandbox::gateway
