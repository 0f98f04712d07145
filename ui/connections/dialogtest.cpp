// The layered test, from what is typed.
#include "core/connections/certificate.h"
#include "ui/connections/certificatedialog.h"
#include "ui/connections/connectiondialog_p.h"
#include "ui/connections/probeview.h"
#include "ui/connections/profileform.h"
#include "ui/connections/tlssection.h"
#include "ui/widgets/confirm.h"

using namespace Qt::StringLiterals;
using connections::Secret;
using Keys = ProfileEdit::Keys;

void ConnectionDialog::Private::test()
{
    if (current.isEmpty())
        return;
    form->commit();
    const ProfileEdit &edit = edits.at(current);
    const bool unknown = edit.keys == Keys::Reading && !edit.typed.contains(Secret::OpenWhiskKey);
    testWaits = unknown;
    if (unknown)
        probe->showWaiting(tr("waits for the keyring"));
    else
        startTest();
}

void ConnectionDialog::Private::startTest()
{
    testWaits = false;
    const ProfileEdit &edit = edits.at(current);
    connections::Profile profile = toProfile(edit.input);
    if (profile.name.isEmpty()) // a test needs none
        profile.name = u"test"_s;
    const auto endpoint = connections::openwhiskEndpoint(profile, edit.allSecrets());
    if (!endpoint)
        return probe->showProblem(endpoint.error());
    ProbeView::Servers servers{*endpoint, {}, {}, {}};
    if (const auto admin = connections::gatewayEndpoint(profile, edit.allSecrets()))
        servers.admin = *admin;
    if (const auto plane = connections::dataPlaneEndpoint(profile, edit.allSecrets()))
        servers.dataPlane = *plane;
    if (const auto control = connections::controlEndpoint(profile, edit.allSecrets()))
        servers.control = *control;
    probe->run(servers, log);
}

/// The namespace is only for display: it is not worth a save of its own.
void ConnectionDialog::Private::testAccepted(const QString &nameSpace)
{
    const ProfileEdit &edit = edits.at(current);
    if (edit.modified() && edit.input.profile.lastNamespace != nameSpace) {
        ProfileInput input = edit.input;
        input.profile.lastNamespace = nameSpace;
        form->setNamespace(nameSpace);
        edits.setInput(current, input);
    }
    sayWhereKeysGo();
}

void ConnectionDialog::Private::pinCertificate(const QByteArray &sha256)
{
    confirm::Question question;
    question.title = tr("Trust this certificate?");
    question.text = tr("This connection will trust the one certificate with this SHA-256 and no other. Compare it with "
                       "what the people who run the server say:\n\n%1").arg(connections::fingerprint(sha256));
    question.yes = tr("Pin it");
    if (confirm::ask(q, question) != confirm::Answer::Yes)
        return;
    form->tls()->pin(QString::fromLatin1(sha256));
    test();
}
