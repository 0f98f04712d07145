#pragma once

#include "core/gateway/kinds.h"

#include <QMap>

#include <memory>

namespace gateway {
struct Catalogue;
}

/// Where an object of the gateway holds secrets: where schemas and rules say so, and where names and forms look like it.
/// References ($secret://, $env://) are none. Pure.
namespace secrets {

using CataloguePtr = std::shared_ptr<const gateway::Catalogue>;

/// JSON pointers of texts and numbers, in the order of the document.
QStringList placesIn(const json::Value &value, gateway::Kind kind, const CataloguePtr &catalogue);

/// To be shown: dots instead of secrets. Where other has another secret at a place, length and the word "changed" stand
/// beside them.
json::Value shown(const json::Value &value, const QStringList &places, const json::Value &other = {});

/// To be edited with secrets covered: each cover stands for one secret, wherever it is moved to.
struct Covered {
    json::Value value;
    QMap<QString, json::Value> covers;
};
/// known: covers that stand for something already, and go on doing so.
Covered covered(const json::Value &value, const QStringList &places, const QMap<QString, json::Value> &known = {});
/// What was edited, with the secrets back in it.
json::Value uncovered(const json::Value &value, const QMap<QString, json::Value> &covers);
/// A cover from elsewhere, which stands for nothing here; empty: there is none.
QString strayCover(const json::Value &value, const QMap<QString, json::Value> &covers);

/// To be kept on this machine: null instead of secrets, so that everything else stays in its place.
json::Value withheld(const json::Value &value, const QStringList &places);
/// The secrets come from where source has them; what it has not is taken out and its place is appended to missing.
json::Value restored(const json::Value &value, const QStringList &places, const json::Value &source, QStringList *missing = nullptr);

QString dots();

} // namespace secrets
