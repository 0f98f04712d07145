#include "core/sandbox/gateway/admin/checks.h"
#include "core/sandbox/gateway/schema/validator.h"
#include "core/sandbox/gateway/store/cipher.h"

#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

namespace {

using Wrong = std::optional<QString>;
using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

Bio bytes(const QByteArray &text) { return {BIO_new_mem_buf(text.constData(), int(text.size())), BIO_free}; }

bool isCertificate(const QString &pem)
{
    const auto text = pem.toUtf8();
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(PEM_read_bio_X509_AUX(bytes(text).get(), nullptr, nullptr, nullptr),
                                                                  X509_free);
    return certificate != nullptr;
}

bool isPrivateKey(const QString &pem)
{
    const auto text = pem.toUtf8();
    // A password is never asked for: the terminal belongs to somebody else.
    const auto noPassword = [](char *, int, int, void *) { return 0; };
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(bytes(text).get(), nullptr, noPassword, nullptr), EVP_PKEY_free);
    return key != nullptr;
}

Wrong checkMorePairs(const json::Value &conf)
{
    const auto certificates = conf.value(u"certs");
    const auto keys = conf.value(u"keys");
    if (certificates.size() != keys.size())
        return u"mismatched number of certs and keys"_s;
    for (qsizetype i = 0; i < keys.size(); ++i)
        if (const auto wrong = checkPair(certificates.items()[i].toString(), keys.items()[i].toString()))
            return u"failed to handle cert-key pair[%1]: %2"_s.arg(i + 1).arg(*wrong);
    return {};
}

} // namespace

Wrong checkPair(const QString &certificate, const std::optional<QString> &key)
{
    if (isReference(certificate) || (key && isReference(*key)))
        return {};
    if (!isCertificate(certificate))
        return u"failed to parse cert: PEM_read_bio_X509_AUX() failed"_s;
    if (!key)
        return {};
    const auto plain = key->startsWith(u"---") ? key : decrypted(*key);
    if (!plain)
        return u"failed to decrypt previous encrypted key"_s;
    return isPrivateKey(*plain) ? Wrong() : Wrong(u"failed to parse key: PEM_read_bio_PrivateKey() failed"_s);
}

Wrong checkCertificates(const json::Value &conf)
{
    if (auto wrong = checkPair(conf.value(u"cert").toString(), conf.value(u"key").toString()))
        return wrong;
    if (conf.value(u"type").toString() == u"client")
        return {};
    if (auto wrong = checkMorePairs(conf))
        return wrong;
    const auto *authority = conf.value(u"client").find(u"ca");
    const auto wrong = authority ? checkPair(authority->toString(), {}) : Wrong();
    return wrong ? Wrong(u"failed to validate client_cert: "_s + *wrong) : Wrong();
}

} // namespace sandbox::gateway
