#include "core/history/secretnames.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace history {

namespace {

/// What begins like a secret is one. A match walks over its whole text before it begins, and code may have 48 MB.
constexpr qsizetype headSize = 16 * 1024;

QStringList wordsOf(QStringView name)
{
    QStringList words{QString()};
    bool lower = false;
    for (const QChar c : name) {
        if (!c.isLetterOrNumber()) {
            words.append(QString());
            lower = false;
            continue;
        }
        if (c.isUpper() && lower)
            words.append(QString());
        lower = c.isLower() || c.isDigit();
        words.last().append(c.toLower());
    }
    words.removeAll(QString());
    return words;
}

const QSet<QString> &secretWords()
{
    static const QSet<QString> words{u"auth"_s, u"authorization"_s, u"oauth"_s, u"passcode"_s, u"pass"_s, u"pw"_s,
                                     u"bearer"_s, u"jwt"_s, u"authkey"_s, u"cookie"_s, u"connectionstring"_s,
                                     u"keypem"_s};
    return words;
}

/// Also where words are written together: dbpassword, sessiontoken.
bool isSecretWord(const QString &word)
{
    for (const auto &part : {"password"_L1, "passwd"_L1, "passphrase"_L1, "passwort"_L1, "secret"_L1, "credential"_L1,
                             "apikey"_L1, "accesskey"_L1, "privatekey"_L1}) {
        if (word.contains(part))
            return true;
    }
    return secretWords().contains(word) || word.endsWith("token"_L1) || word.endsWith("pwd"_L1);
}

/// "key" alone names many harmless things; with one of these before it, it is a key that opens something.
const QSet<QString> &keyKinds()
{
    static const QSet<QString> kinds{u"api"_s,    u"access"_s,     u"secret"_s, u"private"_s, u"signing"_s, u"sign"_s,
                                     u"encryption"_s, u"admin"_s,  u"auth"_s,   u"master"_s,  u"shared"_s,  u"account"_s,
                                     u"storage"_s, u"service"_s,   u"client"_s, u"ssh"_s,     u"hmac"_s,    u"aes"_s,
                                     u"subscription"_s, u"license"_s, u"function"_s, u"whisk"_s, u"consumer"_s};
    return kinds;
}

bool isSecretPair(const QString &first, const QString &second)
{
    if (second == "key"_L1 || second == "keys"_L1)
        return keyKinds().contains(first);
    return (first == "connection"_L1 && second == "string"_L1) || (first == "key"_L1 && second == "pem"_L1);
}

} // namespace

bool isSecretName(QStringView name)
{
    const QStringList words = wordsOf(name);
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (isSecretWord(words.at(i)) || (i > 0 && isSecretPair(words.at(i - 1), words.at(i))))
            return true;
    }
    return false;
}

bool isSecretText(const QString &text)
{
    static const QRegularExpression address(u"^[A-Za-z][A-Za-z0-9+.-]*://[^\\s/@:]*:[^\\s/@]+@"_s);
    static const QRegularExpression header(u"^(Basic|Bearer) [A-Za-z0-9+/=._~-]{8,}$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    QString head = text.left(headSize);
    if (head.size() < text.size() && head.back().isHighSurrogate())
        head.chop(1); // half a character matches nothing
    return address.match(head).hasMatch() || header.match(head).hasMatch() || text.contains("PRIVATE KEY-----"_L1);
}

} // namespace history
