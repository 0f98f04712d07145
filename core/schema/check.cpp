#include "core/schema/check.h"

#include "core/json/edit.h"
#include "core/schema/adapter.h"
#include "core/schema/prepare.h"
#include "core/schema/words.h"

#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <mutex>

using namespace Qt::StringLiterals;

namespace schema {

namespace {

using valijson::ValidationResults;
using Context = std::vector<std::string>;

/// Marks our own sentences among valijson's.
constexpr char ours = '\x01';

void say(ValidationResults *results, const Context &context, const QString &sentence)
{
    if (results)
        results->pushError(context, ours + sentence.toStdString());
}

Context below(const Context &context, const QString &name)
{
    Context place = context;
    place.push_back('[' + name.toStdString() + ']');
    return place;
}

/// The problem of a part that was checked for itself, where that part stands.
void sayBelow(ValidationResults *results, const Context &context, const Problem &problem)
{
    Context place = context;
    for (QString token : problem.pointer.split(u'/').mid(1))
        place = below(place, token.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s));
    say(results, place, problem.sentence);
}

/// A keyword of ours. Rule makes of the keyword's value what judges values: bool operator()(value, context, results).
template<typename Rule> class Judging final : public valijson::constraints::PolyConstraint {
public:
    explicit Judging(std::shared_ptr<const Rule> rule)
        : m_rule(std::move(rule))
    {
    }
    bool validate(const valijson::adapters::Adapter &target, const Context &context, ValidationResults *results) const override
    {
        const auto *adapter = dynamic_cast<const JsonAdapter *>(&target);
        return !adapter || m_rule->judge(adapter->value(), context, results);
    }

private:
    valijson::constraints::Constraint *cloneInto(void *place) const override { return new (place) Judging(m_rule); }
    size_t sizeOf() const override { return sizeof(Judging); }
    std::shared_ptr<const Rule> m_rule;
};

template<typename Rule> class Builder final : public valijson::ConstraintBuilder {
public:
    valijson::constraints::Constraint *make(const valijson::adapters::Adapter &keyword) const override
    {
        return new Judging<Rule>(std::make_shared<const Rule>(dynamic_cast<const JsonAdapter &>(keyword).value()));
    }
};

class Leaf {
public:
    explicit Leaf(json::Value schema)
        : m_schema(std::move(schema))
    {
    }
    bool judge(const json::Value &value, const Context &context, ValidationResults *results) const
    {
        const auto wrong = leafProblem(m_schema, value);
        if (wrong)
            say(results, context, *wrong);
        return !wrong;
    }

private:
    json::Value m_schema;
};

QStringList texts(const json::Value &list)
{
    QStringList result;
    for (const json::Value &item : list.items())
        result.append(item.toString());
    return result;
}

/// What a schema that only wants members wants: "uri" of {"required": ["uri"]}.
QString wantedMembers(const json::Value &schema)
{
    return texts(schema.value(u"required")).join(u" + "_s);
}

/// oneOf and anyOf.
class Choosing {
public:
    explicit Choosing(const json::Value &choices)
    {
        for (const json::Value &choice : choices.items()) {
            Choice made{choice.value(u"exactly").toBool(), {}, {}};
            for (const json::Value &of : choice.value(u"of").items()) {
                made.of.push_back(std::make_shared<const Check>(of));
                made.wanted.append(wantedMembers(of));
            }
            m_choices.append(made);
        }
    }
    bool judge(const json::Value &value, const Context &context, ValidationResults *results) const
    {
        bool good = true;
        for (const Choice &choice : m_choices)
            good = judge(choice, value, context, results) && good;
        return good;
    }

private:
    struct Choice {
        bool exactly;
        QList<std::shared_ptr<const Check>> of;
        QStringList wanted;
        bool byMembers() const { return !wanted.contains(QString()); }
    };

