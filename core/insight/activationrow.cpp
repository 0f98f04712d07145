#include "core/insight/activationrow.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace insight {

namespace {

constexpr qsizetype plainLength = 32;

int digitOf(QChar c)
{
    if (c >= u'0' && c <= u'9')
        return c.unicode() - '0';
    return c >= u'a' && c <= u'f' ? c.unicode() - 'a' + 10 : -1;
}

quint64 halfOf(QStringView digits)
{
    quint64 half = 0;
    for (const QChar c : digits)
        half = half << 4 | quint64(digitOf(c));
    return half;
}

} // namespace

bool ActivationId::isPlain(QStringView text)
{
    return text.size() == plainLength && std::all_of(text.begin(), text.end(), [](QChar c) { return digitOf(c) >= 0; });
}

ActivationId ActivationId::fromText(QStringView text)
{
    if (text.isEmpty())
        return {};
    if (isPlain(text))
        return {halfOf(text.first(plainLength / 2)), halfOf(text.sliced(plainLength / 2))};
    const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Md5); // 16 bytes, no secret
    return {qFromBigEndian<quint64>(hash.constData()), qFromBigEndian<quint64>(hash.constData() + sizeof(quint64))};
}

QString ActivationId::toText() const
{
    static constexpr char digits[] = "0123456789abcdef";
    QString text(plainLength, Qt::Uninitialized);
    for (qsizetype i = 0; i < plainLength / 2; ++i) {
        const int shift = int(60 - 4 * i);
        text[i] = QLatin1Char(digits[high >> shift & 15]);
        text[i + plainLength / 2] = QLatin1Char(digits[low >> shift & 15]);
    }
    return text;
}

size_t qHash(const ActivationId &id, size_t seed)
{
    return size_t((id.high ^ id.low ^ seed) * 0x9e3779b97f4a7c15u);
}

size_t qHash(const ActivationLabel &label, size_t seed)
{
    return qHashMulti(seed, label.name, label.version, label.kind, label.binding);
}

} // namespace insight
