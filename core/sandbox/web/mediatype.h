#pragma once

#include <QByteArray>

#include <optional>

namespace sandbox {

/// A Content-Type as the real server's HTTP library takes it: whether it is text depends on a list of known types.
struct MediaType {
    enum class Sort {
        Binary,
        Open, ///< text whose charset is said beside it
        Fixed ///< text that is UTF-8 anyway
    };

    QByteArray name;  ///< "text/plain"; of an unknown type the second half as sent
    QByteArray value; ///< with parameters, but without the charset: "multipart/form-data; boundary=B"
    QByteArray charset;
    Sort sort = Sort::Binary;

    bool isBinary() const { return sort == Sort::Binary; }
    bool isJson() const { return value == "application/json" || value.endsWith("+json"); }
    /// With this charset, where the type takes one.
    QByteArray withCharset(const QByteArray &given) const;
};

/// None where it is no type at all.
std::optional<MediaType> readMediaType(const QByteArray &header);

} // namespace sandbox
