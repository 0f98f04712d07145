#include "core/gateway/complaint.h"

#include "core/json/edit.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace gateway {

namespace {

using Match = QRegularExpressionMatch;

QString step(const QString &name)
{
    return u'/' + json::escapePointer(name);
}

/// Reads a message from the left; each part that it knows goes, and leads deeper.
class Reader {
public:
    explicit Reader(const QString &message)
        : m_rest(message)
    {
    }

    Complaint run()
    {
        while (take(u"^(?:invalid configuration|invalid plugins configuration): "_s)) { }
        readPlugin();
        while (readStep()) { }
        readLeaf();
        m_found.words = m_rest;
        return m_found;
    }

private:
    bool take(const QString &pattern)
    {
        m_match = QRegularExpression(pattern, QRegularExpression::DotMatchesEverythingOption).match(m_rest);
        if (m_match.hasMatch())
            m_rest = m_rest.mid(m_match.capturedEnd());
        return m_match.hasMatch();
    }
    bool sees(const QString &pattern)
    {
        m_match = QRegularExpression(pattern, QRegularExpression::DotMatchesEverythingOption).match(m_rest);
        return m_match.hasMatch();
    }
    void go(const QString &name) { m_found.pointer += step(name); }
    void enter(const QString &plugin)
    {
        m_found.plugin = plugin;
        go(u"plugins"_s);
        go(plugin);
    }

    void readPlugin()
    {
        if (take(u"^failed to check the configuration of plugin (\\S+) err: "_s)
            || take(u"^failed to check the configuration of stream plugin \\[([^\\]]+)\\]: "_s))
            return enter(m_match.captured(1));
        if (sees(u"^unknown plugin \\[([^\\]]+)\\]"_s) || sees(u"^invalid plugin conf .* for plugin \\[([^\\]]+)\\]$"_s)
            || sees(u"^duplicate key of plugin (\\S+) found "_s) || sees(u"^plugin '([^']+)' already exists in global rule"_s))
            return enter(m_match.captured(1));
        if (take(u"^failed to load (_meta\\.pre_function) in plugin ([^:]+): "_s)) {
            enter(m_match.captured(2));
            go(u"_meta"_s);
            go(u"pre_function"_s);
            readLua();
        }
    }

    /// `property "a" validation failed: failed to validate item 2: ...`
    bool readStep()
    {
        if (take(u"^property \"([^\"]*)\" validation failed: "_s)
            || take(u"^failed to validate additional property (.*?): "_s)
            || take(u"^failed to validate (.*?) \\(matching \"(?:[^\"\\\\]|\\\\.)*\"\\): "_s)) {
            go(m_match.captured(1));
            return true;
        }
        if (take(u"^failed to validate item (\\d+): "_s)) {
            go(QString::number(m_match.captured(1).toInt() - 1));
            return true;
        }
        return take(u"^allOf \\d+ failed: "_s) || take(u"^failed to validate dependent schema for \"[^\"]*\": "_s);
    }

    void readLeaf()
    {
        if (sees(u"^property \"([^\"]*)\" is required"_s) || sees(u"^additional properties forbidden, found (.*)$"_s)
            || sees(u"^the property is forbidden: +(\\S+)$"_s))
            return goAlong(m_match.captured(1));
        if (take(u"^failed to loadstring: "_s) || sees(u"^only accept Lua function"_s)) {
            go(u"functions"_s);
            return readLua();
        }
        if (take(u"^failed to load '(filter_func|script)' string: "_s)) {
            go(m_match.captured(1));
            return readLua();
        }
        if (take(u"^failed to validate the '(vars|filter)' expression: "_s))
            return m_match.captured(1) == u"vars" ? go(u"vars"_s) : goAlong(u"_meta.filter"_s);
        if (m_found.pointer.isEmpty())
            readByWords();
    }

    /// "upstream.create_time"
    void goAlong(const QString &path)
    {
        const bool nested = path.startsWith(u"upstream.") || path.startsWith(u"_meta.");
        for (const QString &name : nested ? path.split(u'.') : QStringList{path})
            go(name);
    }

    void readLua()
    {
        static const QRegularExpression place(u"^\\[string \".*?\"\\]:(\\d+): "_s, QRegularExpression::DotMatchesEverythingOption);
        const Match match = place.match(m_rest);
        if (!match.hasMatch())
            return;
        m_found.line = match.captured(1).toInt();
        m_rest = m_rest.mid(match.capturedEnd());
    }

    /// Checks in the server's code beside its schemas: it is known what they are about.
    void readByWords()
    {
        struct Known {
            QString pattern;
            QString pointer;
        };
        static const QList<Known> known{
            {u"^failed to fetch upstream info"_s, u"/upstream_id"_s},
            {u"^failed to fetch service info"_s, u"/service_id"_s},
            {u"^failed to fetch plugin config info"_s, u"/plugin_config_id"_s},
            {u"^failed to fetch consumer group info"_s, u"/group_id"_s},
            {u"^failed to fetch ssl info"_s, u"/tls/client_cert_id"_s},
            {u"^only one of hosts? or hosts? is allowed"_s, u"/hosts"_s},
            {u"^only one of remote_addr"_s, u"/remote_addrs"_s},
            {u"^`upstream_host` can't be empty"_s, u"/upstream_host"_s},
            {u"^missing key$"_s, u"/key"_s},
            {u"^invalid port |^IPv6 address must be enclosed"_s, u"/nodes"_s},
            {u"^failed to (parse|decrypt|handle) .*key|^failed to decrypt previous encrypted key"_s, u"/key"_s},
            {u"^failed to (parse|handle) .*cert"_s, u"/cert"_s},
            {u"^mismatched number of certs and keys"_s, u"/keys"_s},
            {u"^invalid content: "_s, u"/content"_s},
            {u"^(wrong|missing) username"_s, u"/username"_s},
            {u"^only supports auth type plugins"_s, u"/plugins"_s},
            {u"^(wrong|missing) [a-z_ ]+ id"_s, u"/id"_s},
            {u"^unknown protocol \\[|^invalid protocol"_s, u"/protocol/name"_s},
            {u"superior_id"_s, u"/protocol/superior_id"_s},
        };
        for (const Known &one : known)
            if (sees(one.pattern)) {
                m_found.pointer = one.pointer;
                return;
            }
    }

    QString m_rest;
    Match m_match;
    Complaint m_found;
};

} // namespace

Complaint complaintOf(const QString &message)
{
    return Reader(message).run();
}

} // namespace gateway
