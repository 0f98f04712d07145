#include "ui/widgets/longlines.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr size_t screenLines = 64;
constexpr qsizetype mostOnScreen = 20'000;
constexpr qsizetype mostOfLine = 300;

template<typename Use> void eachLine(const QString &text, Use use)
{
    for (qsizetype from = 0; from <= text.size();) {
        const qsizetype found = text.indexOf('\n'_L1, from);
        const qsizetype end = found < 0 ? text.size() : found;
        if (!use(QStringView(text).sliced(from, end - from), found >= 0))
            return;
        from = end + 1;
    }
}

} // namespace

bool longlines::tooLong(const QString &text)
{
    if (text.size() <= mostOnScreen)
        return false;
    std::array<qsizetype, screenLines> sizes{};
    size_t line = 0;
    qsizetype onScreen = 0;
    eachLine(text, [&](QStringView chars, bool) {
        qsizetype &oldest = sizes[line++ % screenLines];
        onScreen += chars.size() - oldest;
        oldest = chars.size();
        return onScreen <= mostOnScreen;
    });
    return onScreen > mostOnScreen;
}

QString longlines::shortened(const QString &text)
{
    QString shown;
    eachLine(text, [&shown](QStringView chars, bool more) {
        const bool cut = chars.size() > mostOfLine;
        // Half a pair of surrogates is no character.
        const qsizetype size = cut && chars.at(mostOfLine - 1).isHighSurrogate() ? mostOfLine - 1 : mostOfLine;
        shown += chars.left(std::min(size, chars.size()));
        if (cut)
            shown += u'…';
        if (more)
            shown += '\n'_L1;
        return true;
    });
    return shown;
}
