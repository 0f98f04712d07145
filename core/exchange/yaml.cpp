#include "core/exchange/yaml.h"

#include "core/exchange/yamlscalar.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <sstream>
#include <stdexcept>
#include <vector>

using namespace Qt::StringLiterals;

namespace exchange {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("exchange", text);
}

/// Ends the parser, which calls us.
struct Stop : std::runtime_error {
    Stop(const YAML::Mark &mark, const QString &text) : std::runtime_error(std::string()), line(mark.line + 1), message(text) { }
    int line;
    QString message;
};

QByteArray bytesOf(const std::string &text)
{
    return {text.data(), qsizetype(text.size())};
}

/// Makes values of what the parser tells, counting what they would unfold to.
class Builder final : public YAML::EventHandler {
public:
    explicit Builder(const YamlLimits &limits) : m_limits(limits) { }

    const json::Value &result() const { return m_result; }
    int documents() const { return m_documents; }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        if (++m_documents > 1)
            throw Stop(mark, tr("a second document begins; only one can be read."));
    }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override { put(mark, anchor, {json::Value(), 1, "null", true}); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        if (!m_anchors.contains(anchor))
            throw Stop(mark, tr("an alias refers to what it stands in."));
        put(mark, 0, m_anchors.value(anchor));
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, const std::string &value) override
    {
        put(mark, anchor, {scalar(mark, tag, bytesOf(value)), 1, bytesOf(value), tag == "?"});
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, false);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, true);
    }
    void OnMapEnd() override { close(); }

private:
    struct Node {
        json::Value value;
        qsizetype weight = 1; ///< values it unfolds to
        QByteArray text = {}; ///< of a scalar, as written
        bool plain = false;   ///< not quoted
    };
    struct Level {
        YAML::Mark mark;
        YAML::anchor_t anchor = 0;
        bool map = false;
        qsizetype weight = 1;
        QList<json::Value> items = {};
        QList<json::Member> members = {};
        QList<json::Value> merged = {}; ///< of "<<"
        QSet<QString> names = {};
        std::optional<QString> key = {};
        bool merges = false; ///< the key is "<<"
    };

    json::Value scalar(const YAML::Mark &mark, const std::string &tag, const QByteArray &text) const
    {
        const QByteArray kind = bytesOf(tag);
        if (kind == "!" || kind == "tag:yaml.org,2002:str" || kind == "tag:yaml.org,2002:binary" || kind == "tag:yaml.org,2002:timestamp")
            return json::Value::string(QString::fromUtf8(text));
        const bool known = kind == "?" || kind == "tag:yaml.org,2002:int" || kind == "tag:yaml.org,2002:float"
            || kind == "tag:yaml.org,2002:bool" || kind == "tag:yaml.org,2002:null";
        if (!known)
            throw Stop(mark, tr("the tag %1 is not known.").arg(QString::fromUtf8(kind)));
        const auto value = plainScalar(text);
        if (!value)
            throw Stop(mark, tr("%1 cannot be said in JSON.").arg(QString::fromUtf8(text)));
        return *value;
    }
    void open(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, bool map)
    {
        const QByteArray kind = bytesOf(tag);
        if (kind != "?" && kind != "!" && kind != "tag:yaml.org,2002:map" && kind != "tag:yaml.org,2002:seq")
            throw Stop(mark, tr("the tag %1 is not known.").arg(QString::fromUtf8(kind)));
        if (int(m_levels.size()) >= m_limits.depth)
            throw Stop(mark, tr("it is nested deeper than %1 levels.").arg(m_limits.depth));
        m_levels.push_back({mark, anchor, map});
    }
    void close()
    {
        Level level = std::move(m_levels.back());
        m_levels.pop_back();
        for (const json::Value &from : std::as_const(level.merged))
            for (const json::Member &member : from.members())
                if (!level.names.contains(member.name)) {
                    level.names.insert(member.name);
                    level.members.append(member);
                }
        const json::Value value = level.map ? json::Value::object(level.members) : json::Value::array(level.items);
        put(level.mark, level.anchor, {value, level.weight});
    }
    void put(const YAML::Mark &mark, YAML::anchor_t anchor, const Node &node)
    {
        if (anchor != 0)
            m_anchors.insert(anchor, node);
        if (m_levels.empty()) {
            m_result = node.value;
            return;
        }
        Level &level = m_levels.back();
        level.weight += node.weight;
        if (level.weight > m_limits.values)
            throw Stop(mark, tr("its aliases unfold to more than %1 values.").arg(m_limits.values));
        if (!level.map)
            level.items.append(node.value);
        else if (!level.key)
            takeKey(mark, &level, node);
        else
            takeMember(mark, &level, node.value);
    }
    static void takeKey(const YAML::Mark &mark, Level *level, const Node &node)
    {
        if (node.value.isArray() || node.value.isObject())
            throw Stop(mark, tr("a list or a mapping cannot be a key in JSON."));
        level->key = node.value.isString() ? node.value.toString() : QString::fromUtf8(node.text);
        level->merges = node.plain && node.text == "<<";
        if (!level->merges && level->names.contains(*level->key))
            throw Stop(mark, tr("the key %1 comes twice.").arg(*level->key));
    }
    static void takeMember(const YAML::Mark &mark, Level *level, const json::Value &value)
    {
        const QString key = *std::exchange(level->key, std::nullopt);
        if (!level->merges) {
            level->names.insert(key);
            level->members.append({key, value});
            return;
        }
        for (const json::Value &from : value.isArray() ? value.items() : QList<json::Value>{value}) {
            if (!from.isObject())
                throw Stop(mark, tr("“<<” takes a mapping, or a list of them."));
            level->merged.append(from);
        }
    }

    YamlLimits m_limits;
    std::vector<Level> m_levels;
    QHash<YAML::anchor_t, Node> m_anchors;
    json::Value m_result;
    int m_documents = 0;
};

Error problem(int line, const QString &what)
{
    return {Error::Kind::Protocol, tr("Line %1: %2").arg(line).arg(what), {}};
}

} // namespace

Result<json::Value> readYaml(const QByteArray &text, const YamlLimits &limits)
{
    if (text.size() > limits.bytes)
        return Error{Error::Kind::TooLarge, tr("It is larger than %1 MB.").arg(limits.bytes / 1024 / 1024), {}};
    Builder builder(limits);
    try {
        std::istringstream stream(text.toStdString());
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(builder)) { }
    } catch (const Stop &stop) {
        return problem(stop.line, stop.message);
    } catch (const YAML::Exception &exception) {
        return problem(exception.mark.line + 1, QString::fromStdString(exception.msg) + u'.');
    }
    if (builder.documents() == 0)
        return Error{Error::Kind::Protocol, tr("It is empty."), {}};
    return builder.result();
}

} // namespace exchange
