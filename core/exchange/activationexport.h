#pragma once

#include "core/json/value.h"
#include "core/openwhisk/activation.h"

#include <functional>

namespace exchange {

/// Tables of activations as text for other programs; times as RFC 3339 in UTC, durations in ms. Pure: for a worker.
enum class TableFormat { Csv, Json, Markdown };
/// Rows are handed over one by one, so that a million need not be copied first: row(i) for i from 0.
struct ActivationRows {
    qsizetype count = 0;
    std::function<openwhisk::ActivationSummary(qsizetype)> row;
};
/// CSV is RFC 4180 with a head line; a text that a spreadsheet would take for a formula gets an apostrophe before it.
QByteArray activationTable(const ActivationRows &rows, TableFormat format);

QString csvField(const QString &text);
QString markdownCell(const QString &text);

/// Takes secrets out of what leaves the machine (history::maskedDocument).
using Mask = std::function<json::Value(const json::Value &)>;

/// What is needed to look into one activation elsewhere. Empty parts are told as missing in the README.
struct Reproduction {
    openwhisk::Activation activation;
    json::Value action;                ///< the action's document, null: not known
    QByteArray payload;                ///< that the console sent, empty: not known
    QByteArray code;                   ///< empty: leave it out
    QString codeFile;                  ///< its name in the bundle, e.g. "code.js"
    QString base;                      ///< scheme, host and port of the server
    QString server;                    ///< what the server says of itself
    qint64 madeMs = 0;
};
struct BundleFile {
    QString path;
    QByteArray content;
};
/// README.txt, activation.json, logs.txt, action.json, payload.json, code, invoke.sh with curl and wsk. For a zip:
/// zip::rewritten(zip::Archive(), edit with the files as added).
QList<BundleFile> reproduction(const Reproduction &parts, const Mask &mask);

} // namespace exchange
