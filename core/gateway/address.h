#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <array>
#include <optional>

namespace gateway {

/// An address of either family, as bits from the first on.
struct Address {
    std::array<quint8, 16> bytes{};
    int size = 0; ///< bytes: 4 or 16

    static std::optional<Address> parse(const QString &text);
    QString toString() const;
    bool operator==(const Address &) const = default;
};

/// Addresses and networks ("10.0.0.0/8"), to ask whether one belongs to them.
class AddressList {
public:
    AddressList() = default;
    explicit AddressList(const QStringList &texts);

    /// Nothing belongs to an address that is none.
    bool contains(const QString &address) const;
    bool isValid() const { return m_wrong.isEmpty(); }
    const QString &wrong() const { return m_wrong; } ///< the first text that is no address

private:
    struct Network {
        Address address;
        int bits;
    };
    static std::optional<Network> network(const QString &text);

    QList<Network> m_networks;
    QString m_wrong;
};

} // namespace gateway
