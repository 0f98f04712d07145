#include "core/gateway/address.h"

#include <arpa/inet.h>

#include <algorithm>

namespace gateway {

std::optional<Address> Address::parse(const QString &text)
{
    auto plain = text.toLatin1();
    if (plain.startsWith('[') && plain.endsWith(']'))
        plain = plain.sliced(1, plain.size() - 2);
    const bool isV6 = plain.contains(':');
    Address address;
    address.size = isV6 ? 16 : 4;
    if (inet_pton(isV6 ? AF_INET6 : AF_INET, plain.constData(), address.bytes.data()) != 1)
        return {};
    return address;
}

QString Address::toString() const
{
    char text[INET6_ADDRSTRLEN] = "";
    inet_ntop(size == 16 ? AF_INET6 : AF_INET, bytes.data(), text, sizeof text);
    return QString::fromLatin1(text);
}

std::optional<AddressList::Network> AddressList::network(const QString &text)
{
    const auto slash = text.indexOf(u'/');
    const auto address = Address::parse(slash < 0 ? text : text.left(slash));
    if (!address)
        return {};
    bool isNumber = true;
    const int bits = slash < 0 ? address->size * 8 : text.mid(slash + 1).toInt(&isNumber);
    return isNumber && bits >= 0 && bits <= address->size * 8 ? std::optional(Network{*address, bits}) : std::nullopt;
}

AddressList::AddressList(const QStringList &texts)
{
    for (const auto &text : texts) {
        if (const auto found = network(text))
            m_networks.append(*found);
        else if (m_wrong.isEmpty())
            m_wrong = text;
    }
}

bool AddressList::contains(const QString &text) const
{
    const auto address = Address::parse(text);
    return address && std::any_of(m_networks.begin(), m_networks.end(), [&](const Network &network) {
        if (network.address.size != address->size)
            return false;
        for (int bit = 0; bit < network.bits; bit += 8) {
            const auto mask = quint8(network.bits - bit >= 8 ? 0xff : 0xff00 >> (network.bits - bit));
            const auto byte = std::size_t(bit / 8);
            if (((network.address.bytes[byte] ^ address->bytes[byte]) & mask) != 0)
                return false;
        }
        return true;
    });
}

} // namespace gateway
