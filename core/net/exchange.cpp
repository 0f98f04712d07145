#include "core/net/exchange.h"

#include "core/async/workers.h"
#include "core/net/judge.h"
#include "core/net/proxy.h"
#include "core/net/redact.h"
#include "core/net/sentences.h"
#include "core/net/sequentialbody.h"
#include "core/net/tls.h"
#include "core/net/transport.h"
#include "core/net/upload.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFutureWatcher>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRandomGenerator>
#include <QSslCertificate>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace net {

namespace {

constexpr int maxAttempts = 3;
constexpr qint64 errorBodyCap = 1024 * 1024;
constexpr qint64 readBuffer = 1024 * 1024; ///< what may come while we are busy elsewhere
constexpr qint64 readAtOnce = 256 * 1024; ///< that others have their turn between: fresh memory takes a millisecond a megabyte
constexpr qsizetype readAhead = 64; ///< that decoders of JSON may look behind the end without a copy
constexpr qsizetype judgedHere = 64 * 1024; ///< larger answers are judged on a worker: parsing takes its time

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

} // namespace

Exchange::Exchange(Request request, const Endpoint &endpoint, RequestLog *log, QObject *owner)
    : m_endpoint(endpoint)
    , m_log(log)
    , m_promise(std::in_place)
{
    m_outcome.url = address(endpoint.base, request.target);
    m_outcome.request = std::move(request);
    m_outcome.secrets = formsOf(endpoint.authorization) + m_outcome.request.secrets;
    m_promise->start();
    m_deadline.setSingleShot(true);
    m_idle.setSingleShot(true);
    m_read.setSingleShot(true);
    connect(&m_read, &QTimer::timeout, this, &Exchange::readSome);
    connect(&m_deadline, &QTimer::timeout, this, [this] { stop(Transport::Deadline); });
    connect(&m_idle, &QTimer::timeout, this, [this] { stop(Transport::Idle); });
    if (const auto &upload = m_outcome.request.upload)
        connect(upload.get(), &Upload::stopRequested, this, &Exchange::stopUpload);
    if (owner) {
        m_owner = owner;
        connect(owner, &QObject::destroyed, this, &Exchange::ownerGone);
    }
}

Exchange::~Exchange()
{
    giveUp();
}

void Exchange::giveUp()
{
    m_stopped = Transport::Other; // no try again
    m_deadline.stop();
    m_idle.stop();
    endLog(QCoreApplication::translate("net", "Given up: nobody waits for the answer any more."), true);
    if (m_reply)
        release();
}

void Exchange::resolve(std::unique_ptr<Exchange> exchange)
{
    auto promise = std::move(exchange->m_promise);
    auto result = std::move(exchange->m_result);
    exchange.release()->deleteLater(); // we may stand in a signal of a child of it
    if (promise && result) {
        promise->addResult(std::move(*result));
        promise->finish();
    }
}

void Exchange::ownerGone()
{
    m_promise.reset();
    if (isWrite(m_outcome.request))
        return;
    giveUp();
    Q_EMIT done();
}

bool Exchange::isAbandoned() const
{
    return m_owner && m_owner->isNull() && !isWrite(m_outcome.request);
}

void Exchange::start(QNetworkAccessManager &manager, const std::optional<QSslConfiguration> &tls)
{
    m_manager = &manager;
    m_tls = tls;
    m_clock.start();
    m_outcome.response.startedMs = QDateTime::currentMSecsSinceEpoch();
    m_deadline.start(m_outcome.request.deadline);
    if (m_outcome.request.upload && m_outcome.request.upload->stopped())
        QTimer::singleShot(0, this, &Exchange::stopUpload); // while its text was made
    else
        attempt();
}

void Exchange::attempt()
{
    ++m_attempts;
    m_attemptClock.start();
    m_stopped.reset();
    m_outcome.tls = {};
    m_outcome.response.status = 0;
    m_outcome.response.headers.clear();
    m_outcome.response.body.clear();
    beginLog();
    m_reply = send();
    m_reply->setReadBufferSize(readBuffer);
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::headArrived);
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::bodyArrived);
    connect(m_reply, &QNetworkReply::sslErrors, this, &Exchange::sslErrors);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::finished);
}

