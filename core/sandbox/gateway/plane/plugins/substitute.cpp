#include "core/sandbox/gateway/plane/plugins/substitute.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

QString replaced(const QString &text, const QRegularExpression &place, const QStringList &captures)
{
    QString out;
    qsizetype end = 0;
    for (auto all = place.globalMatch(text); all.hasNext();) {
        const auto match = all.next();
        out += QStringView(text).mid(end, match.capturedStart() - end);
        out += match.captured() == u"$$" ? u"$"_s : captures.value((match.captured(1) + match.captured(2)).toInt());
        end = match.capturedEnd();
    }
    return out += QStringView(text).mid(end);
}

} // namespace

QString withCaptures(const QString &text, const QStringList &captures)
{
    static const QRegularExpression place(u"(?<!\\\\)\\$(?:\\{(\\d+)\\}|(\\d+))"_s);
    return replaced(text, place, captures);
}

QString substitute(const QString &text, const QRegularExpression &expression, const QString &replacement, bool everywhere)
{
    static const QRegularExpression place(u"\\$\\$|\\$(?:\\{(\\d+)\\}|(\\d+))"_s);
    QString out;
    qsizetype end = 0;
    for (auto all = expression.globalMatch(text); all.hasNext();) {
        const auto match = all.next();
        out += QStringView(text).mid(end, match.capturedStart() - end);
        out += replaced(replacement, place, match.capturedTexts());
        end = match.capturedEnd();
        if (!everywhere)
            break;
    }
    return out += QStringView(text).mid(end);
}

} // namespace sandbox::gateway
