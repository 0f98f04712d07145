#pragma once

#include "core/openwhisk/entities.h"

/// An action or feed as its package lists it.
struct PackageRow {
    QString name;
    QString kind;
    QString version;
    QString description;
    bool feed = false;
    bool web = false;
    QList<openwhisk::KeyValue> annotations;
    bool operator==(const PackageRow &) const = default;
};
/// Of the answer to GET of a package: actions by name, then feeds.
QList<PackageRow> packageRows(const json::Value &document);

/// What annotation "parameters" says of one parameter.
struct ParameterNote {
    QString name;
    QString type;
    QString description;
    bool required = false;
    bool bound = false; ///< meant to be given by the package or binding
    QString value;      ///< the usual one, as JSON
    bool operator==(const ParameterNote &) const = default;
};
QList<ParameterNote> parameterNotes(const QList<openwhisk::KeyValue> &annotations);
QString descriptionOf(const QList<openwhisk::KeyValue> &annotations);
/// Annotation sampleInput or sampleOutput as text; empty: none.
QString sampleText(const QList<openwhisk::KeyValue> &annotations, QStringView key);
