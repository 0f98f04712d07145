#include "core/insight/activationrow.h"

#include "core/openwhisk/hexid.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace insight {

namespace {

constexpr qsizetype plainLength = 32;

} // namespace

bool ActivationId::isPlain(QStringView text)
{
    return openwhisk::hexId(text).has_value();
}

ActivationId ActivationId::fromText(QStringView text)
{
    if (text.isEmpty())
        return {};
    if (const auto plain = openwhisk::hexId(text))
        return {plain->high, plain->low};
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
