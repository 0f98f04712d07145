#include "ui/gateway/resource/jsonplace.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLevels = 1000; ///< as deep as JSON is read

/// Steps over the text and stops where the wanted member begins. It need not be right JSON: what cannot be read ends it.
class Scanner {
public:
    Scanner(const QString &text, const QStringList &steps)
        : m_text(text)
        , m_steps(steps)
    {
    }

    qsizetype run()
    {
        blanks();
        value(0);
        return m_found;
    }

private:
    bool atEnd() const { return m_at >= m_text.size(); }
    QChar now() const { return atEnd() ? QChar() : m_text.at(m_at); }
    void blanks()
    {
        while (!atEnd() && now().isSpace())
            ++m_at;
    }

    QString text()
    {
        const qsizetype from = ++m_at;
        while (!atEnd() && now() != u'"')
            m_at += now() == u'\\' ? 2 : 1;
        const QString inside = m_text.mid(from, m_at - from);
        ++m_at;
        return inside;
    }

    /// depth: how many steps the way to here has taken; -1: beside the way.
    void value(int depth)
    {
        if (now() == u'{')
            return inside(u'}', depth, true);
        if (now() == u'[')
            return inside(u']', depth, false);
        if (now() == u'"') {
            text();
            return;
        }
        while (!atEnd() && !u",]} \n\t\r"_s.contains(now()))
            ++m_at;
    }

    void inside(QChar end, int depth, bool named)
    {
        if (++m_level > mostLevels)
            m_at = m_text.size();
        ++m_at;
        for (int index = 0;; ++index) {
            blanks();
            if (atEnd() || now() == end)
                break;
            const qsizetype begin = m_at;
            const QString name = named ? (now() == u'"' ? text() : QString()) : QString::number(index);
            if (named) {
                blanks();
                if (now() != u':')
                    break;
                ++m_at;
                blanks();
            }
            const bool onWay = depth >= 0 && depth < m_steps.size() && m_steps.at(depth) == name;
            if (onWay)
                m_found = begin;
            value(onWay ? depth + 1 : -1);
            blanks();
            if (now() == u',')
                ++m_at;
            else
                break;
        }
        ++m_at;
        --m_level;
    }

    const QString &m_text;
    QStringList m_steps;
    qsizetype m_at = 0;
    qsizetype m_found = -1;
    int m_level = 0;
};

} // namespace

JsonPlace placeOf(const QString &text, const QString &pointer)
{
    QStringList steps = pointer.split(u'/').mid(1);
    for (QString &step : steps)
        step.replace(u"~1"_s, u"/"_s).replace(u"~0"_s, u"~"_s);
    const qsizetype at = Scanner(text, steps).run();
    if (at < 0)
        return {};
    const QStringView before = QStringView(text).left(at);
    return {int(before.count(u'\n')) + 1, int(at - before.lastIndexOf(u'\n'))};
}
