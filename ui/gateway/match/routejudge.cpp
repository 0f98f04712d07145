#include "ui/gateway/match/routejudge.h"

#include "core/json/text.h"
#include "ui/gateway/list/routemarks.h"
#include "ui/gateway/match/matchmembers.h"
#include "ui/gateway/resource/resourcetext.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using gateway::Row;
using gateway::Verdict;

namespace routejudge {

namespace {

constexpr int mostRounds = 8;     ///< routes that would take it after the one that does
constexpr int mostElsewhere = 20; ///< routes of other hosts that are named

QString tr(const char *text)
{
    return QCoreApplication::translate("TakesPanel", text);
}

std::optional<Row> rowOf(const Sources &sources)
{
    json::Value value = sources.value;
    const QString id = sources.edited.id.isEmpty() ? u"-"_s : sources.edited.id;
    value.set(u"id", json::Value::string(id));
    const json::Value item = json::Value::object({{u"key"_s, json::Value::string(u"/apisix/routes/"_s + id)}, {u"value"_s, value}});
    const json::Value list = json::Value::object({{u"total"_s, json::Value::number(1)}, {u"list"_s, json::Value::array({item})}});
    const auto rows = gateway::decodeList(json::compact(list), gateway::Kind::Route);
    if (!rows || (*rows)->isEmpty())
        return std::nullopt;
    return (*rows)->first();
}

class Judge {
public:
    Judge(const Sources &sources, const CallText &text)
        : m_sources(sources)
        , m_call(callOf(text))
    {
        if (sources.services)
            for (const Row &row : *sources.services)
                m_hosts.insert(row.key.id, row.hosts);
        const gateway::Rows rows = withEdited(sources);
        for (const Row &row : *rows)
            m_rows.append(&row);
        m_kept = rows;
        // The one put first wins; a list is in the order of ids. A new one comes last.
        std::stable_sort(m_rows.begin(), m_rows.end(), [this](const Row *a, const Row *b) {
            return std::pair(isNew(*a), a->createdIndex) < std::pair(isNew(*b), b->createdIndex);
        });
        for (const Row *row : std::as_const(m_rows))
            m_matches.append(isEdited(*row) ? sources.value : matchOf(*row));
    }

    Answer run()
    {
        Answer answer;
        for (int round = 0; round < mostRounds; ++round) {
            const gateway::Router router(m_matches, [this](const QString &id) { return listOf(m_hosts.value(id)); });
            const auto candidates = router.candidates(m_call);
            addAll(candidates);
            if (candidates.isEmpty() || candidates.last().verdict != Verdict::Takes)
                break;
            m_matches[candidates.last().route].set(u"status", json::Value::number(0)); // who comes after it?
        }
        for (const qsizetype route : std::as_const(m_order))
            answer.lines.append(lineOf(m_best.value(route)));
        addElsewhere(answer);
        answer.all = m_rows.size();
        return answer;
    }

private:
    bool isNew(const Row &row) const { return m_sources.edited.id.isEmpty() && row.key.id == u"-"; }
    bool isEdited(const Row &row) const { return row.key.id == m_sources.edited.id || isNew(row); }

    static json::Value listOf(const QStringList &texts)
    {
        json::Value list = json::Value::array();
        for (const QString &text : texts)
            list.append(json::Value::string(text));
        return list;
    }

    /// A route comes once for each of its paths and hosts: the place where it fits best counts.
    void addAll(const QList<gateway::Candidate> &candidates)
    {
        for (const gateway::Candidate &candidate : candidates) {
            const auto known = m_best.constFind(candidate.route);
            const bool better = known != m_best.cend() && known->verdict != Verdict::Takes && candidate.verdict == Verdict::Takes;
            if (known == m_best.cend() || better) {
                m_order.removeAll(candidate.route);
                m_order.append(candidate.route);
                m_best.insert(candidate.route, candidate);
            }
        }
    }

    Line lineOf(const gateway::Candidate &candidate)
    {
        const Row &row = *m_rows.at(candidate.route);
        Line line{row.key, nameOf(row), QString::fromUtf8(candidate.uri), Line::End::No, isEdited(row), {}};
        line.reasons.append({Reason::Sign::Yes, placeText(candidate)});
        addConditions(line, row, candidate.verdict);
        if (candidate.verdict == Verdict::Lua)
            line.end = Line::End::Perhaps;
        if (candidate.verdict == Verdict::Takes)
            addEnd(line, row);
        return line;
    }

    QString placeText(const gateway::Candidate &candidate) const
    {
        const gateway::UriPattern uri(candidate.uri);
        const QString path = uri.isExact() ? tr("path %1 exactly").arg(QString::fromUtf8(candidate.uri))
                                           : tr("path by prefix, %1").arg(QString::fromUtf8(candidate.uri));
        return candidate.host.isEmpty() ? path + u", "_s + tr("any host") : path + u", "_s + tr("host %1").arg(candidate.host);
    }

