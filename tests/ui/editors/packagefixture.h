#pragma once

#include "tests/ui/editors/editorfixture.h"
#include "ui/editors/pages.h"
#include "ui/widgets/page.h"

#include <QMap>

/// A fake server that keeps packages as OpenWhisk does (facts 2.3, 4.1): merged GET of bindings, lists replaced whole,
/// refusals. guest has orders (with one action), notes (empty, shared), eu (bound to orders) and lost (bound to a
/// package of somebody else's that is gone); whisk.system shares utils.
struct PackageFixture : EditorFixture {
    explicit PackageFixture(bool readOnly = false)
        : EditorFixture(readOnly)
    {
        add(R"({"namespace":"guest","name":"orders","version":"0.0.3","updated":1700000000000,"publish":false,"binding":{},
            "parameters":[{"key":"currency","value":"USD"},{"key":"region","value":"us"}],
            "annotations":[{"key":"description","value":"all of orders"},{"key":"owner","value":{"team":"a","page":1.50}}]})");
        add(R"({"namespace":"guest","name":"notes","version":"0.0.1","updated":1700000000001,"publish":true,"binding":{},
            "parameters":[],"annotations":[]})");
        add(R"({"namespace":"guest","name":"eu","version":"0.0.2","updated":1700000000002,"publish":false,
            "binding":{"namespace":"guest","name":"orders"},"parameters":[{"key":"region","value":"eu"},
            {"key":"API_TOKEN","value":"hush-hush","init":true}],"annotations":[{"key":"mine","value":true},
            {"key":"binding","value":{"namespace":"guest","name":"orders"}}]})");
        add(R"({"namespace":"guest","name":"lost","version":"0.0.4","updated":1700000000003,"publish":false,
            "binding":{"namespace":"other","name":"gone"},"parameters":[{"key":"a","value":1}],"annotations":[]})");
        add(R"({"namespace":"whisk.system","name":"utils","version":"0.0.1","updated":1,"publish":true,"binding":{},
            "parameters":[],"annotations":[{"key":"description","value":"Building blocks"}]})");
        contents[QStringLiteral("guest/orders")] = R"([{"name":"price-quote","version":"0.0.14",
            "annotations":[{"key":"exec","value":"nodejs:20"},{"key":"description","value":"prices"}]}])";
        contents[QStringLiteral("whisk.system/utils")] = R"([{"name":"echo","version":"0.0.1","annotations":[
            {"key":"exec","value":"nodejs:20"},{"key":"description","value":"Returns its input"},
            {"key":"parameters","value":[{"name":"payload","required":true,"type":"string","description":"Any text"}]},
            {"key":"sampleInput","value":{"payload":"Five"}},{"key":"sampleOutput","value":{"payload":"Five"}}]}])";
        servePackages();
        session->refresh(openwhisk::Collection::Packages);
        if (!QTest::qWaitFor([this] { return session->packages().rows && session->packages().rows->size() == 4; }, 30'000))
            qFatal("the packages did not come");
    }

    void add(const QByteArray &text)
    {
        const json::Value document = json::read(text)->value;
        packages[document.value(u"namespace").toString() + u'/' + document.value(u"name").toString()] = document;
    }
    json::Value &package(const char *name) { return packages[QStringLiteral("guest/") + QLatin1String(name)]; }

    void servePackages()
    {
        const QByteArray ns = "/api/v1/namespaces/";
        for (const QByteArray &space : {QByteArray("_"), QByteArray("guest"), QByteArray("whisk.system"), QByteArray("other")}) {
            const QByteArray base = ns + space + "/packages";
            const QString real = space == "_" ? QStringLiteral("guest") : QString::fromLatin1(space);
            server.on("GET " + base + "?*", [this, real](const FakeRequest &r) { return listOf(r, real); });
            server.on("GET " + base + "/*", [this, real](const FakeRequest &r) { return get(keyOf(r, real)); });
            server.on("GET " + base + "/orders", [this, real](const FakeRequest &r) { return get(keyOf(r, real)); });
            server.on("PUT " + base + "/*", [this, real](const FakeRequest &r) { return putPackage(r, keyOf(r, real)); });
            server.on("DELETE " + base + "/*", [this, real](const FakeRequest &r) { return remove(keyOf(r, real)); });
        }
    }
    static QString keyOf(const FakeRequest &r, const QString &real)
    {
        const QByteArray whole = r.target.left(r.target.indexOf('?') < 0 ? r.target.size() : r.target.indexOf('?'));
        return real + u'/' + QUrl::fromPercentEncoding(whole.mid(whole.lastIndexOf('/') + 1));
    }
    static QString providerOf(const json::Value &package)
    {
        const json::Value binding = package.value(u"binding");
        return binding.contains(u"name") ? binding.value(u"namespace").toString() + u'/' + binding.value(u"name").toString()
                                         : QString();
    }

    FakeAnswer listOf(const FakeRequest &r, const QString &real)
    {
        QByteArrayList rows;
        for (const json::Value &package : std::as_const(packages)) {
            if (package.value(u"namespace").toString() != real)
                continue;
            json::Value row = package;
            row.remove(u"parameters");
            if (providerOf(row).isEmpty())
                row.set(u"binding", json::Value::boolean(false));
            rows.append(json::compact(row));
        }
        if (r.target.contains("count=true"))
            return answer::json("{\"packages\":" + QByteArray::number(rows.size()) + '}');
        const bool first = r.target.contains("skip=0") || !r.target.contains("skip=");
        return answer::json(first ? '[' + rows.join(',') + ']' : QByteArray("[]"));
    }

    static FakeAnswer forbidden(const QString &key)
    {
        return answer::error(403, "The supplied authentication is not authorized to access '" + key.toUtf8() + "'.");
    }

    FakeAnswer get(const QString &key)
    {
        if (!packages.contains(key))
            return key.startsWith(u"guest/") ? answer::error(404, "The requested resource '" + key.toUtf8() + "' does not exist.")
                                             : forbidden(key);
        json::Value shown = packages[key];
        const QString provider = providerOf(shown);
        if (!provider.isEmpty() && !packages.contains(provider))
            return provider.startsWith(u"guest/") ? answer::error(404, "The requested resource '" + key.toUtf8() + "' does not exist.")
                                                  : forbidden(key);
        if (!provider.isEmpty()) {
            auto merged = openwhisk::keyValuesFromJson(packages[provider].value(u"parameters"));
            for (const auto &own : openwhisk::keyValuesFromJson(shown.value(u"parameters"))) {
                merged.removeIf([&own](const auto &item) { return item.key == own.key; });
                merged.append(own);
            }
            shown.set(u"parameters", openwhisk::toJson(merged));
        }
        shown.set(u"actions", json::read(contents.value(provider.isEmpty() ? key : provider, "[]"))->value);
        shown.set(u"feeds", json::Value::array());
        return answer::json(json::compact(shown));
    }

    FakeAnswer putPackage(const FakeRequest &r, const QString &key)
    {
        const json::Value sent = json::read(r.body)->value;
        puts.append(sent);
        const bool there = packages.contains(key);
        if (there && !r.target.contains("overwrite=true"))
            return answer::error(409, "resource already exists");
        const QString provider = providerOf(sent);
        if (!provider.isEmpty() && !packages.contains(provider))
            return provider.startsWith(u"guest/") ? answer::error(400, "Binding references a package that does not exist.")
                                                  : forbidden(provider);
        json::Value kept = there ? packages[key] : json::read(R"({"version":"0.0.0","updated":1700000001000,"publish":false,
            "binding":{},"parameters":[],"annotations":[]})")->value;
        kept.set(u"namespace", json::Value::string(key.section(u'/', 0, 0)));
        kept.set(u"name", json::Value::string(key.section(u'/', 1)));
        for (const json::Member &member : sent.members())
            kept.set(member.name, member.value);
        save(key, kept);
        return answer::json(json::compact(packages[key]));
    }
    void save(const QString &key, json::Value kept)
    {
        const int patch = kept.value(u"version").toString().section(u'.', 2).toInt() + 1;
        kept.set(u"version", json::Value::string(QStringLiteral("0.0.%1").arg(patch)));
        kept.set(u"updated", json::Value::number(*kept.value(u"updated").toInteger() + 1000));
        packages[key] = kept;
    }

    FakeAnswer remove(const QString &key)
    {
        if (!packages.contains(key))
            return answer::error(404, "The requested resource does not exist.");
        if (contents.contains(key))
            return answer::error(409, "Package not empty (contains 1 entity). Set force param or delete package contents.");
        return answer::json(json::compact(packages.take(key)));
    }

    std::unique_ptr<Page> open(Target::Kind kind, const char *name = "", const QString &ns = QStringLiteral("_"))
    {
        Target shown{kind, {ns, {}, QString::fromUtf8(name)}, {}};
        std::unique_ptr<Page> page(editors::createPage(*session, *store, shown));
        page->resize(1100, 700);
        page->show();
        return page;
    }

    QMap<QString, json::Value> packages;
    QMap<QString, QByteArray> contents;
};

/// Loaded, and no draft is looked for any more.
inline bool isEntityReady(QWidget *page)
{
    return child<StateView>(page, "entityState")->state() == StateView::Content
        && !child<QWidget>(page, "save")->toolTip().contains(QStringLiteral("Looking"));
}
