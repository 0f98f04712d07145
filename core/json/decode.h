#pragma once

#include "core/async/result.h"
#include "core/json/value.h"

#include <QByteArrayView>

#include <type_traits>

namespace json {

/// A callback that is borrowed for a call: std::function would allocate, several times for each row of a list.
template<typename... Arguments> class Visitor {
public:
    template<typename F>
        requires(!std::is_same_v<std::remove_cvref_t<F>, Visitor>)
    Visitor(const F &visit)
        : m_visit(&visit)
        , m_call([](const void *f, Arguments... arguments) { (*static_cast<const F *>(f))(arguments...); })
    {
    }
    void operator()(Arguments... arguments) const { m_call(m_visit, arguments...); }

private:
    const void *m_visit;
    void (*m_call)(const void *, Arguments...);
};

/// One value of a long list while it streams by, for decoding straight into structs without a tree. Good inside the
/// callback only, and to be read once. A value of another type than asked for reads as empty and costs nothing else.
class Field {
public:
    using Members = Visitor<QByteArrayView, Field &>;
    using Items = Visitor<Field &>;

    Type type() const;
    QString string();
    std::optional<QByteArrayView> plainString(); ///< a string that needs no unescaping, as UTF-8; reads it only then
    std::optional<qint64> integer();
    bool boolean(bool otherwise = false);
    Value value(); ///< as a small tree, for members of any shape
    void members(Members visit); ///< visit(name, field)
    void items(Items visit); ///< visit(item)

private:
    struct Impl;
    explicit Field(Impl &impl)
        : m_impl(impl)
    {
    }
    friend Result<Done> decodeItems(QByteArrayView text, Items visit, qsizetype room);
    friend struct FieldAccess;
    Impl &m_impl;
};

/// Walks a text that is an array. Meant for a worker thread. What the callback leaves out is checked all the same: an
/// answer that was cut or is broken is an Error (Protocol) with its place, and what was decoded before must be dropped.
/// room: so many bytes behind the text may be read; with enough of it no copy is made.
Result<Done> decodeItems(QByteArrayView text, Field::Items visit, qsizetype room = 0);
/// Memory that an array has taken behind its end.
qsizetype roomBehind(QByteArray text);

/// The array as a list of what decode(field) makes of each item. expected: about how many they are.
template<typename T, typename Decode>
Result<QList<T>> decodeList(QByteArrayView text, Decode decode, qsizetype expected = 0, qsizetype room = 0)
{
    QList<T> list;
    list.reserve(expected);
    const auto done = decodeItems(text, [&list, &decode](Field &item) { list.emplaceBack(decode(item)); }, room);
    if (!done)
        return done.error();
    return list;
}

} // namespace json
