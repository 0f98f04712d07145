#pragma once

#include "core/json/value.h"

#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

/// A second user of a history's file, as another console is.
class Raw {
public:
    explicit Raw(const QString &file) : m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw")))
    {
        m_database.setDatabaseName(file);
        m_database.open();
    }
    ~Raw()
    {
        m_database = {};
        QSqlDatabase::removeDatabase(QStringLiteral("raw"));
    }
    QVariant run(const QString &sql)
    {
        QSqlQuery query(m_database);
        query.exec(sql);
        return query.next() ? query.value(0) : QVariant();
    }

private:
    QSqlDatabase m_database;
};

/// A record that no compression makes small: for disks that are full.
inline json::Value noise(qsizetype bytes)
{
    QByteArray random(bytes, Qt::Uninitialized);
    for (char &byte : random)
        byte = char(QRandomGenerator::global()->bounded(256));
    const json::Value line = json::Value::string(QString::fromLatin1(random.toBase64()));
    return json::Value::object({{QStringLiteral("logs"), json::Value::array({line})}});
}
