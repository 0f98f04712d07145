#include "ui/widgets/editorfind.h"

#include "ui/widgets/scintilla.h"
#include "ui/widgets/theme.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

constexpr int findIndicator = 20;
constexpr int currentIndicator = 21;
constexpr int mostMatches = 10'000;

using Base = QsciScintillaBase;

long flagsOf(const FindBar::Query &query)
{
    long flags = query.caseSensitive ? Base::SCFIND_MATCHCASE : 0;
    return query.regex ? flags | Base::SCFIND_REGEXP | Base::SCFIND_CXX11REGEX : flags;
}

} // namespace

EditorFind::EditorFind(QsciScintilla *editor, FindBar *bar, QObject *parent)
    : QObject(parent), m_editor(editor), m_bar(bar)
{
    connect(bar, &FindBar::changed, this, &EditorFind::search);
    connect(bar, &FindBar::moveRequested, this, &EditorFind::move);
    connect(bar, &FindBar::closed, this, [this] {
        m_matches.clear();
        mark();
        m_editor->setFocus();
    });
    applyTheme();
}

void EditorFind::applyTheme()
{
    const Theme &theme = theme::current();
    for (const auto &[indicator, color] : {std::pair{findIndicator, theme.find}, std::pair{currentIndicator, theme.findCurrent}}) {
        m_editor->indicatorDefine(QsciScintilla::FullBoxIndicator, indicator);
        m_editor->setIndicatorForegroundColor(color, indicator);
        m_editor->SendScintilla(Base::SCI_INDICSETALPHA, indicator, long(theme.dark ? 110 : 150));
        m_editor->SendScintilla(Base::SCI_INDICSETOUTLINEALPHA, indicator, 160L);
        m_editor->setIndicatorDrawUnder(true, indicator);
    }
}

void EditorFind::open()
{
    const QString selected = m_editor->selectedText();
    m_bar->open(selected.contains('\n'_L1) || selected.size() > 200 ? QString() : selected);
}

void EditorFind::forget()
{
    m_stale = true;
}

void EditorFind::search()
{
    collect();
    select(nearest(true));
}

void EditorFind::collect()
{
    m_matches.clear();
    m_current = -1;
    m_stale = false;
    const FindBar::Query query = m_bar->query();
    if (query.text.isEmpty())
        return;
    if (query.regex && !QRegularExpression(query.text).isValid())
        return m_bar->setProblem(tr("no valid expression"));
    const QByteArray needle = query.text.toUtf8();
    const long end = m_editor->SendScintilla(Base::SCI_GETLENGTH);
    m_editor->SendScintilla(Base::SCI_SETSEARCHFLAGS, flagsOf(query));
    for (long from = 0; from < end && m_matches.size() < mostMatches;) {
        m_editor->SendScintilla(Base::SCI_SETTARGETSTART, from);
        m_editor->SendScintilla(Base::SCI_SETTARGETEND, end);
        if (m_editor->SendScintilla(Base::SCI_SEARCHINTARGET, ulong(needle.size()), needle.constData()) < 0)
            break;
        const long start = m_editor->SendScintilla(Base::SCI_GETTARGETSTART);
        const long stop = m_editor->SendScintilla(Base::SCI_GETTARGETEND);
        if (stop > start)
            m_matches.append({int(start), int(stop)});
        from = std::max(stop, start + 1);
    }
}

int EditorFind::nearest(bool forward) const
{
    const int from = int(m_editor->SendScintilla(Base::SCI_GETSELECTIONSTART));
    int found = -1;
    for (int i = 0; i < m_matches.size(); ++i) {
        if (forward && m_matches.at(i).start >= from)
            return i;
        if (!forward && m_matches.at(i).start < from)
            found = i;
    }
    return forward ? (m_matches.isEmpty() ? -1 : 0) : (found < 0 ? int(m_matches.size()) - 1 : found);
}

void EditorFind::move(bool forward)
{
    if (m_stale)
        collect();
    if (m_matches.isEmpty())
        return select(-1);
    if (m_current < 0)
        return select(nearest(forward));
    const int count = int(m_matches.size());
    select((m_current + (forward ? 1 : count - 1)) % count);
}

void EditorFind::select(int index)
{
    m_current = index;
    if (index >= 0) {
        const Match match = m_matches.at(index);
        m_editor->SendScintilla(Base::SCI_SETSEL, ulong(match.start), long(match.end));
        m_editor->ensureCursorVisible();
    }
    mark();
    if (m_bar->query().regex && m_matches.isEmpty() && !QRegularExpression(m_bar->query().text).isValid())
        return;
    m_bar->setResult(index + 1, int(m_matches.size()));
}

void EditorFind::mark()
{
    const long length = m_editor->SendScintilla(Base::SCI_GETLENGTH);
    for (const int indicator : {findIndicator, currentIndicator}) {
        m_editor->SendScintilla(Base::SCI_SETINDICATORCURRENT, indicator);
        m_editor->SendScintilla(Base::SCI_INDICATORCLEARRANGE, 0UL, length);
    }
    m_editor->SendScintilla(Base::SCI_SETINDICATORCURRENT, findIndicator);
    for (const Match &match : m_matches)
        m_editor->SendScintilla(Base::SCI_INDICATORFILLRANGE, ulong(match.start), long(match.end - match.start));
    if (m_current < 0 || m_current >= m_matches.size())
        return;
    m_editor->SendScintilla(Base::SCI_SETINDICATORCURRENT, currentIndicator);
    const Match match = m_matches.at(m_current);
    m_editor->SendScintilla(Base::SCI_INDICATORFILLRANGE, ulong(match.start), long(match.end - match.start));
}