QNetworkRequest Exchange::networkRequest() const
{
    const Request &request = m_outcome.request;
    QNetworkRequest result(m_outcome.url);
    result.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    result.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    result.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    // That writes go out once was measured on HTTP/1.1; with six at a time there is little to gain from HTTP/2.
    result.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    result.setDecompressedSafetyCheckThreshold(request.bodyCap); // Qt unpacks beyond the read buffer
    if (m_tls)
        result.setSslConfiguration(*m_tls);
    result.setRawHeader("User-Agent", "Whiskboard");
    result.setRawHeader("Accept", request.expect == Expect::Json ? "application/json" : "*/*");
    if (request.withKey && !m_endpoint.authorization.isEmpty())
        result.setRawHeader(m_endpoint.authorizationHeader, m_endpoint.authorization);
    if (isWrite(request) && request.method != "HEAD") {
        result.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        result.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
        if (!request.starts || !request.body.isEmpty())
            result.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    }
    for (const auto &[name, value] : request.headers)
        result.setRawHeader(name, value);
    return result;
}

QNetworkReply *Exchange::send()
{
    const Request &request = m_outcome.request;
    if (request.method == "HEAD") // as a custom verb it would wait for a body
        return m_manager->head(networkRequest());
    if (!isWrite(request))
        return m_manager->sendCustomRequest(networkRequest(), request.method);
    auto body = std::make_unique<SequentialBody>(request.body);
    QNetworkReply *reply = m_manager->sendCustomRequest(networkRequest(), request.method, body.get());
    m_body = body.release();
    m_body->setParent(reply);
    if (request.upload)
        connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64) {
            m_outcome.request.upload->advance(sent, m_outcome.request.body.size(), sentWhole());
        });
    return reply;
}

void Exchange::headArrived()
{
    Response &response = m_outcome.response;
    if (response.status == 0)
        m_latencyMs = double(m_attemptClock.nsecsElapsed()) / 1e6;
    response.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    response.headers = m_reply->rawHeaderPairs();
    m_idle.start(m_outcome.request.idleTimeout);
    const qint64 length = response.header("Content-Length").toLongLong();
    if (isSuccess(response.status) && length > m_outcome.request.bodyCap && !m_outcome.request.cutsBody)
        stop(Transport::TooLarge);
    else if (length > 0 && (length <= readBuffer || isSuccess(response.status)))
        // To grow in steps would copy what came, again and again.
        response.body.reserve(std::min(length, m_outcome.request.bodyCap) + readAhead);
}

/// To read at once each time would hold up the event loop: its posted events come before all others.
void Exchange::bodyArrived()
{
    m_idle.start(m_outcome.request.idleTimeout);
    if (!m_read.isActive())
        m_read.start(0);
}

void Exchange::readUpTo(qint64 most)
{
    QByteArray &body = m_outcome.response.body;
    const qsizetype before = body.size();
    body.resize(before + std::min(most, m_reply->bytesAvailable()));
    body.resize(before + std::max<qint64>(m_reply->read(body.data() + before, body.size() - before), 0));
}

void Exchange::readSome()
{
    readUpTo(readAtOnce);
    const Response &response = m_outcome.response;
    m_idle.start(m_outcome.request.idleTimeout);
    if (isSuccess(response.status) && response.body.size() > m_outcome.request.bodyCap)
        stop(m_outcome.request.cutsBody ? Transport::Good : Transport::TooLarge);
    else if (!isSuccess(response.status) && response.body.size() > std::min(errorBodyCap, m_outcome.request.bodyCap))
        stop(Transport::Good); // enough to tell what is wrong
    else if (m_reply->bytesAvailable() > 0)
        m_read.start(0);
}

void Exchange::sslErrors(const QList<QSslError> &errors)
{
    const auto chain = m_reply->sslConfiguration().peerCertificateChain();
    if (accepts(m_endpoint.tls, chain, errors))
        m_reply->ignoreSslErrors();
    else
        m_outcome.tls = failureOf(chain, errors, m_endpoint.tls);
}

bool Exchange::sentWhole() const
{
    return m_body && m_body->atEnd();
}

void Exchange::stopUpload()
{
    if (m_result || m_stopped)
        return;
    m_outcome.sentWhole = sentWhole();
    stop(Transport::Stopped);
}

void Exchange::stop(Transport why)
{
    m_stopped = why;
    if (m_reply) {
        m_reply->abort(); // comes to finished()
        return;
    }
    m_outcome.transport = why; // between two tries
    judgeIt();
}