    void addConditions(Line &line, const Row &row, Verdict verdict) const
    {
        const auto add = [&line](bool holds, const QString &yes, const QString &no) {
            line.reasons.append({holds ? Reason::Sign::Yes : Reason::Sign::No, holds ? yes : no});
        };
        const QString method = QString::fromLatin1(m_call.method);
        if (!row.methods.isEmpty())
            add(verdict != Verdict::OtherMethod, method, tr("methods are %1").arg(row.methods.join(u", "_s)));
        if (verdict == Verdict::OtherMethod)
            return;
        if (!row.addresses.isEmpty())
            add(verdict != Verdict::OtherAddress, tr("client %1").arg(m_call.address), tr("clients are %1").arg(row.addresses.join(u", "_s)));
        if (verdict == Verdict::OtherAddress)
            return;
        if (row.conditional)
            add(verdict != Verdict::OtherVariables, tr("the conditions hold"), tr("the conditions do not hold"));
        else
            line.reasons.append({Reason::Sign::Yes, tr("no conditions")});
        if (verdict == Verdict::OtherPath)
            line.reasons.append({Reason::Sign::No, tr("the whole path does not fit")});
        if (verdict == Verdict::Lua)
            line.reasons.append({Reason::Sign::But, tr("its Lua function decides, on the gateway")});
    }

    void addEnd(Line &line, const Row &row)
    {
        const QString priority = tr("priority %1").arg(row.priority.value_or(0));
        line.end = m_taker.isEmpty() ? Line::End::Takes : Line::End::Later;
        line.reasons.append(m_taker.isEmpty() ? Reason{Reason::Sign::Yes, priority}
                                              : Reason{Reason::Sign::But, tr("%1: %2 has taken it already").arg(priority, m_taker)});
        if (m_taker.isEmpty())
            m_taker = line.name;
    }

    /// Those whose path would fit, but not the host; and the edited one in any case.
    void addElsewhere(Answer &answer)
    {
        for (qsizetype i = 0; i < m_rows.size(); ++i) {
            const Row &row = *m_rows.at(i);
            if (m_best.contains(i))
                continue;
            const QString fitting = fittingPath(row);
            const bool shown = isEdited(row) || (!fitting.isEmpty() && row.enabled && m_elsewhere < mostElsewhere);
            if (!shown) {
                ++answer.others;
                continue;
            }
            ++m_elsewhere;
            Line line{row.key, nameOf(row), fitting.isEmpty() ? row.uris.value(0) : fitting, Line::End::No, isEdited(row), {}};
            if (!row.enabled)
                line.reasons.append({Reason::Sign::No, tr("it is off")});
            else if (fitting.isEmpty())
                line.reasons.append({Reason::Sign::No, tr("its path does not fit")});
            else
                line.reasons = {{Reason::Sign::Yes, tr("path %1").arg(fitting)}, {Reason::Sign::No, tr("host is %1").arg(hostsOf(row).join(u", "_s))}};
            answer.lines.append(line);
        }
    }

    QStringList hostsOf(const Row &row) const
    {
        QStringList hosts = row.hosts;
        for (const gateway::Key &reference : row.references)
            if (hosts.isEmpty() && reference.kind == gateway::Kind::Service)
                hosts = m_hosts.value(reference.id);
        return hosts;
    }

    QString fittingPath(const Row &row) const
    {
        for (const QString &uri : row.uris) {
            const QByteArray text = uri.toUtf8();
            const qsizetype star = text.indexOf('*');
            if (star < 0 ? text == m_call.path : m_call.path.startsWith(text.left(star)) && gateway::UriPattern(text).takes(m_call.path))
                return uri;
        }
        return {};
    }

    static QString nameOf(const Row &row)
    {
        if (!row.name.isEmpty())
            return row.name;
        return row.key.id == u"-" ? tr("this route") : row.key.id;
    }

    const Sources &m_sources;
    gateway::Call m_call;
    gateway::Rows m_kept;
    QList<const Row *> m_rows;
    QList<json::Value> m_matches;
    QHash<QString, QStringList> m_hosts;
    QHash<qsizetype, gateway::Candidate> m_best;
    QList<qsizetype> m_order;
    QString m_taker;
    int m_elsewhere = 0;
};

} // namespace

gateway::Rows withEdited(const Sources &sources)
{
    auto rows = std::make_shared<QList<Row>>(sources.routes ? *sources.routes : QList<Row>());
    auto edited = rowOf(sources);
    if (!edited)
        return rows;
    for (Row &row : *rows)
        if (row.key.id == sources.edited.id) {
            edited->createdIndex = row.createdIndex;
            row = *edited;
            return rows;
        }
    edited->createdIndex = std::numeric_limits<qint64>::max(); // it will be put last
    rows->append(*edited);
    return rows;
}

Answer judge(const Sources &sources, const CallText &text)
{
    return Judge(sources, text).run();
}

} // namespace routejudge
