#pragma once

#include <QStringView>

namespace history {

/// Does a parameter of that name hold a secret? By the words in it, in any spelling: dbPassword, API_KEY, auth-token.
bool isSecretName(QStringView name);
/// Does the text carry a password by its form: an address with user and password, a private key, a bearer header?
bool isSecretText(const QString &text);

} // namespace history
