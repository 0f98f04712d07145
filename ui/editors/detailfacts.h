#pragma once

#include "core/json/value.h"
#include "ui/models/target.h"

#include <QList>

/// What a detail page shows of a document. Pure.
struct DetailFacts {
    struct Fact {
        QString name;
        QString text;
        std::optional<Target> link = {};
        bool operator==(const Fact &) const = default;
    };
    struct Row {
        QStringList cells;
        std::optional<Target> link = {};
    };
    struct Table {
        QString title;
        QStringList heads;
        QList<Row> rows;
        QString empty; ///< said in place of rows
    };
    QList<Fact> facts;
    QList<Table> tables;
};

DetailFacts packageFacts(const json::Value &document);
DetailFacts triggerFacts(const json::Value &document);
DetailFacts ruleFacts(const json::Value &document);
bool isBinding(const json::Value &packageDocument);
