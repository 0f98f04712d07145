#include "ui/connections/connectiondialog.h"

#include "ui/connections/certificatedialog.h"
#include "ui/connections/connectiondialog_p.h"
#include "ui/connections/environmentline.h"
#include "ui/connections/importcard.h"
#include "ui/connections/probeview.h"
#include "ui/connections/profileform.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;
using connections::Environment;
using connections::Secret;
using connections::SecretStore;
using Keys = ProfileEdit::Keys;

ConnectionDialog::Private::Private(ConnectionDialog *dialog, connections::ProfileStore &profileStore,
                                   connections::SecretStore &secretStore, net::RequestLog *requestLog)
    : q(dialog), profiles(profileStore), secrets(secretStore), log(requestLog), edits(profileStore, secretStore)
{
}

ConnectionDialog::ConnectionDialog(connections::ProfileStore &profiles, connections::SecretStore &secrets,
                                   net::RequestLog *log, QWidget *parent)
    : Dialog(parent), d(std::make_unique<Private>(this, profiles, secrets, log))
{
    d->build();
    d->connectList();
    d->connectForm();
    d->connectProbe();
    d->connectEdits();
    d->connectStores();
    d->loadProfiles();
    d->secrets.probe();
}

ConnectionDialog::~ConnectionDialog() = default;

void ConnectionDialog::select(const QString &profileId)
{
    if (d->edits.contains(profileId))
        d->showProfile(profileId);
}

void ConnectionDialog::setEnvironment(const QProcessEnvironment &environment)
{
    d->import->setEnvironment(environment);
}

void ConnectionDialog::reject()
{
    if (d->mayClose())
        Dialog::reject();
}

void ConnectionDialog::Private::connectEdits()
{
    QObject::connect(&edits, &ProfileEdits::changed, q, [this] { refresh(); });
    QObject::connect(&edits, &ProfileEdits::savingChanged, q, [this] { refresh(); });
    QObject::connect(&edits, &ProfileEdits::secretsChanged, q, [this](const QString &id) { secretsArrived(id); });
    QObject::connect(&edits, &ProfileEdits::saved, q, [this](const QString &id) { saved(id); });
    QObject::connect(&edits, &ProfileEdits::failed, q,
                     [this](const QString &id, const Error &error) { failed(id, error); });
}

void ConnectionDialog::Private::connectStores()
{
    QObject::connect(&secrets, &SecretStore::stateChanged, q, [this] { sayWhereKeysGo(); });
    QObject::connect(&secrets, &SecretStore::waitingForUser, q, [this](bool waiting) {
        keyringWaits = waiting;
        sayWhereKeysGo();
        refresh();
    });
    QObject::connect(&profiles, &connections::ProfileStore::setAside, q,
                     [this](const QString &sentence) { message->show(MessageBar::Kind::Warning, sentence); });
    QObject::connect(probe, &ProbeView::certificateRequested, q,
                     [this](const QList<QByteArray> &chain) { (new CertificateDialog(chain, q))->open(); });
}

void ConnectionDialog::Private::loadProfiles()
{
    if (const auto loaded = profiles.load(); !loaded)
        message->showError(loaded.error());
    showEmptyOr(edits.ids().value(0));
}

void ConnectionDialog::Private::refresh()
{
    list->setRows(edits.rows());
    count->setText(QString::number(edits.ids().size()));
    const bool some = edits.contains(current);
    if (!some && !current.isEmpty())
        return showEmptyOr(edits.ids().value(0)); // another console removed it
    if (some)
        line->set(edits.at(current).input.profile.environment);
    if (some && form->input() != edits.at(current).input) // saved just now, here or by another console
        form->show(edits.at(current));
    for (QPushButton *button : {duplicateButton, removeButton})
        button->setEnabled(some);
    for (QPushButton *button : {saveButton, connectButton})
        button->setEnabled(some && !edits.saving());
    cancelButton->setText(edits.modifiedNames().isEmpty() ? tr("Close") : tr("Cancel"));
    const QString waiting = keyringWaits ? tr("Waiting for the keyring; its own window may be open.") : tr("Saving…");
    foot->setText(keyringWaits || edits.saving() ? waiting : foot->property("where").toString());
}

void ConnectionDialog::Private::showEmptyOr(const QString &id)
{
    if (!id.isEmpty())
        return showProfile(id);
    current.clear();
    probe->clear();
    probe->setEnabled(false);
    state->showEmpty(tr("There are no connections yet."),
                     tr("Make one, or import what wsk uses at the left."), tr("New connection"));
    refresh();
}

void ConnectionDialog::Private::showProfile(const QString &id)
{
    if (id != current) {
        form->commit();
        current = id;
        form->show(edits.at(id));
        testWaits = false;
        probe->clear();
        probe->setEnabled(true);
    }
    edits.readKeys(id);
    form->show(edits.at(id));
    list->select(id);
    state->showContent();
    sayWhereKeysGo();
    refresh();
}

