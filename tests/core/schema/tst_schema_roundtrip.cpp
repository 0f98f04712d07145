#include "core/json/edit.h"
#include "core/schema/form.h"
#include "core/schema/parse.h"
#include "tests/core/schema/recorded.h"
#include "tests/core/schema/samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// Whatever the server takes goes through a form and comes out as it was, also when each of its fields is touched.
class TestSchemaRoundTrip : public QObject {
    Q_OBJECT

private:
    json::Value m_recorded;
    QStringList m_wrong;
    int m_all = 0;
    int m_good = 0;

    struct Touch {
        schema::Form &form;
        QStringList &wrong;

        void everything(const json::Value &value, const QString &pointer)
        {
            const schema::FieldPtr field = form.field(pointer);
            const schema::FieldPtr editor = form.editor(pointer);
            if (field->kind == schema::Kind::Choice)
                form.choose(pointer, form.alternative(pointer));
            if (editor->kind == schema::Kind::Object || editor->kind == schema::Kind::Map)
                return members(value, pointer);
            if (editor->kind == schema::Kind::List)
                return items(value, pointer);
            if (!form.setText(pointer, form.text(pointer)))
                wrong.append(pointer + u" does not take its own text: "_s + form.text(pointer));
        }
        void members(const json::Value &value, const QString &pointer)
        {
            for (const json::Member &member : value.members()) {
                form.rename(pointer, member.name, member.name);
                everything(member.value, pointer + u'/' + json::escapePointer(member.name));
            }
        }
        void items(const json::Value &value, const QString &pointer)
        {
            for (qsizetype i = 0; i < value.size(); ++i)
                everything(value.items()[i], pointer + u'/' + QString::number(i));
            form.moveItem(pointer, 0, value.size() - 1);
            form.moveItem(pointer, value.size() - 1, 0);
        }
    };

    static QString shown(const json::Value &value) { return QString::fromUtf8(json::compact(value)).left(600); }

    /// Gives how many values there were that the schema takes.
    int check(const QString &name, const json::Value &schema, const QString &plugin)
    {
        const schema::FieldPtr field = schema::parse(schema, {plugin, {}});
        schema::Form form(field);
        int good = 0;
        for (const json::Value &value : Samples::of(*field)) {
            ++m_all;
            good += field->check->accepts(value);
            form.setValue(value);
            Touch{form, m_wrong}.everything(value, {});
            if (!(form.value() == value))
                m_wrong.append(name + u": "_s + shown(value) + u" became "_s + shown(form.value()));
            if (!schema::shapeOf(*field, value).members.isEmpty())
                takeOutAndPutBack(form, value);
        }
        m_good += good;
        return good;
    }

    void takeOutAndPutBack(schema::Form &form, const json::Value &value)
    {
        for (const json::Member &member : value.members()) {
            const QString pointer = u'/' + json::escapePointer(member.name);
            form.unset(pointer);
            if (form.isSet(pointer))
                m_wrong.append(pointer + u" stays"_s);
            form.set(pointer, member.value);
        }
        if (!equal(form.value(), value))
            m_wrong.append(shown(value) + u" taken apart became "_s + shown(form.value()));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_recorded = recordedSchemas();
        QCOMPARE(m_recorded.value(u"plugins_http").size(), 107);
        QCOMPARE(m_recorded.value(u"plugins_stream").size(), 5);
    }

    void init() { m_wrong.clear(); }

    void cleanup() { QVERIFY2(m_wrong.isEmpty(), qPrintable(m_wrong.mid(0, 10).join(u'\n'))); }