    static bool judge(const Choice &choice, const json::Value &value, const Context &context, ValidationResults *results)
    {
        QStringList good;
        for (qsizetype i = 0; i < choice.of.size(); ++i)
            if (choice.of[i]->accepts(value))
                good.append(choice.wanted[i]);
        if (good.isEmpty())
            sayNone(choice, value, context, results);
        else if (choice.exactly && good.size() > 1)
            say(results, context,
                choice.byMembers() ? tr("Only one of these may be set: %1.").arg(good.join(u", "_s))
                                   : tr("This fits more than one of the forms that the server knows for it."));
        return !good.isEmpty() && (!choice.exactly || good.size() == 1);
    }
    static void sayNone(const Choice &choice, const json::Value &value, const Context &context, ValidationResults *results)
    {
        if (!results)
            return;
        if (choice.byMembers()) {
            say(results, context, tr("This is needed: %1.").arg(orList(choice.wanted)));
            return;
        }
        QList<Problem> nearest;
        for (const auto &check : choice.of) {
            const QList<Problem> problems = check->problems(value);
            if (nearest.isEmpty() || isNearer(problems, nearest))
                nearest = problems;
        }
        for (const Problem &problem : nearest)
            sayBelow(results, context, problem);
    }
    /// The form whose type is right was meant: what is wrong then stands deeper inside, or is no matter of type.
    static bool isNearer(const QList<Problem> &a, const QList<Problem> &b)
    {
        const auto rank = [](const QList<Problem> &problems) {
            return !problems.isEmpty() && !problems.first().pointer.isEmpty() ? -1 : int(problems.size());
        };
        const bool typeOfB = b.size() == 1 && isTypeSentence(b.first().sentence);
        const bool typeOfA = a.size() == 1 && isTypeSentence(a.first().sentence);
        return typeOfA != typeOfB ? typeOfB : rank(a) < rank(b);
    }
    static bool isTypeSentence(const QString &sentence)
    {
        for (const char *type : {"object", "array", "integer", "number", "boolean", "string"}) {
            const json::Value schema = json::Value::object({{u"type"_s, json::Value::string(QString::fromLatin1(type))}});
            if (sentence == leafProblem(schema, json::Value()))
                return true;
        }
        return false;
    }

    QList<Choice> m_choices;
};

/// Members by the patterns of their names, and further ones.
class Naming {
public:
    explicit Naming(const json::Value &keyword)
        : m_known(texts(keyword.value(u"known")))
    {
        for (const json::Member &rule : keyword.value(u"patterns").members())
            m_patterns.append({rule.name, std::make_shared<const Check>(rule.value)});
        const json::Value *further = keyword.find(u"further");
        m_closed = further && further->isBool() && !further->toBool();
        if (further && further->isObject())
            m_further = std::make_shared<const Check>(*further);
    }
    bool judge(const json::Value &value, const Context &context, ValidationResults *results) const
    {
        bool good = true;
        for (const json::Member &member : value.members())
            good = judge(member, context, results) && good;
        return good;
    }

private:
    bool judge(const json::Member &member, const Context &context, ValidationResults *results) const
    {
        const Context place = below(context, member.name);
        bool good = true;
        bool taken = m_known.contains(member.name);
        for (const auto &[pattern, check] : m_patterns)
            if (matches(pattern, member.name)) {
                taken = true;
                good = pass(*check, member.value, place, results) && good;
            }
        if (taken || (!m_closed && !m_further))
            return good;
        if (m_further)
            return pass(*m_further, member.value, place, results);
        say(results, place, tr("The server does not take a member “%1” here.").arg(member.name));
        return false;
    }
    static bool pass(const Check &check, const json::Value &value, const Context &place, ValidationResults *results)
    {
        if (!results)
            return check.accepts(value);
        const QList<Problem> problems = check.problems(value);
        for (const Problem &problem : problems)
            sayBelow(results, place, problem);
        return problems.isEmpty();
    }

