#include "ui/gateway/list/listorder.h"

#include <numeric>

namespace {

const QList<RouteMark> noMarks;

/// Keys to sort by, each made once: a comparison is all that is left to do a hundred thousand times.
class SortKeys {
public:
    explicit SortKeys(ListQuestion question) : m_question(std::move(question)) {}

    bool less(int a, int b)
    {
        if (m_numbers.empty())
            fill();
        const auto i = size_t(a), j = size_t(b);
        const bool down = m_question.order == Qt::DescendingOrder;
        if (m_numbers[i] != m_numbers[j])
            return down ? m_numbers[i] > m_numbers[j] : m_numbers[i] < m_numbers[j];
        return down ? m_texts[i] > m_texts[j] : m_texts[i] < m_texts[j];
    }

private:
    void fill()
    {
        const auto count = m_question.rows->size();
        m_numbers.assign(size_t(count), 0);
        m_texts.resize(size_t(count));
        for (int i = 0; i < count; ++i) {
            const QVariant key = m_question.sortBy(itemAt(m_question.rows, m_question.facts, i));
            if (key.typeId() == QMetaType::QString)
                m_texts[size_t(i)] = key.toString().toCaseFolded();
            else
                m_numbers[size_t(i)] = key.toDouble();
        }
    }

    ListQuestion m_question;
    std::vector<double> m_numbers;
    std::vector<QString> m_texts;
};

} // namespace

ListItem itemAt(const gateway::Rows &rows, const RouteRemarks::Facts &facts, int place)
{
    const gateway::Row &row = rows->at(place);
    if (!facts)
        return {row, noMarks, 0};
    const auto marks = facts->marks.constFind(row.key.id);
    return {row, marks == facts->marks.cend() ? noMarks : *marks, facts->uses.value(row.key.id)};
}

ListOrder::ListOrder(Done done)
    : m_done(std::move(done)), m_order([this](const QList<int> &places) {
          m_asked.places = places;
          m_done(m_asked);
      })
{
}

void ListOrder::ask(const ListQuestion &question)
{
    if (!m_all || m_asked.rows != question.rows) {
        QList<int> all(question.rows->size());
        std::iota(all.begin(), all.end(), 0);
        m_all = std::make_shared<const QList<int>>(std::move(all));
    }
    m_asked = {question.rows, question.facts, {}};
    std::function<bool(const int &)> keep;
    if (!question.filter.isOpen())
        keep = [question, words = question.filter.words()](const int &place) {
            return question.filter.passes(itemAt(question.rows, question.facts, place), words);
        };
    std::function<bool(const int &, const int &)> less;
    if (question.sortBy)
        less = [keys = std::make_shared<SortKeys>(question)](const int &a, const int &b) { return keys->less(a, b); };
    m_order.start(m_all, keep, less);
}
