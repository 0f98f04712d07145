#include "ui/gateway/match/matchwatch.h"

#include "core/async/deliver.h"
#include "core/async/steps.h"
#include "core/gateway/session.h"
#include "core/openwhisk/session.h"

#include <QDateTime>

using namespace Qt::StringLiterals;
using gateway::Kind;

namespace {
constexpr int pauseMs = 150;
}

MatchWatch::MatchWatch(ResourceState &state, QObject *parent)
    : QObject(parent)
    , m_state(state)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(pauseMs);
    connect(&m_timer, &QTimer::timeout, this, &MatchWatch::begin);
    connect(&state, &ResourceState::valueChanged, &m_timer, qOverload<>(&QTimer::start));
    connect(&state, &ResourceState::keyChanged, &m_timer, qOverload<>(&QTimer::start));
    if (gateway::Session *session = state.session())
        connect(session, &gateway::Session::changed, this, [this](Kind kind) {
            if (kind == Kind::Route || kind == Kind::Service)
                m_timer.start();
        });
}

MatchWatch::~MatchWatch()
{
    if (m_stop)
        *m_stop = true;
}

bool MatchWatch::hasRoutes() const
{
    return m_state.session() && m_state.session()->listing(Kind::Route).rows;
}

void MatchWatch::ask(const CallText &text)
{
    if (m_text == text)
        return;
    m_text = text;
    m_timer.start();
}

routejudge::Sources MatchWatch::sources() const
{
    const gateway::Session &session = *m_state.session();
    return {session.listing(Kind::Route).rows, session.listing(Kind::Service).rows,
            m_state.isNew() ? gateway::Key{Kind::Route, {}} : m_state.key(), m_state.value()};
}

FactSources MatchWatch::factSources() const
{
    FactSources facts;
    for (const Kind kind : m_state.session()->kinds())
        if (const auto rows = m_state.session()->listing(kind).rows)
            facts.lists.insert(kind, rows);
    facts.nowMs = QDateTime::currentMSecsSinceEpoch();
    return facts;
}

void MatchWatch::begin()
{
    if (!m_state.session() || !m_state.isLoaded())
        return;
    if (m_stop)
        *m_stop = true;
    m_stop = std::make_shared<std::atomic_bool>(false);
    m_owner = std::make_unique<QObject>();
    const auto work = [sources = sources(), facts = factSources(), text = m_text, stop = m_stop]() mutable -> Result<Found> {
        Found found;
        if (sources.routes) {
            facts.lists.insert(Kind::Route, routejudge::withEdited(sources));
            const ListFacts made = factsOf(facts, *stop);
            found.marks = made.marks.value(sources.edited.id.isEmpty() ? u"-"_s : sources.edited.id);
        }
        if (text)
            found.answer = routejudge::judge(sources, *text);
        return found;
    };
    deliver(onPool(work), m_owner.get(), [this](const Result<Found> &found) {
        if (found)
            take(*found);
    });
}

void MatchWatch::take(const Found &found)
{
    m_answer = found.answer;
    Q_EMIT answered();
    if (m_marks == found.marks)
        return;
    m_marks = found.marks;
    Q_EMIT marksChanged();
}
