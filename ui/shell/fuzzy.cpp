#include "ui/shell/fuzzy.h"

#include <algorithm>

namespace {

bool startsWord(QStringView text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text.at(at - 1);
    return !before.isLetterOrNumber() || (before.isLower() && text.at(at).isUpper());
}

/// Letters are folded one by one so that positions stay those of the text.
bool same(QChar folded, QChar letter)
{
    return folded == letter || folded == letter.toCaseFolded();
}

/// The best place where the part stands as one piece, -1 when it does nowhere.
qsizetype pieceAt(QStringView part, QStringView text)
{
    qsizetype first = -1;
    for (qsizetype at = 0; at + part.size() <= text.size(); ++at) {
        if (!std::equal(part.begin(), part.end(), text.begin() + at, same))
            continue;
        if (startsWord(text, at))
            return at;
        if (first < 0)
            first = at;
    }
    return first;
}

/// Letters apart: forward to the first end, then back, so that the span is the tightest that ends there.
QList<int> scattered(QStringView part, QStringView text)
{
    qsizetype p = 0;
    qsizetype end = 0;
    for (; end < text.size() && p < part.size(); ++end)
        p += same(part.at(p), text.at(end));
    if (p < part.size())
        return {};
    QList<int> positions;
    for (qsizetype at = end - 1, q = part.size() - 1; q >= 0; --at) {
        if (same(part.at(q), text.at(at))) {
            positions.prepend(int(at));
            --q;
        }
    }
    return positions;
}

int scatteredScore(const QList<int> &positions, QStringView text)
{
    int score = 0;
    for (qsizetype i = 0; i < positions.size(); ++i) {
        const bool joined = i > 0 && positions.at(i) == positions.at(i - 1) + 1;
        score += joined ? 6 : startsWord(text, positions.at(i)) ? 8 : 1;
    }
    return score - (positions.last() - positions.first() + 1 - int(positions.size()));
}

std::optional<FuzzyMatch> matchPart(QStringView part, QStringView text)
{
    FuzzyMatch match;
    if (const auto at = pieceAt(part, text); at >= 0) {
        for (qsizetype i = 0; i < part.size(); ++i)
            match.positions.append(int(at + i));
        match.score = 40 + int(part.size()) * 8 + (startsWord(text, at) ? 30 : 0) + (part.size() == text.size() ? 40 : 0);
        return match;
    }
    match.positions = scattered(part, text);
    if (match.positions.isEmpty())
        return {};
    match.score = scatteredScore(match.positions, text);
    // Letters strewn over a long text mean nothing.
    return match.score > 2 * int(part.size()) ? std::optional(match) : std::nullopt;
}

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(QStringView pattern, QStringView text)
{
    FuzzyMatch all;
    for (const auto part : pattern.tokenize(u' ', Qt::SkipEmptyParts)) {
        const auto match = matchPart(part, text);
        if (!match)
            return {};
        all.score += match->score;
        all.positions += match->positions;
    }
    std::sort(all.positions.begin(), all.positions.end());
    all.positions.erase(std::unique(all.positions.begin(), all.positions.end()), all.positions.end());
    all.score -= int(text.size() / 4); // of equals the shorter
    return all;
}
