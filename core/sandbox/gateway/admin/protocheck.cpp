#include "core/sandbox/gateway/admin/checks.h"

#include <QRegularExpression>
#include <QStringList>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Wrong = std::optional<QString>;

const auto place = u"invalid content: /usr/local/apisix//deps/share/lua/5.1/protoc.lua:842: filename for loaded:"_s;

/// Walks over the definitions of a .proto text: what stands at the outermost level must be known, and each brace closed.
class ProtoText {
public:
    explicit ProtoText(const QString &text) : m_text(text) {}

    Wrong check()
    {
        static const QStringList blocks{u"message"_s, u"enum"_s, u"service"_s, u"extend"_s};
        static const QStringList lines{u"syntax"_s, u"package"_s, u"import"_s, u"option"_s, u"edition"_s};
        for (auto word = next(); !word.isEmpty(); word = next()) {
            if (word == u";")
                continue;
            if (lines.contains(word)) {
                if (!skipTo(u";"_s))
                    return at(u"';' expected near end of file"_s);
            } else if (blocks.contains(word)) {
                if (!skipTo(u"{"_s) || !skipBlock())
                    return at(u"'}' expected near end of file"_s);
            } else {
                return at(u"unknown keyword '%1'"_s.arg(word));
            }
        }
        return {};
    }

private:
    QString next()
    {
        static const QRegularExpression word(u"(?:\\s|//[^\\n]*|/\\*.*?\\*/)*"
                                             "(\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'|[\\w.]+|.)?"_s,
                                             QRegularExpression::DotMatchesEverythingOption);
        const auto match = word.match(m_text, m_at, QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
        m_at = match.capturedEnd();
        return match.captured(1);
    }

    bool skipTo(const QString &mark)
    {
        for (auto word = next(); !word.isEmpty(); word = next())
            if (word == mark)
                return true;
        return false;
    }

    bool skipBlock()
    {
        int depth = 1;
        for (auto word = next(); !word.isEmpty(); word = next()) {
            depth += word == u"{" ? 1 : word == u"}" ? -1 : 0;
            if (depth == 0)
                return true;
        }
        return false;
    }

    Wrong at(const QString &words) const
    {
        const auto before = QStringView(m_text).left(m_at);
        const auto line = before.count(u'\n') + 1;
        return place + u"%1:%2: %3"_s.arg(line).arg(m_at - before.lastIndexOf(u'\n')).arg(words);
    }

    const QString m_text;
    qsizetype m_at = 0;
};

/// A compiled descriptor set in base64: its first field is a file, which has a length.
bool isDescriptor(const QString &content)
{
    const auto bytes = QByteArray::fromBase64Encoding(content.toUtf8(), QByteArray::AbortOnBase64DecodingErrors);
    return bytes && (*bytes).size() > 2 && (*bytes)[0] == '\n';
}

} // namespace

Wrong checkProto(const QString &content) { return isDescriptor(content) ? Wrong() : ProtoText(content).check(); }

} // namespace sandbox::gateway
