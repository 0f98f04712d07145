#pragma once

#include "core/json/text.h"

#include <QFile>
#include <QTest>

/// What a real server answered (data/NOTICE).
inline QByteArray dataText(const char *name)
{
    QFile file(QStringLiteral(TEST_SOURCE_DIR "/core/openwhisk/data/") + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no test data %s", name);
    return file.readAll();
}

inline json::Value jsonOf(const QByteArray &text)
{
    const auto value = json::parse(text);
    if (!value)
        qFatal("bad JSON in a test: %s", text.constData());
    return *value;
}

inline json::Value data(const char *name)
{
    return jsonOf(dataText(name));
}
