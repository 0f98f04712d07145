#include "core/gateway/uripattern.h"

#include <QList>

namespace gateway {

using namespace Qt::StringLiterals;

namespace {

/// Where the server's library gives up: its stack for one repeated group is full.
constexpr qsizetype mostForStar = 6398;

} // namespace

UriPattern::UriPattern(const QByteArray &uri) : m_text(uri)
{
    const auto star = uri.indexOf('*');
    m_isExact = star < 0;
    m_key = m_isExact ? uri : uri.left(star);
    if (!m_isExact)
        readSegments();
}

void UriPattern::readSegments()
{
    QString pattern;
    qsizetype place = 0;
    auto segments = m_text.split('/');
    while (!segments.isEmpty() && segments.last().isEmpty()) // the server's way of splitting drops them
        segments.removeLast();
    for (qsizetype i = 0; i < segments.size(); ++i) {
        const auto &segment = segments[i];
        pattern += i > 0 ? u"\\/"_s : QString();
        if (segment.startsWith('*')) {
            m_firstStar = m_firstStar < 0 ? place : m_firstStar;
            pattern += u"([\\s\\S]*)"_s;
        } else {
            pattern += segment.startsWith(':') ? u"([^\\/]+)"_s : QString::fromLatin1(segment);
        }
        m_isChecked = m_isChecked || segment.startsWith('*') || segment.startsWith(':');
        place += segment.size() + 1;
    }
    if (m_text.endsWith('/'))
        pattern += u"\\/"_s;
    m_endsWithStar = !segments.isEmpty() && segments.last() == "*";
    if (m_isChecked)
        m_expression = QRegularExpression(pattern);
}

bool UriPattern::takes(const QByteArray &path, std::optional<QByteArray> *rest) const
{
    if (m_isExact)
        return path == m_text;
    if (!m_isChecked)
        return true;
    if (m_firstStar >= 0 && path.size() - m_firstStar > mostForStar)
        return false;
    // Bytes, each as a character of its own.
    const auto found = m_expression.match(QString::fromLatin1(path));
    if (!found.hasMatch() || found.captured() != QString::fromLatin1(path))
        return false;
    if (rest && m_endsWithStar)
        *rest = found.captured(found.lastCapturedIndex()).toLatin1();
    return true;
}

QByteArray UriPattern::sample() const
{
    QByteArray path;
    const auto segments = m_text.split('/');
    for (qsizetype i = 0; i < segments.size(); ++i) {
        path += i > 0 ? "/" : "";
        const auto star = segments[i].indexOf('*');
        path += star < 0 ? segments[i] : segments[i].left(star) + 'x';
    }
    return path.startsWith('/') ? path : path == "x" ? QByteArray("/x") : path;
}

} // namespace gateway
