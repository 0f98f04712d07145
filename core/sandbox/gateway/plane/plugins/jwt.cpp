#include "core/sandbox/gateway/plane/plugins/jwt.h"

#include "core/sandbox/gateway/store/cjson.h"

#include <openssl/bn.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <memory>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

template<typename T> using Owned = std::unique_ptr<T, void (*)(T *)>;

std::optional<QByteArray> decoded(const QByteArray &text)
{
    const auto result = QByteArray::fromBase64Encoding(text, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals
                                                                 | QByteArray::AbortOnBase64DecodingErrors);
    return result ? std::optional(*result) : std::nullopt;
}

std::optional<json::Value> table(const QByteArray &text)
{
    QString wrong;
    const auto plain = decoded(text);
    const auto value = plain ? decodeJson(*plain, &wrong) : std::nullopt;
    return value && value->isObject() ? value : std::nullopt;
}

const uchar *bytesOf(const QByteArray &text) { return reinterpret_cast<const uchar *>(text.constData()); }

/// Two numbers one after the other, as OpenSSL wants them: in ASN.1.
QByteArray asEcdsa(const QByteArray &signature)
{
    const auto half = int(signature.size() / 2);
    const Owned<ECDSA_SIG> pair(ECDSA_SIG_new(), ECDSA_SIG_free);
    ECDSA_SIG_set0(pair.get(), BN_bin2bn(bytesOf(signature), half, nullptr), BN_bin2bn(bytesOf(signature) + half, half, nullptr));
    uchar *bytes = nullptr;
    const auto size = i2d_ECDSA_SIG(pair.get(), &bytes);
    const QByteArray out(reinterpret_cast<const char *>(bytes), std::max(size, 0));
    OPENSSL_free(bytes);
    return out;
}

bool isSignedWithKey(const Jwt &jwt, const QString &algorithm, const QByteArray &pem)
{
    const Owned<BIO> source(BIO_new_mem_buf(pem.constData(), int(pem.size())), BIO_free_all);
    const Owned<EVP_PKEY> key(PEM_read_bio_PUBKEY(source.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
    const Owned<EVP_MD_CTX> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    const bool isEdwards = algorithm == u"EdDSA";
    const QByteArray digest = "SHA" + algorithm.right(3).toLatin1();
    EVP_PKEY_CTX *options = nullptr;
    if (!key
        || EVP_DigestVerifyInit(context.get(), &options, isEdwards ? nullptr : EVP_get_digestbyname(digest.constData()), nullptr, key.get()) != 1)
        return false;
    if (algorithm.startsWith(u"PS"))
        EVP_PKEY_CTX_set_rsa_padding(options, RSA_PKCS1_PSS_PADDING);
    const auto signature = algorithm.startsWith(u"ES") ? asEcdsa(jwt.signature) : jwt.signature;
    return EVP_DigestVerify(context.get(), bytesOf(signature), std::size_t(signature.size()), bytesOf(jwt.signedText),
                            std::size_t(jwt.signedText.size()))
        == 1;
}

} // namespace

QByteArray hmac(const char *digest, const QByteArray &key, const QByteArray &text)
{
    uchar out[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_get_digestbyname(digest), key.constData(), int(key.size()), bytesOf(text), std::size_t(text.size()), out, &size);
    return QByteArray(reinterpret_cast<const char *>(out), qsizetype(size));
}

std::optional<Jwt> readJwt(const QByteArray &token)
{
    const auto parts = token.split('.');
    if (parts.size() != 3)
        return {};
    const auto head = table(parts[0]);
    const auto claims = table(parts[1]);
    const auto signature = decoded(parts[2]);
    if (!head || !claims || !signature)
        return {};
    return Jwt{parts[0] + '.' + parts[1], *signature, *head, *claims};
}

bool isSigned(const Jwt &jwt, const json::Value &auth)
{
    const auto *agreed = auth.find(u"algorithm");
    const auto algorithm = agreed ? agreed->toString() : u"HS256"_s;
    if (jwt.head.value(u"alg").toString() != algorithm)
        return false;
    if (!algorithm.startsWith(u"HS"))
        return isSignedWithKey(jwt, algorithm, auth.value(u"public_key").toString().toUtf8());
    auto secret = auth.value(u"secret").toString().toUtf8();
    if (auth.value(u"base64_secret").toBool())
        secret = QByteArray::fromBase64(secret);
    return hmac(("SHA" + algorithm.right(3).toLatin1()).constData(), secret, jwt.signedText) == jwt.signature;
}

} // namespace sandbox::gateway
