#include "ui/gateway/kinds/ssltab.h"

#include "core/gateway/session.h"
#include "ui/gateway/kinds/certificatecard.h"
#include "ui/gateway/kinds/pemfield.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

bool isForClients(const json::Value &ssl)
{
    return ssl.value(u"type").toString() != u"client";
}

bool isCertificatePlace(const QString &pointer)
{
    return pointer == u"/cert" || pointer == u"/client/ca" || pointer.startsWith(u"/certs/");
}

bool isKeyPlace(const QString &pointer)
{
    return pointer == u"/key" || pointer.startsWith(u"/keys/");
}

} // namespace

SslTab::SslTab(ResourceState &state, QWidget *parent)
    : KindTab(state, parent)
    , m_place(new QVBoxLayout)
{
    m_place->setContentsMargins(0, 0, 0, 12);
    above()->addLayout(m_place);
    form()->setChecks([this](const json::Value &ssl) { return problemsOf(ssl, this->state().before()); });
    connect(&state, &ResourceState::valueChanged, this, &SslTab::showCards);
    connect(&state, &ResourceState::loaded, this, &SslTab::showCards);
    connect(&state, &ResourceState::readOnlyChanged, this, &SslTab::showCards);
    showCards();
}

void SslTab::showCards()
{
    const json::Value &ssl = state().value();
    QList<std::pair<QString, QString>> pairs{{ssl.value(u"cert").toString(), ssl.value(u"key").toString()}};
    const QList<json::Value> keys = ssl.value(u"keys").items();
    for (const json::Value &certificate : ssl.value(u"certs").items())
        pairs.append({certificate.toString(), keys.value(pairs.size() - 1).toString()});
    while (m_cards.size() > pairs.size())
        delete m_cards.takeLast();
    while (m_cards.size() < pairs.size()) {
        m_cards.append(new CertificateCard(this));
        m_place->addWidget(m_cards.last());
        connect(m_cards.last(), &CertificateCard::namesWanted, this, &SslTab::useNames);
    }
    for (qsizetype i = 0; i < pairs.size(); ++i) {
        m_cards[i]->setMayUseNames(!state().isReadOnly() && isForClients(ssl));
        m_cards[i]->show(pairs[i].first, pairs[i].second);
    }
}

/// A single sni gives way to the list: the gateway takes one of the two.
void SslTab::useNames(const QStringList &names)
{
    json::Value ssl = state().value();
    json::Value list = json::Value::array();
    QStringList all;
    for (const json::Value &name : ssl.value(u"snis").items())
        all.append(name.toString());
    if (ssl.contains(u"sni"))
        all.append(ssl.value(u"sni").toString());
    for (const QString &name : all + names)
        if (!name.isEmpty() && !(list.items().contains(json::Value::string(name))))
            list.append(json::Value::string(name));
    ssl.remove(u"sni");
    ssl.set(u"snis", list);
    state().setValue(ssl);
}

QList<BoundForm::Section> SslTab::sections(const json::Value &) const
{
    return {{tr("Certificate and key"), {u"type"_s, u"cert"_s, u"key"_s}},
            {tr("Server names"), {u"snis"_s, u"sni"_s}},
            {tr("Further pairs"), {u"certs"_s, u"keys"_s}},
            {tr("Clients' certificates"), {u"client"_s}},
            {tr("About"), {u"status"_s, u"ssl_protocols"_s, u"desc"_s}},
            {tr("Labels"), {u"labels"_s}}};
}

FormSetup SslTab::setup()
{
    FormSetup setup = KindTab::setup();
    setup.factory = [](FormState &form, const QString &pointer, QWidget *parent) -> FieldEditor * {
        if (isCertificatePlace(pointer))
            return new PemField(form, pointer, PemField::Certificate, parent);
        return isKeyPlace(pointer) ? new PemField(form, pointer, PemField::Secret, parent) : nullptr;
    };
    setup.texts.insert(u"/type"_s, {tr("For"), tr("server: shown to clients; client: shown to upstreams"), {}});
    setup.texts.insert(u"/cert"_s, {tr("Certificate"), {}, {}});
    setup.texts.insert(u"/key"_s, {tr("Private key"), tr("the gateway never gives it back"), {}});
    setup.texts.insert(u"/snis"_s, {tr("Server names"), {}, {}});
    setup.texts.insert(u"/sni"_s, {tr("One name"), tr("the older form: either this or the list"), {}});
    setup.texts.insert(u"/certs"_s, {tr("Certificates"), tr("e.g. one of another kind of key for the same names"), {}});
    setup.texts.insert(u"/keys"_s, {tr("Their keys"), tr("in the same order"), {}});
    setup.texts.insert(u"/client/ca"_s, {tr("Authority"), tr("whose certificates clients must show"), {}});
    setup.texts.insert(u"/status"_s, {tr("Status"), tr("1: on, 0: off"), {}});
    return setup;
}

QList<schema::Problem> SslTab::problemsOf(const json::Value &ssl, const json::Value &before)
{
    QList<schema::Problem> problems;
    const bool isSame = !before.isNull() && ssl.value(u"cert") == before.value(u"cert");
    const QString certificate = ssl.value(u"cert").toString();
    const QString key = ssl.value(u"key").toString();
    if (certificate.isEmpty())
        problems.append({u"/cert"_s, tr("a certificate is needed")});
    if (key.isEmpty() && !isSame)
        problems.append({u"/key"_s, tr("the certificate needs its private key")});
    const bool bothHere = !key.isEmpty() && !certificate.isEmpty() && !key.startsWith(u'$') && !certificate.startsWith(u'$');
    if (bothHere && gateway::keyMatch(certificate, key) == gateway::KeyMatch::OtherKey)
        problems.append({u"/key"_s, tr("this key belongs to another certificate; the gateway would take it and fail later")});
    if (isForClients(ssl) && ssl.value(u"snis").size() == 0 && ssl.value(u"sni").toString().isEmpty())
        problems.append({u"/snis"_s, tr("say for which server names it is")});
    if (ssl.contains(u"sni") && ssl.contains(u"snis"))
        problems.append({u"/sni"_s, tr("either one name or the list")});
    const bool pairsSame = !before.isNull() && ssl.value(u"certs") == before.value(u"certs");
    if (ssl.value(u"certs").size() != ssl.value(u"keys").size() && !(pairsSame && !ssl.contains(u"keys")))
        problems.append({u"/keys"_s, tr("each further certificate needs its key")});
    return problems;
}
