#include "core/sandbox/gateway/store/cipher.h"

#include <openssl/evp.h>

#include <memory>

namespace sandbox::gateway {

namespace {

// The keyring of an untouched server, so that what it encrypted reads here as well.
const auto *const key = reinterpret_cast<const unsigned char *>("qeddd145sfvddff3");

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

std::optional<QByteArray> run(const QByteArray &in, bool encrypt)
{
    const Context context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    QByteArray out(in.size() + EVP_MAX_BLOCK_LENGTH, Qt::Uninitialized);
    auto *const to = reinterpret_cast<unsigned char *>(out.data());
    int length = 0;
    int rest = 0;
    if (EVP_CipherInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, key, key, encrypt ? 1 : 0) != 1
        || EVP_CipherUpdate(context.get(), to, &length, reinterpret_cast<const unsigned char *>(in.constData()), int(in.size())) != 1
        || EVP_CipherFinal_ex(context.get(), to + length, &rest) != 1)
        return {};
    out.truncate(length + rest);
    return out;
}

} // namespace

QString encrypted(const QString &plain) { return QString::fromLatin1(run(plain.toUtf8(), true).value_or(QByteArray()).toBase64()); }

std::optional<QString> decrypted(const QString &cipher)
{
    const auto bytes = QByteArray::fromBase64Encoding(cipher.toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (!bytes || (*bytes).isEmpty())
        return {};
    const auto plain = run(*bytes, false);
    return plain ? std::optional(QString::fromUtf8(*plain)) : std::nullopt;
}

} // namespace sandbox::gateway
