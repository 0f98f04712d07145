#include "ui/widgets/plainfont.h"

#include <QFont>
#include <QFontDatabase>
#include <QRawFont>
#include <QtEndian>

#include <array>

using namespace Qt::StringLiterals;

namespace {

// All that a TrueType font is drawn from; GSUB, which has the ligatures, is left out.
constexpr std::array tableTags{"OS/2", "cmap", "cvt ", "fpgm", "gasp", "glyf", "head",
                               "hhea", "hmtx", "loca", "maxp", "name", "post", "prep"};
constexpr qsizetype directoryHead = 12;
constexpr qsizetype directoryEntry = 16;

template<typename Number> void appendBigEndian(QByteArray *to, Number number)
{
    const Number swapped = qToBigEndian(number);
    to->append(reinterpret_cast<const char *>(&swapped), sizeof swapped);
}

QByteArray utf16(const QString &text)
{
    QByteArray bytes;
    for (const QChar c : text)
        appendBigEndian(&bytes, quint16(c.unicode()));
    return bytes;
}

/// Same length, so that no offset inside the name table moves.
QString otherName(const QString &family)
{
    QString name = family;
    name.replace(name.size() - 4, 4, u"Code"_s);
    return name;
}

QByteArray table(const QRawFont &font, const char *tag, const QString &family)
{
    QByteArray bytes = font.fontTable(tag);
    if (qstrcmp(tag, "name") == 0)
        bytes.replace(utf16(family), utf16(otherName(family)));
    return bytes;
}

QByteArray fontFile(const QRawFont &font, const QString &family)
{
    QByteArray entries, bodies;
    quint16 count = 0;
    QList<QByteArray> found;
    for (const char *tag : tableTags) {
        found.append(table(font, tag, family));
        count = quint16(count + (found.last().isEmpty() ? 0 : 1));
    }
    const qsizetype start = directoryHead + count * directoryEntry;
    for (size_t i = 0; i < tableTags.size(); ++i) {
        const QByteArray body = found.at(qsizetype(i));
        if (body.isEmpty())
            continue;
        entries.append(tableTags.at(i), 4);
        appendBigEndian(&entries, quint32(0)); // the checksum is not looked at
        appendBigEndian(&entries, quint32(start + bodies.size()));
        appendBigEndian(&entries, quint32(body.size()));
        bodies.append(body).append(QByteArray((4 - body.size() % 4) % 4, '\0'));
    }
    QByteArray file("\0\1\0\0", 4);
    for (const quint16 part : {count, quint16(0), quint16(0), quint16(0)})
        appendBigEndian(&file, part);
    return file + entries + bodies;
}

bool addWithoutLigatures(const QString &family, QFont::Weight weight)
{
    QFont font(family);
    font.setWeight(weight);
    const QRawFont raw = QRawFont::fromFont(font);
    if (!raw.isValid() || raw.familyName() != family || raw.fontTable("glyf").isEmpty())
        return false;
    const int id = QFontDatabase::addApplicationFontFromData(fontFile(raw, family));
    return id >= 0 && QFontDatabase::applicationFontFamilies(id).contains(otherName(family));
}

} // namespace

QString familyWithoutLigatures(const QString &family)
{
    const QString name = otherName(family);
    if (QFontDatabase::hasFamily(name))
        return name;
    const bool added = addWithoutLigatures(family, QFont::Normal) && addWithoutLigatures(family, QFont::Bold);
    return added ? name : family;
}
