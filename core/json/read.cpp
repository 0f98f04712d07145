#include "core/json/edit.h"
#include "core/json/ondemand.h"
#include "core/json/scan.h"

#include <QCoreApplication>
#include <QSet>

namespace json {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("json", text);
}

// Only for documents that have some: the reader need not carry a path along.
void collectDuplicates(const Value &value, const QString &path, QStringList &found)
{
    for (qsizetype i = 0; i < value.items().size(); ++i)
        collectDuplicates(value.items()[i], path + u'/' + QString::number(i), found);
    QSet<QStringView> seen;
    for (const Member &member : value.members()) {
        const QString place = path + u'/' + escapePointer(member.name);
        if (seen.contains(member.name) && !found.contains(place))
            found.append(place);
        seen.insert(member.name);
        collectDuplicates(member.value, place, found);
    }
}

bool readContainer(const Source &source, int maxDepth, Parsed &result)
{
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document document;
    Walker walker(maxDepth);
    if (!open(parser, source, maxDepth, document) || !walker.document(document, &result.value))
        return false;
    if (walker.duplicates())
        collectDuplicates(result.value, {}, result.duplicates);
    return true;
}

bool readLone(const Source &source, int maxDepth, Parsed &result)
{
    const auto text = source.text();
    const auto at = text.find_first_not_of(" \n\r\t");
    return !findError(text, maxDepth) && readScalar(text.substr(at), &result.value);
}

ParseError tooLarge(const Limits &limits)
{
    ParseError error;
    error.message = tr("The text is larger than %1 MB.").arg(limits.bytes / (1024 * 1024));
    return error;
}

} // namespace

std::optional<Parsed> read(QByteArrayView text, ParseError *error, const Limits &limits)
{
    ParseError why;
    if (text.size() > limits.bytes) {
        why = tooLarge(limits);
    } else {
        const Source source(text);
        Parsed result;
        result.repaired = source.repaired;
        if (source.isContainer() ? readContainer(source, limits.depth, result) : readLone(source, limits.depth, result))
            return result;
        ParseError unknown;
        unknown.message = tr("The text is no JSON.");
        why = findError(source.text(), limits.depth).value_or(unknown);
    }
    if (error)
        *error = why;
    return {};
}

Result<Value> parse(QByteArrayView text, const Limits &limits)
{
    ParseError error;
    if (auto parsed = read(text, &error, limits))
        return std::move(parsed->value);
    return Error{
        Error::Kind::Protocol, tr("Line %1, column %2: %3").arg(error.line).arg(error.column).arg(error.message), {}};
}

} // namespace json
