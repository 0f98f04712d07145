#pragma once

#include "core/insight/activationtable.h"

namespace insight {

/// Reads rows by index; quick where the next one is near the last.
class RowCursor {
public:
    explicit RowCursor(const ActivationTable &table) : m_table(table) {}
    const ActivationRow &row(quint32 index)
    {
        if (index - m_begin >= m_count)
            m_rows = m_table.rowsAround(index, &m_begin, &m_count);
        return m_rows[index - m_begin];
    }

private:
    const ActivationTable &m_table;
    const ActivationRow *m_rows = nullptr;
    quint32 m_begin = 0;
    quint32 m_count = 0;
};

} // namespace insight
