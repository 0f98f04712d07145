#pragma once

#include "core/json/text.h"

#include <simdjson.h>

#include <array>

namespace json {

/// A text made ready for simdjson: no byte order mark, right UTF-8, room behind the end.
struct Source {
    /// room: so many bytes behind the text may be read as well; with enough of it the text is read where it is.
    explicit Source(QByteArrayView text, qsizetype room = 0);
    simdjson::padded_string copy; ///< empty where none was needed
    simdjson::padded_string_view padded;
    bool repaired = false;
    std::string_view text() const { return padded; }
    bool isContainer() const; ///< simdjson treats a document that is one scalar as a special case; we read it ourselves
};

/// Walks simdjson's on demand values: every one is visited, as simdjson checks only what is read. False: the text is
/// wrong (findError knows where). out may be null, to check only.
class Walker {
public:
    explicit Walker(int maxDepth)
        : m_maxDepth(maxDepth)
    {
    }
    bool document(simdjson::ondemand::document &document, Value *out);
    bool value(simdjson::ondemand::value value, int depth, Value *out);
    bool array(simdjson::ondemand::array array, int depth, Value *out);
    bool object(simdjson::ondemand::object object, int depth, Value *out);
    bool admits(int depth) const { return depth <= m_maxDepth; }
    bool duplicates() const { return m_duplicates; }

private:
    bool name(std::string_view raw, QString *out);

    /// Lists repeat the same few names thousands of times: they share one text.
    struct Known {
        std::string_view raw;
        QString name;
    };
    std::array<Known, 64> m_known;
    int m_maxDepth;
    bool m_duplicates = false;
};

/// A string, number, true, false or null, with blanks behind it maybe.
bool readScalar(std::string_view token, Value *out);
/// The name of a field, still escaped.
std::string_view rawName(const simdjson::ondemand::field &field);
/// Without the blanks behind it.
inline std::string_view trimmed(std::string_view token)
{
    while (!token.empty() && (token.back() == ' ' || (token.back() >= '\t' && token.back() <= '\r')))
        token.remove_suffix(1);
    return token;
}
/// Nothing follows the document.
bool ended(simdjson::ondemand::document &document);
/// Makes the parser large enough. simdjson's own depth limit is set above ours, so that ours decides.
bool open(simdjson::ondemand::parser &parser, const Source &source, int maxDepth,
          simdjson::ondemand::document &document);

} // namespace json
