#pragma once

#include "core/insight/activationquery.h"

namespace insight {

/// A filter made ready for one table: what depends on the label is worked out once for each label.
class RowFilter {
public:
    RowFilter(const ActivationTable &table, const ActivationFilter &filter);
    bool passes(const ActivationRow &row) const;

private:
    struct Label {
        bool passes = true;
        quint32 words = 0; ///< those that are in it, a bit each
    };
    Label judge(const ActivationLabel &label) const;
    bool passesText(const ActivationRow &row) const;
    bool holds(const ActivationId &id, const QByteArray &word) const;

    const ActivationTable &m_table;
    const ActivationFilter &m_filter;
    std::vector<Label> m_labels;
    QList<QByteArray> m_words; ///< lower case
    quint32 m_allWords = 0;
    quint32 m_idWords = 0;     ///< those that an id may hold
    quint32 m_outcomes = 0;
    bool m_oddIds = false;
};

} // namespace insight
