#include "core/gateway/complaint.h"

#include <QTest>

using namespace gateway;
using namespace Qt::StringLiterals;

/// The server's words lead to the member that they mean.
class TestComplaints : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void complaints_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("pointer");
        const auto row = [](const char *message, const char *pointer) {
            QTest::newRow(message) << QString::fromUtf8(message) << QString::fromUtf8(pointer);
        };
        const std::pair<const char *, const char *> rows[]{
            {"failed to check the configuration of plugin openwhisk err: property \"api_host\" is required", "/plugins/openwhisk/api_host"},
            {"invalid configuration: property \"uris\" validation failed: failed to validate item 1: wrong type: expected string, got number",
             "/uris/0"},
            {"invalid configuration: property \"labels\" validation failed: failed to validate a/b (matching \".*\"): failed to match pattern "
             "\"^\\\\S+$\" with \"x y\"",
             "/labels/a~1b"},
            {"invalid configuration: allOf 1 failed: value should match only one schema, but matches none", ""},
            {"invalid configuration: additional properties forbidden, found foo", "/foo"},
            {"the property is forbidden:  upstream.create_time", "/upstream/create_time"},
            {"invalid configuration: property \"timeout\" validation failed: property \"connect\" validation failed: expected 0 to be greater than 0",
             "/timeout/connect"},
            {"failed to check the configuration of plugin cors err: property \"_meta\" validation failed: additional properties forbidden, found foo",
             "/plugins/cors/_meta/foo"},
            {"invalid plugins configuration: failed to check the configuration of plugin key-auth err: property \"key\" is required",
             "/plugins/key-auth/key"},
            {"failed to check the configuration of stream plugin [mqtt-proxy]: property \"protocol_name\" is required",
             "/plugins/mqtt-proxy/protocol_name"},
            {"unknown plugin [nope]", "/plugins/nope"},
            {"invalid plugins configuration: unknown plugin [nope]", "/plugins/nope"},
            {"invalid plugin conf \"userdata: NULL\" for plugin [openwhisk]", "/plugins/openwhisk"},
            {"duplicate key of plugin key-auth found with consumer: bob", "/plugins/key-auth"},
            {"plugin 'prometheus' already exists in global rule with id '1'", "/plugins/prometheus"},
            {"failed to load _meta.pre_function in plugin cors: [string \"meta pre_function\"]:1: '=' expected near 'lua'",
             "/plugins/cors/_meta/pre_function"},
            {"failed to check the configuration of plugin serverless-pre-function err: failed to loadstring: [string \"retur\"]:3: '=' expected near "
             "'<eof>'",
             "/plugins/serverless-pre-function/functions"},
            {"failed to load 'filter_func' string: [string \"return function(vars)\"]:2: 'end' expected near '<eof>'", "/filter_func"},
            {"failed to validate the 'vars' expression: invalid operator '=?'", "/vars"},
            {"failed to fetch upstream info by upstream id [u1], response code: 404", "/upstream_id"},
            {"failed to fetch plugin config info by plugin config id [zz], response code: 404", "/plugin_config_id"},
            {"only one of remote_addr or remote_addrs is allowed", "/remote_addrs"},
            {"failed to parse cert: PEM_read_bio_X509_AUX() failed", "/cert"},
            {"invalid secret manager: foo", ""},
        };
        for (const auto &[message, pointer] : rows)
            row(message, pointer);
    }

    void complaints()
    {
        QFETCH(QString, message);
        QFETCH(QString, pointer);
        QCOMPARE(complaintOf(message).pointer, pointer);
    }

    void complaintsAboutLua()
    {
        const auto found = complaintOf(u"failed to load 'filter_func' string: [string \"return function(vars)\n\"]:2: 'end' expected"_s);
        QCOMPARE(found.line, 2);
        QCOMPARE(found.words, u"'end' expected"_s);
        QCOMPARE(complaintOf(u"failed to check the configuration of plugin a err: property \"b\" is required"_s).plugin, u"a"_s);
    }
};

QTEST_GUILESS_MAIN(TestComplaints)
#include "tst_complaints.moc"
