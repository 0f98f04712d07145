#pragma once

#include "core/connections/profilestore.h"
#include "core/connections/secretstore.h"
#include "ui/widgets/dialog.h"

#include <QProcessEnvironment>

namespace net {
class RequestLog;
}

/// Profiles: list, form, layered test, import. Open it with open(), never exec(). Both stores must outlive it.
class ConnectionDialog : public Dialog {
    Q_OBJECT
public:
    ConnectionDialog(connections::ProfileStore &profiles, connections::SecretStore &secrets, net::RequestLog *log,
                     QWidget *parent = nullptr);
    ~ConnectionDialog() override;

    void select(const QString &profileId); ///< shows that profile in the form
    void setEnvironment(const QProcessEnvironment &environment); ///< where .wskprops is looked for; for tests
    void reject() override; ///< asks when something typed would be lost

Q_SIGNALS:
    void connectRequested(const QString &profileId); ///< saved, secrets included
    void profileRemoved(const QString &profileId);

private:
    class Private;
    std::unique_ptr<Private> d;
};
