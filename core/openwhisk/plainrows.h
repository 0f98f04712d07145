#pragma once

#include <QByteArray>
#include <QString>

#include <array>
#include <cstring>
#include <optional>

namespace openwhisk {

/// Reads a list of activations that is written the way every server writes it, without blanks and escapes,
/// [{"name":"a","annotations":[{"key":"k","value":1},...],...},...], from its first byte to its last: the general reader
/// takes twice as long, and there are a hundred thousand rows. What is written otherwise is left to that one.
class PlainRows {
public:
    explicit PlainRows(QByteArrayView text) : m_at(text.begin()), m_end(text.end()) {}

    struct Value { ///< where it stands; each of another type reads as empty
        QByteArrayView text;
        std::optional<qint64> number;
        bool yes = false;
        QString string() const { return QString::fromUtf8(text); }
        std::optional<qint64> integer() const { return number; }
    };

    /// one() reads one by row(), as many as there are. False: the text is not as it is thought to be.
    template<typename One> bool read(One one)
    {
        if (passes("[]"))
            return atEnd();
        if (!passes("["))
            return false;
        do {
            if (!one())
                return false;
        } while (passes(","));
        return passes("]") && atEnd();
    }
    /// The one that comes next: member(name, value) and note(key, value) for each annotation.
    template<typename Member, typename Note> bool row(Member member, Note note)
    {
        if (!passes("{\""))
            return false;
        do {
            QByteArrayView name;
            if (!text(&name) || !passes(":"))
                return false;
            Value value;
            const bool isNotes = name == QByteArrayView("annotations");
            if (isNotes ? !notes(note) : !scalar(&value))
                return false;
            member(name, std::as_const(value));
        } while (passes(",\""));
        return passes("}");
    }

private:
    template<typename Note> bool notes(Note note)
    {
        if (passes("[]"))
            return true;
        if (!passes("["))
            return false;
        do {
            QByteArrayView key;
            Value value;
            if (!item(&key, &value))
                return false;
            note(key, std::as_const(value));
        } while (passes(","));
        return passes("]");
    }
    template<size_t size> bool passes(const char (&literal)[size])
    {
        if (size_t(m_end - m_at) < size - 1 || std::memcmp(m_at, literal, size - 1) != 0)
            return false;
        m_at += size - 1;
        return true;
    }
    bool atEnd() const { return m_at == m_end; }
    bool item(QByteArrayView *key, Value *value);
    bool scalar(Value *value);
    bool text(QByteArrayView *inner); ///< its opening quote is passed
    bool number(Value *value);
    bool object();
    bool knownObject();
    void toTextEnd();

    const char *m_at;
    const char *m_end;
    std::array<QByteArray, 4> m_objects; ///< that were read: limits are the same in most rows
    size_t m_next = 0;
};

} // namespace openwhisk