Transport Exchange::transport() const
{
    if (m_stopped)
        return *m_stopped;
    const auto code = m_reply->error();
    const int status = m_outcome.response.status;
    if (code == QNetworkReply::SslHandshakeFailedError)
        return ofHandshake(m_outcome.tls, m_outcome.reason);
    if (code == QNetworkReply::UnknownContentError && isSuccess(status))
        return Transport::Unpack;
    if (code == QNetworkReply::RemoteHostClosedError && status > 0)
        return Transport::Broken;
    // Beside a status ContentReSendError says only that a 307 or 401 will not be answered with the body again.
    const bool ofStatus = code > QNetworkReply::UnknownProxyError && status > 0;
    return code == QNetworkReply::NoError || ofStatus ? Transport::Good : ofCode(code);
}

// Through a proxy Qt says "refused" and "unknown host" where it means the proxy.
void Exchange::blameTheProxy()
{
    Transport &transport = m_outcome.transport;
    if (transport != Transport::Refused && transport != Transport::UnknownHost && transport != Transport::Proxy)
        return;
    m_outcome.proxy = proxyPlace(m_endpoint, m_outcome.url);
    if (!m_outcome.proxy.isEmpty())
        transport = Transport::Proxy;
}

void Exchange::finished()
{
    m_idle.stop();
    Response &response = m_outcome.response;
    response.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    response.headers = m_reply->rawHeaderPairs();
    if (!m_stopped && m_reply->isOpen())
        readUpTo(m_reply->bytesAvailable());
    response.durationMs = double(m_clock.nsecsElapsed()) / 1e6;
    m_outcome.reason = m_reply->error() == QNetworkReply::NoError || m_stopped ? QString() : m_reply->errorString();
    m_outcome.transport = transport();
    blameTheProxy();
    if (m_reply->error() == QNetworkReply::UnknownContentError && isSuccess(response.status))
        response.body.clear(); // still packed
    if (m_outcome.transport == Transport::Good)
        m_outcome.reason.clear(); // Qt's words for a status say nothing that we do not
    release();
    if (!tryAgain())
        judgeIt();
}

void Exchange::release()
{
    m_read.stop();
    m_reply->disconnect(this);
    m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
    m_body = nullptr;
}

bool Exchange::tryAgain()
{
    const int pause = m_attempts * 200 + QRandomGenerator::global()->bounded(m_attempts * 200);
    if (!mayTryAgain(m_outcome) || m_attempts >= maxAttempts || m_deadline.remainingTime() < pause)
        return false;
    endLog(transportSentence(m_outcome));
    QTimer::singleShot(pause, this, [this] {
        if (!m_result && !m_stopped)
            attempt();
    });
    return true;
}

void Exchange::judgeIt()
{
    m_deadline.stop();
    // A good answer whose text somebody else reads is judged by its head.
    const bool headOnly = !m_outcome.request.parseJson && isSuccess(m_outcome.response.status);
    if (headOnly || m_outcome.response.body.size() <= judgedHere) {
        conclude(judge(m_outcome));
        return;
    }
    auto *watcher = new QFutureWatcher<Result<Reply>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] { conclude(watcher->result()); });
    watcher->setFuture(QtConcurrent::run(workers(), judge, m_outcome));
}

void Exchange::conclude(Result<Reply> result)
{
    endLog(result ? QString() : result.error().message);
    m_result = std::move(result);
    Q_EMIT done();
}

void Exchange::beginLog()
{
    const Request &request = m_outcome.request;
    m_entry = {};
    m_entry.startedMs = QDateTime::currentMSecsSinceEpoch();
    m_entry.method = request.method;
    m_entry.target = redactedTarget(request.target);
    m_entry.base = QString::fromLatin1(
        m_outcome.url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo)
            .toEncoded());
    m_entry.sentBytes = request.body.size();
    m_entry.requestBody = LogText::ofBody(request.body, 64 * 1024, request.secretMembers, m_outcome.secrets);
    m_entry.attempt = m_attempts;
    if (m_log)
        m_entry.id = m_log->begin(m_entry);
}

void Exchange::endLog(const QString &failure, bool canceled)
{
    if (!m_log || m_entry.id == 0)
        return;
    const Response &response = m_outcome.response;
    m_entry.durationMs = double(m_attemptClock.nsecsElapsed()) / 1e6;
    m_entry.status = response.status;
    m_entry.receivedBytes = response.body.size();
    m_entry.responseBody = LogText::ofBody(response.body, 4096, m_outcome.request.secretMembers, m_outcome.secrets);
    m_entry.transactionId = transactionId(response);
    m_entry.failure = failure;
    m_entry.canceled = canceled;
    m_log->update(m_entry);
    m_entry.id = 0; // done with this try
}

} // namespace net