void ConnectionDialog::Private::inputEdited()
{
    probe->markStale();
    edits.setInput(current, form->input());
}

void ConnectionDialog::Private::secretEdited(Secret secret, const QByteArray &value)
{
    probe->markStale();
    edits.setInput(current, form->input());
    edits.setSecret(current, secret, value);
}

void ConnectionDialog::Private::secretsArrived(const QString &id)
{
    if (id != current)
        return;
    form->showSecrets(edits.at(id));
    sayWhereKeysGo();
    if (testWaits && edits.at(id).keys != Keys::Reading)
        startTest();
}

void ConnectionDialog::Private::sayWhereKeysGo()
{
    if (!edits.contains(current))
        return;
    const ProfileEdit &edit = edits.at(current);
    if (keyringWaits)
        return form->setKeyHint(tr("Waiting for the keyring; its own window may be open. You may type a key meanwhile."), true);
    if (edit.keys == Keys::Failed)
        return form->setKeyHint(edit.keysProblem, true);
    if (secrets.state() == SecretStore::State::Locked || secrets.state() == SecretStore::State::MemoryOnly)
        return form->setKeyHint(secrets.explanation(), true);
    const QString space = edit.input.profile.lastNamespace;
    form->setKeyHint(tr("Kept in the keychain. Namespace: %1.").arg(space.isEmpty() ? tr("known once the key is accepted") : space),
                     false);
}

void ConnectionDialog::Private::addProfile()
{
    connections::Profile profile;
    profile.name = tr("New connection");
    showProfile(edits.add(profile));
    form->focusName();
}

void ConnectionDialog::Private::duplicateProfile()
{
    form->commit();
    showProfile(edits.duplicate(current));
    form->focusName();
}

void ConnectionDialog::Private::importProfile(const connections::WskProps &props)
{
    QHash<Secret, QByteArray> found;
    if (!props.auth.isEmpty())
        found.insert(Secret::OpenWhiskKey, props.auth);
    const QString id = edits.add(profileFrom(props), found);
    ProfileInput input = edits.at(id).input;
    if (input.host.isEmpty()) // no address, but not lost
        input.host = props.apiHost;
    edits.setInput(id, input);
    showProfile(id);
    form->focusName();
    message->show(MessageBar::Kind::Info, tr("Read from %1. Nothing is saved yet.").arg(props.source));
}

void ConnectionDialog::Private::removeProfile()
{
    const ProfileEdit edit = edits.at(current);
    confirm::Question question;
    question.title = tr("Remove “%1”?").arg(edit.title());
    question.text = tr("The profile and its keys in the keychain go. Nothing is changed on the server.");
    question.yes = tr("Remove");
    question.dangerous = true;
    if (edit.saved.environment == Environment::Production && !edit.isNew)
        question.typeToConfirm = edit.title();
    if (confirm::ask(q, question) != confirm::Answer::Yes)
        return;
    const QString id = current;
    const auto removed = edits.remove(id);
    if (!removed)
        return message->showError(removed.error());
    message->clear();
    if (!edit.isNew)
        Q_EMIT q->profileRemoved(id);
}

void ConnectionDialog::Private::save(bool connectAfter)
{
    form->commit();
    const auto problems = problemsOf(edits.at(current).input);
    form->showProblems(problems);
    if (!problems.isEmpty())
        return message->show(MessageBar::Kind::Error, problems.first().second);
    message->clear();
    connectAfterSave = connectAfter ? current : QString();
    edits.save(current);
}

void ConnectionDialog::Private::saved(const QString &id)
{
    if (id == current)
        form->show(edits.at(id));
    if (connectAfterSave != id) {
        message->show(MessageBar::Kind::Success, tr("“%1” is saved.").arg(edits.at(id).title()));
        return;
    }
    connectAfterSave.clear();
    Q_EMIT q->connectRequested(id);
    if (edits.modifiedNames().isEmpty()) // else the dialog stays with what is not saved
        q->accept();
}

void ConnectionDialog::Private::failed(const QString &id, const Error &error)
{
    connectAfterSave.clear();
    if (id != current && edits.contains(id))
        showProfile(id);
    message->showError(error);
}

bool ConnectionDialog::Private::mayClose()
{
    form->commit();
    const QStringList names = edits.modifiedNames();
    if (names.isEmpty() || edits.saving())
        return true;
    confirm::Question question;
    question.title = tr("Close without saving?");
    question.text = tr("What you typed for %1 is not saved.").arg(names.join(u", "_s));
    question.yes = tr("Close without saving");
    question.dangerous = true;
    return confirm::ask(q, question) == confirm::Answer::Yes;
}
