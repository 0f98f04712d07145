#pragma once

#include <QString>
#include <QStringList>

namespace sandbox::gateway {

/// A resource of the Admin API and what is its own about it.
struct Kind {
    QString name;     ///< in the path
    QString words;    ///< in messages
    QString schema;   ///< in the schema library; empty: none of its own
    QStringList lacks; ///< methods it does not have
    bool hasId = true; ///< its value has an id that the server keeps
};

const Kind *findKind(const QString &name);
const QList<Kind> &allKinds();

/// "vault/1" and the like: kinds whose keys are made of more than the name.
QString keyOf(const Kind &kind, const QString &id, const QString &parent = {});

} // namespace sandbox::gateway
