#pragma once

#include "core/json/text.h"

namespace exchange {

struct YamlLimits {
    int depth = 200;              ///< what can be sent as JSON
    qsizetype bytes = 16 * 1024 * 1024;
    qsizetype values = 1'000'000; ///< with what aliases stand for, so that a few lines cannot unfold to gigabytes
};

/// One YAML document as JSON: order of members and text of numbers stay; aliases and "<<" are unfolded. What JSON cannot
/// say (.inf, keys that are lists, tags of one's own) and what would lose something (keys that come twice, a second
/// document) is an Error with the line.
Result<json::Value> readYaml(const QByteArray &text, const YamlLimits &limits = {});

/// The value in blocks: order of members and text of numbers stay, longer texts stand as lines. readYaml() gives it back.
/// What YAML cannot say (a member that comes twice, half a character) is an Error.
Result<QByteArray> writeYaml(const json::Value &value, const YamlLimits &limits = {});

} // namespace exchange
