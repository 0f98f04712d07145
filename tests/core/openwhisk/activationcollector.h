#pragma once

#include "core/openwhisk/activationfeed.h"

#include <algorithm>

/// What a feed hands out, by id; how often each came.
class ActivationCollector : public QObject {
public:
    explicit ActivationCollector(openwhisk::ActivationFeed &feed)
    {
        connect(&feed, &openwhisk::ActivationFeed::came, this, [this](const auto &rows) {
            for (const openwhisk::ActivationSummary &row : *rows)
                ++times[row.id];
        });
    }
    qsizetype size() const { return times.size(); }
    bool nothingTwice() const
    {
        return std::all_of(times.begin(), times.end(), [](int count) { return count == 1; });
    }
    QHash<QString, int> times;
};
