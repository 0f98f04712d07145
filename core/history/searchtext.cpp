#include "core/history/searchtext.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace history {

namespace {

/// Names and values, one a line: the signs of JSON are nothing to look for.
void collect(const json::Value &value, QString &text)
{
    if (text.size() > searchedLength)
        return;
    if (value.isString())
        text += value.toString() + u'\n';
    else if (value.isNumber())
        text += QString::fromLatin1(value.numberText()) + u'\n';
    else if (value.isBool())
        text += value.toBool() ? u"true\n"_s : u"false\n"_s;
    for (const json::Value &item : value.items())
        collect(item, text);
    for (const json::Member &member : value.members()) {
        text += member.name + u'\n';
        collect(member.value, text);
    }
}

/// SQLite would take half a surrogate pair together with what follows it.
QString sound(const QString &text)
{
    return QString::fromUtf8(text.toUtf8());
}

bool shorten(QString &text)
{
    const bool cut = text.size() > searchedLength;
    text.truncate(searchedLength);
    text = sound(text);
    return cut;
}

struct Term {
    QString text;
    bool phrase = false;
};

QList<Term> termsOf(const QString &typed)
{
    QList<Term> terms{Term{}};
    for (const QChar c : sound(typed)) {
        if (c == u'"') {
            const bool wasPhrase = terms.last().phrase;
            terms.append(Term{{}, !wasPhrase});
        } else if (c.isSpace() && !terms.last().phrase) {
            terms.append(Term{});
        } else {
            terms.last().text.append(c == QChar(0) ? QChar(u' ') : c);
        }
    }
    return terms;
}

bool hasWord(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetterOrNumber() || c.isSurrogate(); });
}

} // namespace

SearchText searchTextOf(const json::Value &record)
{
    SearchText text;
    collect(record.value(u"response").value(u"result"), text.result);
    for (const json::Value &line : record.value(u"logs").items()) {
        if (text.logs.size() > searchedLength)
            break;
        text.logs += line.toString() + u'\n';
    }
    const bool resultCut = shorten(text.result);
    text.cut = shorten(text.logs) || resultCut;
    return text;
}

QString matchQuery(const QString &typed)
{
    QStringList parts;
    const QList<Term> terms = termsOf(typed);
    for (qsizetype i = 0; i < terms.size(); ++i) {
        const Term &term = terms[i];
        if (!hasWord(term.text))
            continue;
        const bool beginning = !term.phrase && (term.text.endsWith(u'*') || i == terms.size() - 1);
        parts.append(u'"' + term.text + (beginning ? u"\"*"_s : u"\""_s));
    }
    return parts.join(" AND "_L1);
}

} // namespace history
