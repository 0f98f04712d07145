#pragma once

#include <QByteArray>
#include <QRegularExpression>

#include <optional>

namespace gateway {

/// A route's uri, and what it takes. It is compared with a path that is decoded, its slashes merged and its dots
/// resolved. Everything before the first star is a plain text; behind it, and only where a segment begins with a star or
/// a colon, the whole is read once more as a regular expression, without any escaping.
class UriPattern {
public:
    UriPattern() = default;
    explicit UriPattern(const QByteArray &uri);

    const QByteArray &text() const { return m_text; }
    /// The text before the first star; the whole where there is none.
    const QByteArray &key() const { return m_key; }
    bool isExact() const { return m_isExact; }

    /// The path begins with the key already. What the star of a last segment stood for comes back in *rest.
    bool takes(const QByteArray &path, std::optional<QByteArray> *rest = nullptr) const;
    /// A path that it might take, for finding out whether it takes any.
    QByteArray sample() const;

private:
    void readSegments();

    QByteArray m_text;
    QByteArray m_key;
    bool m_isExact = true;
    bool m_isChecked = false;       ///< by the regular expression, too
    bool m_endsWithStar = false;    ///< of a whole segment
    qsizetype m_firstStar = -1;     ///< where the first segment that begins with a star begins
    QRegularExpression m_expression;
};

} // namespace gateway
