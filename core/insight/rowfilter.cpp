#include "core/insight/rowfilter.h"

#include <QRegularExpression>

#include <array>
#include <string_view>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace insight {

namespace {

constexpr qsizetype mostWords = 32; ///< a bit each

QString bindingPackage(const QString &binding)
{
    return binding.sliced(binding.lastIndexOf(u'/') + 1);
}

QString bindingNamespace(const QString &binding)
{
    const qsizetype slash = binding.lastIndexOf(u'/');
    return slash < 0 ? u"_"_s : binding.first(slash);
}

bool sameSpace(const QString &wanted, const QString &ns)
{
    return wanted.isEmpty() || wanted == "_"_L1 || ns == "_"_L1 || wanted == ns;
}

bool isMeant(const EntityName &wanted, const ActivationLabel &label)
{
    if (!wanted.name.isEmpty() && wanted.name != label.name.name)
        return false;
    if (wanted.package == label.name.package && sameSpace(wanted.ns, label.name.ns))
        return true;
    return !label.binding.isEmpty() && wanted.package == bindingPackage(label.binding)
        && sameSpace(wanted.ns, bindingNamespace(label.binding));
}

/// 32 digits of an id, two a byte.
std::array<char, 32> digitsOf(const ActivationId &id)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::array<char, 32> text;
    for (size_t i = 0; i < 16; ++i) {
        text[i] = digits[id.high >> (60 - 4 * i) & 15];
        text[i + 16] = digits[id.low >> (60 - 4 * i) & 15];
    }
    return text;
}

bool isHex(const QByteArray &word)
{
    return std::all_of(word.begin(), word.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

} // namespace

RowFilter::RowFilter(const ActivationTable &table, const ActivationFilter &filter)
    : m_table(table), m_filter(filter), m_oddIds(table.hasOddIds())
{
    static const QRegularExpression blanks(u"\\s+"_s);
    for (const QString &word : filter.text.toLower().split(blanks, Qt::SkipEmptyParts).mid(0, mostWords)) {
        const quint32 bit = 1u << m_words.size();
        m_words.append(word.toUtf8());
        m_allWords |= bit;
        if (m_oddIds || isHex(m_words.last()))
            m_idWords |= bit;
    }
    for (const Outcome outcome : filter.outcomes)
        m_outcomes |= 1u << int(outcome);
    m_labels.reserve(size_t(table.labels().size()));
    for (const ActivationLabel &label : table.labels())
        m_labels.push_back(judge(label));
}

RowFilter::Label RowFilter::judge(const ActivationLabel &label) const
{
    const auto &wanted = m_filter.actions;
    Label result;
    result.passes = (m_filter.kinds.isEmpty() || m_filter.kinds.contains(label.kind))
        && (m_filter.versions.isEmpty() || m_filter.versions.contains(label.version))
        && (wanted.isEmpty()
            || std::any_of(wanted.begin(), wanted.end(), [&label](const EntityName &name) { return isMeant(name, label); }));
    const QByteArray text = QStringList{label.name.full(), label.version, label.kind, label.binding}.join(u'\n').toLower().toUtf8();
    for (qsizetype i = 0; i < m_words.size(); ++i)
        if (text.contains(m_words[i]))
            result.words |= 1u << i;
    return result;
}

bool RowFilter::holds(const ActivationId &id, const QByteArray &word) const
{
    if (id.isNull())
        return false;
    if (m_oddIds)
        return m_table.idText(id).toLower().contains(QString::fromUtf8(word));
    const auto digits = digitsOf(id);
    return std::string_view(digits.data(), digits.size()).find(std::string_view(word.constData(), size_t(word.size())))
        != std::string_view::npos;
}

bool RowFilter::passesText(const ActivationRow &row) const
{
    quint32 open = m_allWords & ~m_labels[row.what].words;
    for (qsizetype i = 0; open & m_idWords && i < m_words.size(); ++i) {
        const quint32 bit = 1u << i;
        if (open & bit & m_idWords && (holds(row.id, m_words[i]) || holds(row.cause, m_words[i])))
            open &= ~bit;
        else if (open & bit)
            break;
    }
    return open == 0;
}

bool RowFilter::passes(const ActivationRow &row) const
{
    if (!m_labels[row.what].passes || (m_outcomes && !(m_outcomes >> int(row.outcome()) & 1)))
        return false;
    if ((m_filter.coldOnly && !row.isCold()) || (m_filter.rootOnly && !row.isRoot()))
        return false;
    if (m_filter.minDurationMs && (row.duration < 0 || row.duration < *m_filter.minDurationMs))
        return false;
    if (m_filter.maxDurationMs && (row.duration < 0 || row.duration > *m_filter.maxDurationMs))
        return false;
    if (!m_filter.found)
        return !m_allWords || passesText(row);
    return m_filter.found->contains(row.id) || (m_allWords && passesText(row));
}

} // namespace insight
