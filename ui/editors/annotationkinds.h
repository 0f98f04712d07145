#pragma once

#include "core/openwhisk/entities.h"

#include <QString>

/// The annotations that OpenWhisk, its tools or this console know.
struct AnnotationKind {
    enum Entity { Action = 1, Package = 2, Trigger = 4, Rule = 8, All = 15 };
    QString key;
    json::Value usual;  ///< what it gets when it is added
    QString meaning;
    int entities = Action;
    bool exact = false; ///< any type but that of usual counts as false for the server
    QString managed;    ///< why nobody else may set it; empty: may be edited
};

const QList<AnnotationKind> &annotationKinds();
const AnnotationKind *annotationKind(const QString &key); ///< nullptr: the user's own
/// What the server will make of a value that is not what it expects; empty: as it should be.
QString annotationProblem(const openwhisk::KeyValue &item);
/// Why the server alone sets it on such an entity; empty: it may be edited.
QString managedReason(const QString &key, AnnotationKind::Entity entity);
