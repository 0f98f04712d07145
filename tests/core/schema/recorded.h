#pragma once

#include "core/json/text.h"

#include <QFile>

#include <archive.h>
#include <archive_entry.h>

/// The schemas that a real server handed out. Header only, for tests.
inline json::Value recordedSchemas()
{
    QFile file(QStringLiteral(TEST_SOURCE_DIR "/../resources/gateway/schemas.json.gz"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray packed = file.readAll();
    const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(), archive_read_free);
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_format_raw(reader.get());
    archive_entry *entry = nullptr;
    if (archive_read_open_memory(reader.get(), packed.constData(), size_t(packed.size())) != ARCHIVE_OK
        || archive_read_next_header(reader.get(), &entry) != ARCHIVE_OK)
        return {};
    QByteArray text;
    QByteArray piece(65536, Qt::Uninitialized);
    for (auto size = archive_read_data(reader.get(), piece.data(), size_t(piece.size())); size > 0;
         size = archive_read_data(reader.get(), piece.data(), size_t(piece.size())))
        text.append(piece.constData(), size);
    const auto parsed = json::read(text);
    return parsed ? parsed->value : json::Value();
}