    QStringList m_known;
    QList<std::pair<QString, std::shared_ptr<const Check>>> m_patterns;
    std::shared_ptr<const Check> m_further;
    bool m_closed = false;
};

/// "not"
class Never {
public:
    explicit Never(const json::Value &schema)
        : m_check(schema)
    {
        m_wanted.append(wantedMembers(schema));
        for (const json::Value &any : schema.value(u"anyOf").items())
            if (Check(any).accepts(json::Value::object()) == false)
                m_wanted.append(wantedMembers(any));
        m_wanted.removeAll(QString());
    }
    bool judge(const json::Value &value, const Context &context, ValidationResults *results) const
    {
        if (!m_check.accepts(value))
            return true;
        say(results, context,
            m_wanted.isEmpty() ? tr("The server does not take this value.")
                               : tr("This may not be set here: %1.").arg(orList(m_wanted)));
        return false;
    }

private:
    Check m_check;
    QStringList m_wanted;
};

/// What stands between the quotes at the end of a message of valijson.
QString quotedName(const std::string &message)
{
    const auto colon = message.rfind(": '"); // there are names of keywords in front of it
    const auto from = colon == std::string::npos ? message.find('\'') : colon + 2;
    const auto to = message.rfind('\'');
    return from == std::string::npos || to <= from ? QString() : QString::fromStdString(message.substr(from + 1, to - from - 1));
}

QString pointerOf(const Context &context)
{
    QString pointer;
    for (size_t i = 1; i < context.size(); ++i)
        pointer += u'/' + json::escapePointer(QString::fromStdString(context[i].substr(1, context[i].size() - 2)));
    return pointer;
}

/// None for messages that only say that something inside is wrong.
std::optional<Problem> problemOf(const ValidationResults::Error &error)
{
    const QString pointer = pointerOf(error.context);
    const std::string &message = error.description;
    const auto is = [&message](std::string_view start) { return message.compare(0, start.size(), start) == 0; };
    if (!message.empty() && message.front() == ours)
        return Problem{pointer, QString::fromStdString(message.substr(1))};
    const QString name = quotedName(message);
    const QString member = pointer + u'/' + json::escapePointer(name);
    if (is("Missing required property"))
        return Problem{member, tr("This is needed.")};
    if (is("Missing dependency"))
        return Problem{member, tr("This is needed beside what is set.")};
    if (is("Object contains a property"))
        return Problem{member, tr("The server does not take a member “%1” here.").arg(name)};
    if (is("Failed to any values"))
        return Problem{pointer, tr("An entry that must be in this list is missing.")};
    return {};
}

} // namespace

struct Check::Compiled {
    valijson::Schema schema;
    bool usable = false; ///< a malformed schema forbids nothing: the server has the last word
};

class Check::Private {
public:
    json::Value schema;
    std::once_flag once;
    Compiled compiled;

    void compile()
    {
        schema = inlined(schema);
        const json::Value document = prepared(schema);
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        const auto add = [&parser](QStringView name, const valijson::ConstraintBuilder *builder) {
            parser.addConstraintBuilder(name.toString().toStdString(), builder); // the parser takes it
        };
        add(keyword::leaf, new Builder<Leaf>);
        add(keyword::choices, new Builder<Choosing>);
        add(keyword::names, new Builder<Naming>);
        add(keyword::never, new Builder<Never>);
        try {
            parser.populateSchema(JsonAdapter(document), compiled.schema);
            compiled.usable = true;
        } catch (const std::exception &) {
            compiled.usable = false;
        }
    }
};

Check::Check(json::Value schema)
    : d(std::make_unique<Private>())
{
    d->schema = std::move(schema);
}

Check::~Check() = default;

const Check::Compiled &Check::compiled() const
{
    std::call_once(d->once, [this] { d->compile(); });
    return d->compiled;
}

bool Check::accepts(const json::Value &value) const
{
    const Compiled &with = compiled();
    valijson::Validator validator;
    return !with.usable || validator.validate(with.schema, JsonAdapter(filled(d->schema, value)), nullptr);
}

QList<Problem> Check::problems(const json::Value &value) const
{
    const Compiled &with = compiled();
    if (!with.usable)
        return {};
    ValidationResults results;
    valijson::Validator validator;
    const bool good = validator.validate(with.schema, JsonAdapter(filled(d->schema, value)), &results);
    QList<Problem> problems;
    for (const ValidationResults::Error &error : results)
        if (const auto problem = problemOf(error); problem && !problems.contains(*problem))
            problems.append(*problem);
    if (!good && problems.isEmpty())
        problems.append({QString(), tr("The server does not take this value.")});
    return problems;
}

} // namespace schema
