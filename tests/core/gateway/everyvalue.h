#pragma once

#include "core/gateway/documents.h"
#include "core/json/edit.h"
#include "core/json/text.h"
#include "tests/core/gateway/sandboxgateway.h"

#include <QMap>
#include <QRegularExpression>

/// One thing that a form can make.
struct Made {
    gateway::Key key;
    json::Value value;
    QString of;          ///< whose schema
    bool ours = true;    ///< our own check takes it
    QList<QStringList> secrets = {}; ///< paths at which the answer to the write has ciphertext
    QStringList kept = {};           ///< members that never come out again
};

/// What came of many of them.
struct Tally {
    int made = 0;
    int saved = 0;
    QMap<QString, int> refused; ///< by reason
    QMap<QString, std::pair<int, int>> each; ///< by schema: made and saved
    QStringList wrong;
};

/// Puts values into the sandbox's Admin API, many side by side, reads them back and compares. Header only, for tests.
class EveryValue {
public:
    explicit EveryValue(net::Client &client) : m_client(client) {}

    /// All of one kind and parent, each with a key of its own.
    void send(const QList<Made> &all)
    {
        QList<Async<net::Reply>> answers;
        for (const Made &one : all)
            answers.append(gateway::sendRaw(m_client, put(one), nullptr));
        QList<Made> saved;
        for (qsizetype i = 0; i < all.size(); ++i)
            if (judge(all[i], await(answers[i], 120'000)))
                saved.append(all[i]);
        if (!saved.isEmpty())
            readBack(saved);
    }

    Tally tally;

private:
    static json::Value number(qint64 number) { return json::Value::number(number); }

    static net::Request put(const Made &one)
    {
        auto request = gateway::requestOf("PUT", *gateway::pathOf(one.key), json::compact(gateway::sendable(one.key, one.value)));
        request.deadline = std::chrono::minutes(2);
        return request;
    }

    void complain(const Made &one, const QString &words, const json::Value &value = {})
    {
        tally.wrong.append(one.of + QStringLiteral(": ") + words + u'\n' + QString::fromUtf8(json::compact(one.value)).left(700)
                           + (value.isNull() ? QString() : QStringLiteral("\nbecame ") + QString::fromUtf8(json::compact(value)).left(700)));
    }

    /// True when it was saved.
    bool judge(const Made &one, const Result<net::Reply> &reply)
    {
        ++tally.made;
        auto &[made, saved] = tally.each[one.of];
        ++made;
        if (!reply) {
            complain(one, reply.error().message);
            return false;
        }
        const auto parsed = json::read((*reply)->body);
        const json::Value body = parsed ? parsed->value : json::Value();
        if ((*reply)->status >= 300) {
            refusal(one, (*reply)->status, body.value(u"error_msg").toString());
            return false;
        }
        ++tally.saved;
        ++saved;
        if (!one.ours && !isSwitchedOff(one.value))
            complain(one, QStringLiteral("is refused by our own check alone"));
        compareWritten(one, body.value(u"value"));
        return true;
    }

    /// Then the server looks at nothing else of the plugin.
    static bool isSwitchedOff(const json::Value &value)
    {
        for (const json::Member &plugin : value.value(u"plugins").members())
            if (plugin.value.value(u"_meta").value(u"disable").toBool())
                return true;
        return false;
    }

    void refusal(const Made &one, int status, const QString &words)
    {
        const QString why = reason(words, one.ours);
        if (status != 400 || why.isEmpty())
            complain(one, QStringLiteral("%1 %2").arg(QString::number(status), words));
        ++tally.refused[why];
    }

    /// Why a server refuses more than its schemas say, or a schema what a form lets one type; in the recorded words.
    static QString reason(const QString &words, bool ours)
    {
        if (!ours && words.contains(QRegularExpression(QStringLiteral("invalid configuration: |err: |invalid |stream plugin "))))
            return QStringLiteral("the form itself marks it");
        for (const auto &[pattern, why] : reasons())
            if (words.contains(QRegularExpression(pattern)))
                return why;
        return {};
    }

    static const QList<std::pair<QString, QString>> &reasons()
    {
        static const QList<std::pair<QString, QString>> all{
            {QStringLiteral("failed to (validate the 'vars'|create vars) expression"), QStringLiteral("an expression that cannot be read")},
            {QStringLiteral("failed to load|only accept Lua function"), QStringLiteral("a text that is no Lua")},
            {QStringLiteral("pcre2_compile"), QStringLiteral("a text that is no pattern")},
            {QStringLiteral("invalid ip address"), QStringLiteral("a text that is no address")},
            {QStringLiteral("failed to (parse|handle|decrypt|validate client_cert)|mismatched number of certs"), QStringLiteral("a text that is no certificate or no key")},
            {QStringLiteral("failed to fetch .* info by"), QStringLiteral("names something that is not there")},
            {QStringLiteral("duplicate key of plugin"), QStringLiteral("somebody else has that key")},
            {QStringLiteral("only one of .* is allowed|at the same time"), QStringLiteral("members that exclude each other")},
            {QStringLiteral("required when using"), QStringLiteral("a key of another kind than the algorithm's")},
            {QStringLiteral("missing key$"), QStringLiteral("a hash of nothing")},
            {QStringLiteral("invalid port|IPv6 address must be enclosed"), QStringLiteral("a server's name that is none")},
            {QStringLiteral("can't be empty when"), QStringLiteral("a host to rewrite to is missing")},
            {QStringLiteral("base64"), QStringLiteral("a text that is no base64")},
            {QStringLiteral("you can not set '\\*' for other"), QStringLiteral("any origin with credentials")},
            {QStringLiteral("invalid content: "), QStringLiteral("a text that is no protobuf")},
            {QStringLiteral("unknown protocol|superior_id"), QStringLiteral("a protocol of which there is none")},
            {QStringLiteral("wrong .* id|wrong username"), QStringLiteral("an id that is another one's")}};
        return all;
    }

    /// What the server adds of its own.
    static json::Value bare(const Made &one, json::Value value)
    {
        value = gateway::sendable(one.key, value);
        if (!gateway::sendable(one.key, one.value).contains(u"id"))
            value.remove(u"id");
        return value;
    }

    static json::Value expected(const Made &one)
    {
        json::Value value = gateway::sendable(one.key, one.value);
        for (const QString &name : one.kept)
            value.remove(name);
        return value;
    }

    /// The answer to a write has secrets encrypted and is else what was sent.
    void compareWritten(const Made &one, const json::Value &answer)
    {
        json::Value sent = expected(one);
        json::Value got = bare(one, answer);
        for (const QString &name : one.kept)
            got.remove(name);
        for (const QStringList &path : one.secrets)
            cover(one, path, &sent, &got);
        if (!equal(sent, got))
            complain(one, QStringLiteral("answered"), got);
    }

    /// Takes out of both what must be encrypted in the second.
    void cover(const Made &one, const QStringList &path, json::Value *sent, json::Value *got)
    {
        if (path.isEmpty() || !sent->isObject() || !got->isObject()) {
            if (path.isEmpty())
                coverLeaf(one, sent, got);
            else if (sent->isArray() && got->isArray() && sent->size() == got->size())
                coverItems(one, path, sent, got);
            return;
        }
        const json::Value *inSent = sent->find(path.first());
        const json::Value *inGot = got->find(path.first());
        if (!inSent || !inGot)
            return;
        json::Value a = *inSent;
        json::Value b = *inGot;
        cover(one, path.sliced(1), &a, &b);
        sent->set(path.first(), a);
        got->set(path.first(), b);
    }

    void coverItems(const Made &one, const QStringList &path, json::Value *sent, json::Value *got)
    {
        for (qsizetype i = 0; i < sent->size(); ++i) {
            json::Value a = sent->items()[i];
            json::Value b = got->items()[i];
            cover(one, path, &a, &b);
            sent->setItem(i, a);
            got->setItem(i, b);
        }
    }

    void coverLeaf(const Made &one, json::Value *sent, json::Value *got)
    {
        if (sent->isArray() && got->isArray() && sent->size() == got->size())
            return coverItems(one, {}, sent, got);
        if (sent->isObject() && got->isObject()) {
            const auto members = sent->members();
            for (const json::Member &member : members)
                cover(one, {member.name}, sent, got);
            return;
        }
        if (!sent->isString() || sent->toString().isEmpty())
            return;
        if (got->toString() == sent->toString() || QByteArray::fromBase64(got->toString().toLatin1()).size() % 16 != 0)
            complain(one, QStringLiteral("a secret is not encrypted: ") + got->toString());
        *got = *sent;
    }

    /// One GET of all of that kind.
    void readBack(const QList<Made> &saved)
    {
        const gateway::Key &key = saved.first().key;
        if (key.kind == gateway::Kind::PluginMetadata) // the list of it is not decrypted
            return readEach(saved);
        auto request = gateway::requestOf("GET", gateway::collectionPath(key.kind, key.parent));
        request.deadline = std::chrono::minutes(2);
        const auto reply = await(gateway::send(m_client, request, nullptr), 120'000);
        if (!reply)
            return complain(saved.first(), reply.error().message);
        QHash<QString, json::Value> stored;
        const json::Value body = json::read((*reply)->body)->value;
        for (const json::Value &item : body.value(u"list").items())
            stored.insert(item.value(u"key").toString(), item.value(u"value"));
        for (const Made &one : saved) {
            const QString path = QString::fromLatin1(*gateway::pathOf(one.key)).remove(QStringLiteral("/admin"));
            if (!stored.contains(path))
                complain(one, path + QStringLiteral(" is not there"));
            else if (const json::Value got = bare(one, stored[path]); !equal(got, expected(one)))
                complain(one, QStringLiteral("read back"), got);
        }
    }

    void readEach(const QList<Made> &saved)
    {
        for (const Made &one : saved) {
            const auto document = await(gateway::getDocument(m_client, {}, one.key, nullptr), 120'000);
            if (!document)
                complain(one, document.error().message);
            else if (const json::Value got = bare(one, document->value); !equal(got, expected(one)))
                complain(one, QStringLiteral("read back"), got);
        }
    }

    net::Client &m_client;
};
