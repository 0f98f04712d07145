#include "core/sandbox/setup/fill.h"

#include "core/json/text.h"
#include "core/sandbox/api/limits.h"
#include "core/sandbox/api/names.h"
#include "core/sandbox/api/parameters.h"
#include "core/sandbox/setup/clock.h"
#include "core/sandbox/setup/settings.h"
#include "core/sandbox/store/entities.h"

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int actionsInPackage = 20;

json::Value text(const QString &text) { return json::Value::string(text); }

/// Makes rows whose changes lie a millisecond apart, the first one made being the oldest.
class Filler {
public:
    Filler(const QString &ns, const Settings &settings, qint64 now) : m_ns(ns), m_fill(settings.fill)
    {
        int count = 0;
        for (auto it = m_fill.cbegin(); it != m_fill.cend(); ++it)
            count += it.key() == u"activations" ? 0 : *it;
        m_updated = now - count;
    }

    QList<EntityChange> make()
    {
        addPackages();
        addActions();
        addTriggers();
        addRules();
        return m_changes;
    }

private:
    Entity blank(Kind kind, const QString &word, int i, const QString &package = {})
    {
        Entity entity;
        entity.kind = kind;
        entity.name = {m_ns, package, word + QString::number(i).rightJustified(5, u'0')};
        entity.version = u"0.0.%1"_s.arg(i % 9 + 1);
        entity.updated = m_updated++;
        return entity;
    }

    void add(Entity entity, std::optional<QByteArray> code = {})
    {
        m_changes.append({{}, std::make_shared<const Entity>(std::move(entity)), std::move(code)});
    }

    void addPackages()
    {
        for (int i = 0; i < m_fill.value(u"packages"_s); ++i) {
            auto package = blank(Kind::Package, u"package-"_s, i);
            package.binding = json::Value::object();
            add(std::move(package));
        }
    }

    void addActions()
    {
        const auto packages = m_fill.value(u"packages"_s);
        const auto limits = mergedLimits({}, {});
        for (int i = 0; i < m_fill.value(u"actions"_s); ++i) {
            // Half of them in packages, as far as there are some.
            const bool inside = packages > 0 && i % 2 == 1;
            const auto package = inside ? u"package-%1"_s.arg(i / actionsInPackage % packages, 5, 10, QChar(u'0')) : QString();
            auto action = blank(Kind::Action, u"action-"_s, i, package);
            const auto kind = i % 3 == 2 ? u"python:3.11"_s : u"nodejs:20"_s;
            action.exec = json::Value::object({{u"kind"_s, text(kind)}, {u"binary"_s, json::Value::boolean(false)}});
            action.hasCode = true;
            action.annotations = withItem(withItem(json::Value::array(), u"provide-api-key"_s, json::Value::boolean(false)),
                                          u"exec"_s, text(kind));
            action.limits = limits;
            add(std::move(action), json::compact(text(i % 3 == 2 ? u"def main(args):\n    return args\n"_s
                                                                 : u"function main(params) {\n  return params;\n}\n"_s)));
        }
    }

    void addTriggers()
    {
        const auto rules = m_fill.value(u"rules"_s);
        const auto triggers = m_fill.value(u"triggers"_s);
        for (int i = 0; i < triggers; ++i) {
            auto trigger = blank(Kind::Trigger, u"trigger-"_s, i);
            for (int rule = i; rule < rules; rule += triggers) {
                if (trigger.rules.isNull())
                    trigger.rules = json::Value::object();
                trigger.rules.set(m_ns + u'/' + ruleName(rule),
                                  json::Value::object({{u"action"_s, actionOf(rule)}, {u"status"_s, text(rule % 5 == 4 ? u"inactive"_s : u"active"_s)}}));
            }
            trigger.rules = trigger.rules.isNull() ? trigger.rules : mapInServerOrder(trigger.rules);
            add(std::move(trigger));
        }
    }

    void addRules()
    {
        const auto triggers = std::max(1, m_fill.value(u"triggers"_s));
        for (int i = 0; i < m_fill.value(u"rules"_s); ++i) {
            auto rule = blank(Kind::Rule, u"rule-"_s, i);
            rule.trigger = referenceValue({{m_ns, {}, u"trigger-%1"_s.arg(i % triggers, 5, 10, QChar(u'0'))}, {}});
            rule.action = actionOf(i);
            add(std::move(rule));
        }
    }

    static QString ruleName(int i) { return u"rule-%1"_s.arg(i, 5, 10, QChar(u'0')); }

    /// An action that is in no package, so that it exists whatever else is filled.
    json::Value actionOf(int rule) const
    {
        const auto actions = std::max(1, m_fill.value(u"actions"_s));
        return referenceValue({{m_ns, {}, u"action-%1"_s.arg(rule * 2 % actions / 2 * 2, 5, 10, QChar(u'0'))}, {}});
    }

    QString m_ns;
    QMap<QString, int> m_fill;
    qint64 m_updated;
    QList<EntityChange> m_changes;
};

} // namespace

QString fillEntities(Services &services, const QString &ns)
{
    const auto changes = Filler(ns, services.settings, services.clock.now()).make();
    // What a start before this one has filled is there already.
    QList<EntityChange> missing;
    for (const auto &change : changes)
        if (!services.entities.find(change.after->name))
            missing.append(change);
    QString error;
    return services.entities.commit(missing, &error) == Commit::Done ? QString() : error;
}

} // namespace sandbox
