#include "ui/editors/actiondraft.h"
#include "ui/editors/actionkind.h"
#include "ui/editors/actionrebase.h"
#include "ui/editors/reviewtext.h"

#include "core/json/text.h"

#include <QTest>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

KeyValue item(const QString &key, const char *value, bool init = false)
{
    return {key, json::read(value)->value, init, {}};
}

ActionEdit sample()
{
    ActionEdit edit;
    edit.exec.kind = u"nodejs:20"_s;
    edit.exec.code = u"a\nb\n"_s;
    edit.parameters = {item(u"max"_s, "200"), item(u"API_TOKEN"_s, "\"hush-hush\""),
                       item(u"rounding"_s, R"({"digits":2,"mode":"x"})")};
    edit.annotations = {item(u"web-export"_s, "true"), item(u"description"_s, "\"d\"")};
    edit.limits = {60000, 256, 10, 1};
    return edit;
}

const ReviewChange *find(const QList<ReviewChange> &changes, const QString &label)
{
    for (const ReviewChange &change : changes)
        if (change.label == label)
            return &change;
    return nullptr;
}

} // namespace

class TestActionRebase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotTouchedIsTheServers()
    {
        const ActionEdit was = sample();
        ActionEdit now = was;
        now.limits.memoryMb = 512;
        now.annotations.append(item(u"final"_s, "true"));
        ActionEdit server = was;
        server.exec.code = u"theirs"_s;
        server.limits.timeoutMs = 1000;
        server.annotations[1] = item(u"description"_s, "\"theirs\"");
        const ActionEdit after = rebased(was, now, server);
        QCOMPARE(*after.exec.code, u"theirs"_s);
        QCOMPARE(after.limits.timeoutMs, 1000);
        QCOMPARE(after.limits.memoryMb, 512);
        QCOMPARE(after.annotations.size(), 3);
        QCOMPARE(after.annotations.at(1).value.toString(), u"theirs"_s);
        const auto changes = reviewChanges(was, server, after);
        QCOMPARE(changes.size(), 2);
        QVERIFY(!find(changes, u"memory"_s)->dropsTheirs);
    }

    void whatBothTouchedIsMarked()
    {
        const ActionEdit was = sample();
        ActionEdit now = was;
        now.parameters[0] = item(u"max"_s, "500");
        now.exec.code = u"mine"_s;
        ActionEdit server = was;
        server.parameters[0] = item(u"max"_s, "300");
        server.parameters.append(item(u"theirs"_s, "1"));
        server.exec.code = u"theirs"_s;
        const auto changes = reviewChanges(was, server, rebased(was, now, server));
        QVERIFY(find(changes, u"max"_s)->dropsTheirs);
        QCOMPARE(find(changes, u"max"_s)->before, u"300"_s);
        QVERIFY(find(changes, u"theirs"_s)->dropsTheirs);
        QVERIFY(find(changes, u"code"_s)->dropsTheirs);
    }

    void codeGoesWithItsKind()
    {
        const ActionEdit was = sample();
        ActionEdit now = was;
        now.exec.code = u"mine"_s;
        ActionEdit server = was;
        server.exec.kind = u"python:3.11"_s;
        server.exec.code = u"theirs"_s;
        QCOMPARE(rebased(was, now, server).exec.kind, u"nodejs:20"_s);
        server = was;
        server.exec.main = u"other"_s;
        QCOMPARE(rebased(was, now, server).exec.main, u"other"_s);
    }

    void removedStaysRemoved()
    {
        const ActionEdit was = sample();
        ActionEdit now = was;
        now.annotations.removeAt(1);
        const ActionEdit after = rebased(was, now, was);
        QCOMPARE(after.annotations.size(), 1);
        const auto changes = reviewChanges(was, was, after);
        QCOMPARE(changes.size(), 1);
        QVERIFY(changes.first().after.isEmpty());
    }

    void changesInsideValuesAreNamed()
    {
        const ActionEdit was = sample();
        ActionEdit now = was;
        now.parameters[2] = item(u"rounding"_s, R"({"mode":"x","digits":3})");
        const auto changes = reviewChanges(was, was, now);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().label, u"rounding › digits"_s);
        QCOMPARE(changes.first().before, u"2"_s);
        QCOMPARE(changes.first().after, u"3"_s);
        now.parameters[2] = item(u"rounding"_s, R"({"mode":"x","digits":2.0})");
        QVERIFY(reviewChanges(was, was, now).isEmpty());
    }

    void secretsAreMasked()
    {
        const ActionEdit was = sample();
        ActionEdit now = was;
        now.parameters[1] = item(u"API_TOKEN"_s, "\"0123456789012345678901234567890123456789\"");
        const auto changes = reviewChanges(was, was, now);
        QCOMPARE(changes.size(), 1);
        QVERIFY(changes.first().secret);
        QCOMPARE(changes.first().after, u"changed, 40 characters"_s);
        QVERIFY(!changes.first().before.contains(u"hush"_s));
        const json::Value body = json::Value::object({{u"parameters"_s, toJson(now.parameters)}});
        LoadedAction loaded;
        loaded.action.name = {u"_"_s, u"p"_s, u"a"_s};
        loaded.ofPackage = {item(u"a"_s, "1"), item(u"b"_s, "2")};
        const EntityCopy server = copyOf(loaded);
        const QString sent = actionKind()->sentText(loaded.action.name, {body}, &server);
        QVERIFY(!sent.contains(u"0123456789"_s));
        QVERIFY(sent.contains(u"PUT /api/v1/namespaces/_/actions/p/a?overwrite=true"_s));
        QVERIFY(sent.contains(u"not sent: code, limits, annotations"_s));
        QVERIFY(sent.contains(u"2 parameters of package p"_s));
    }

    void orderAloneIsAChange()
    {
        const ActionEdit was = sample();
        ActionEdit now = was;
        now.parameters.move(0, 1);
        const auto changes = reviewChanges(was, was, now);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().label, u"order"_s);
    }

    void initMarkIsAChange()
    {
        const ActionEdit was = sample();
        ActionEdit now = was;
        now.parameters[0].init = true;
        const auto changes = reviewChanges(was, was, now);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(changes.first().label, u"max, init"_s);
    }

    void draftRoundTrip()
    {
        ActionEdit edit = sample();
        edit.exec.components = {u"/a/b"_s};
        edit.exec.image = u"i"_s;
        edit.exec.main = u"m"_s;
        edit.exec.binary = true;
        edit.parameters[0].init = true;
        edit.parameters[1].encryption = u"aes-128"_s;
        edit.limits.logsMb.reset();
        const auto text = json::compact(draftDocument(edit));
        QCOMPARE(editFromDraft(json::read(text)->value), edit);
        edit.exec.code.reset();
        QCOMPARE(editFromDraft(draftDocument(edit)), edit);
    }

    void draftHoldsChangedPartsOnly()
    {
        const ActionEdit was = sample();
        ActionEdit now = was;
        now.limits.memoryMb = 512;
        const json::Value parts = changedParts(now, was);
        QCOMPARE(parts.size(), 1);
        QCOMPARE(withParts(was, parts), now);
    }

    void versions()
    {
        QCOMPARE(review::nextVersion(u"0.0.15"_s), u"0.0.16"_s);
        QCOMPARE(review::nextVersion(u"1.2.9"_s, 2), u"1.2.11"_s);
        QCOMPARE(review::nextVersion({}), u"0.0.1"_s);
    }
};

QTEST_GUILESS_MAIN(TestActionRebase)
#include "tst_actionrebase.moc"