    void plugins_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("which");
        for (const char *part : {"plugins_http", "plugins_stream"})
            for (const char *which : {"schema", "consumer_schema", "metadata_schema"})
                QTest::addRow("%s %s", part, which) << QString::fromLatin1(part) << QString::fromLatin1(which);
    }

    void plugins()
    {
        QFETCH(QString, part);
        QFETCH(QString, which);
        QStringList none;
        for (const json::Member &plugin : m_recorded.value(part).members())
            if (const json::Value *schema = plugin.value.find(which))
                if (check(plugin.name, *schema, plugin.name) == 0)
                    none.append(plugin.name);
        QVERIFY2(none.isEmpty(), qPrintable(none.join(u' ')));
        QVERIFY2(m_good * 5 > m_all * 4, "most values are right: a sample that the schema refuses shows little");
    }

    void resources()
    {
        QStringList none;
        for (const json::Member &resource : m_recorded.value(u"schema").members())
            if (!resource.name.endsWith(u"_schema") && check(resource.name, resource.value, {}) == 0)
                none.append(resource.name);
        QVERIFY2(none.isEmpty(), qPrintable(none.join(u' ')));
    }

    /// The 20 cases in which another console loses something without an edit.
    void nothingDone_data()
    {
        QTest::addColumn<QByteArray>("members");
        const auto row = [](const char *name, const char *members) { QTest::newRow(name) << QByteArray(members); };
        row("vars", "{\"uri\":\"/a\",\"vars\":[\"OR\",[\"arg_a\",\"==\",\"1\"],[\"http_x\",\"!\",\"~~\",\"^a\"]]}");
        row("_meta", "{\"uri\":\"/a\",\"plugins\":{\"cors\":{\"_meta\":{\"disable\":true,\"priority\":5,\"filter\":[[\"uri\",\"==\",\"/\"]],"
                     "\"error_response\":{\"a\":1}}}}}");
        row("unknown in plugin", "{\"uri\":\"/a\",\"plugins\":{\"openwhisk\":{\"api_host\":\"h\",\"hm\":{\"a\":[1,null]}}}}");
        row("empty in plugin", "{\"uri\":\"/a\",\"plugins\":{\"cors\":{\"allow_origins\":\"\",\"allow_origins_by_regex\":[]}}}");
        row("null in plugin", "{\"uri\":\"/a\",\"plugins\":{\"unknown\":{\"a\":null}}}");
        row("node metadata", "{\"nodes\":[{\"host\":\"h\",\"port\":80,\"weight\":1,\"priority\":-1,\"metadata\":{\"a\":{\"b\":[1]}}}]}");
        row("active check", "{\"nodes\":{\"h:1\":1},\"checks\":{\"active\":{\"type\":\"https\",\"timeout\":0.5,\"concurrency\":1,\"host\":\"h\","
                            "\"port\":1,\"http_method\":\"POST\",\"http_path\":\"/p\",\"http_req_body\":\"b\",\"https_verify_certificate\":false,"
                            "\"req_headers\":[\"A: b\"],\"http_request_headers\":[\"A: b\"]}}}");
        row("check counts", "{\"nodes\":{\"h:1\":1},\"checks\":{\"active\":{\"healthy\":{\"interval\":1,\"http_statuses\":[200],\"successes\":1},"
                            "\"unhealthy\":{\"interval\":1,\"http_statuses\":[500],\"http_failures\":1,\"tcp_failures\":1,\"timeouts\":1}}}}");
        row("passive zeros", "{\"nodes\":{\"h:1\":1},\"checks\":{\"active\":{},\"passive\":{\"type\":\"http\",\"healthy\":{\"successes\":0},"
                             "\"unhealthy\":{\"tcp_failures\":0,\"timeouts\":0,\"http_failures\":0}}}}");
        row("object nodes", "{\"nodes\":{\"127.0.0.1:80\":1,\"h\":0}}");
        row("no nodes, array", "{\"nodes\":[]}");
        row("no nodes, object", "{\"nodes\":{}}");
        row("numeric id", "{\"id\":5,\"uri\":\"/a\",\"upstream_id\":7,\"service_id\":12345678901234567890}");
        row("custom balancer", "{\"type\":\"my-own\",\"nodes\":{\"h:1\":1}}");
        row("kafka", "{\"scheme\":\"kafka\",\"nodes\":{\"h:1\":1}}");
        row("discovery", "{\"service_name\":\"s\",\"discovery_type\":\"dns\",\"discovery_args\":{\"group_name\":\"g\",\"x\":1}}");
        row("script", "{\"uri\":\"/a\",\"script\":\"local _M = {} return _M\",\"script_id\":\"1\"}");
        row("filter_func", "{\"uri\":\"/a\",\"filter_func\":\"function(vars)\\n  return true\\nend\"}");
        row("labels", "{\"uri\":\"/a\",\"labels\":{\"a/b\":\"1\",\"c~d\":\"x\",\"\":\"y\"}}");
        row("numbers", "{\"uri\":\"/a\",\"priority\":1e1,\"timeout\":{\"connect\":1.50,\"send\":1.0,\"read\":6E0},\"name\":\"\\u00e9\"}");
    }

    void nothingDone()
    {
        QFETCH(QByteArray, members);
        const json::Value value = json::read(members).value_or(json::Parsed()).value;
        QVERIFY(value.isObject());
        for (const QString &resource : {u"route"_s, u"upstream"_s}) {
            schema::Form form(schema::parse(m_recorded.value(u"schema").value(resource)));
            form.setValue(value);
            Touch{form, m_wrong}.everything(value, {});
            QCOMPARE(json::compact(form.value()), json::compact(value));
        }
    }
};

QTEST_GUILESS_MAIN(TestSchemaRoundTrip)
#include "tst_schema_roundtrip.moc"
