#pragma once

#include "core/connections/profile.h"

#include <QHash>
#include <QSet>

/// What stands in the form. Addresses are texts: what is typed and no address yet must not get lost.
struct ProfileInput {
    connections::Profile profile; ///< its addresses are those last saved; the texts below count
    QString host;
    QString gatewayAdmin;
    QString dataPlane;
    QString controlApi;
    QString proxy;
    QString pin;
    bool operator==(const ProfileInput &) const = default;
};

ProfileInput inputOf(const connections::Profile &profile);
connections::Profile toProfile(const ProfileInput &input);
/// By field name, as connections::problems(), and for texts that are no addresses.
QList<std::pair<QString, QString>> problemsOf(const ProfileInput &input);
/// Takes user and password out of a proxy's address; empty when there are none.
QByteArray takeUserInfo(QString &proxy);

/// A profile in the dialog: what is saved, what is typed, and how far its secrets are known.
struct ProfileEdit {
    enum class Keys { Unread, Reading, Read, Failed };
    connections::Profile saved; ///< default made when it never was
    bool isNew = false;
    ProfileInput input;
    QHash<connections::Secret, QByteArray> secrets; ///< as read or typed
    QSet<connections::Secret> typed;                ///< those that a save writes
    Keys keys = Keys::Unread;
    QString keysProblem;

    bool modified() const { return isNew || !typed.isEmpty() || input != inputOf(saved); }
    connections::Secrets allSecrets() const;
    QString title() const;
};

/// "Name", or "Name 2" ... when it is taken.
QString freeName(const QString &wanted, const QStringList &taken);
