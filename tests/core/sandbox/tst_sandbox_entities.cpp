#include "core/sandbox/store/database.h"
#include "core/sandbox/store/entities.h"

#include <QTemporaryDir>
#include <QTest>

using namespace sandbox;
using namespace Qt::StringLiterals;

namespace {

EntityPtr trigger(const QString &name, qint64 updated, const QString &version = u"0.0.1"_s)
{
    Entity entity;
    entity.kind = Kind::Trigger;
    entity.name = {u"guest"_s, {}, name};
    entity.version = version;
    entity.updated = updated;
    return std::make_shared<const Entity>(std::move(entity));
}

QStringList names(const std::vector<EntityPtr> &list)
{
    QStringList out;
    for (const auto &entity : list)
        out.append(entity->name.name);
    return out;
}

} // namespace

/// The store of entities: order, pages, races, what survives.
class TestSandboxEntities : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Entities> m_entities;

    void open()
    {
        QString notice;
        QString error;
        m_entities.reset();
        m_database.reset();
        m_database = Database::open(m_dir->filePath(u"store.sqlite"_s), &notice, &error);
        QVERIFY2(m_database, qPrintable(error));
        m_entities = std::make_unique<Entities>(*m_database);
        QCOMPARE(m_entities->load(), QString());
    }

    Commit put(const EntityPtr &before, const EntityPtr &after) { return m_entities->commit({{before, after}}); }
    EntityPtr at(const QString &name) { return m_entities->find({u"guest"_s, {}, name}); }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        open();
    }

    void listsNewestFirst()
    {
        for (const auto &name : {u"a"_s, u"b"_s, u"c"_s})
            QCOMPARE(put({}, trigger(name, 5)), Commit::Done);
        QCOMPARE(put({}, trigger(u"old"_s, 1)), Commit::Done);
        QCOMPARE(put(at(u"a"_s), trigger(u"a"_s, 6)), Commit::Done);
        QCOMPARE(names(m_entities->list(Kind::Trigger, u"guest"_s)), (QStringList{u"a"_s, u"c"_s, u"b"_s, u"old"_s}));
        qsizetype total = 0;
        QCOMPARE(names(m_entities->page(Kind::Trigger, u"guest"_s, 1, 2, {}, 0, &total)), (QStringList{u"c"_s, u"b"_s}));
        QCOMPARE(total, 4);
        const auto notB = [](const Entity &entity) { return entity.name.name != u"b"; };
        QCOMPARE(names(m_entities->page(Kind::Trigger, u"guest"_s, 1, 1, notB, 0, &total)), (QStringList{u"c"_s}));
        QCOMPARE(total, 3);
        QVERIFY(m_entities->list(Kind::Trigger, u"alice"_s).empty());
        QVERIFY(m_entities->list(Kind::Rule, u"guest"_s).empty());
    }

    void refusesTheSlowerOfTwo()
    {
        QCOMPARE(put({}, trigger(u"a"_s, 1)), Commit::Done);
        QCOMPARE(put({}, trigger(u"a"_s, 2)), Commit::Conflict);
        const auto seen = at(u"a"_s);
        QCOMPARE(put(seen, trigger(u"a"_s, 3)), Commit::Done);
        QCOMPARE(put(seen, trigger(u"a"_s, 4)), Commit::Conflict);
        QCOMPARE(put(seen, {}), Commit::Conflict);
    }

    void changesTogetherOrNotAtAll()
    {
        QCOMPARE(put({}, trigger(u"a"_s, 1)), Commit::Done);
        QCOMPARE(m_entities->commit({{{}, trigger(u"b"_s, 2)}, {{}, trigger(u"a"_s, 2)}}), Commit::Conflict);
        QVERIFY(!at(u"b"_s));
    }

    void keepsCodeAndOrderOverReopening()
    {
        Entity action;
        action.kind = Kind::Action;
        action.name = {u"guest"_s, u"p"_s, u"x"_s};
        action.updated = 7;
        action.hasCode = true;
        action.exec = json::Value::object({{u"kind"_s, json::Value::string(u"nodejs:20"_s)}});
        QCOMPARE(m_entities->commit({{{}, std::make_shared<const Entity>(action), QByteArray("\"code\"")}}), Commit::Done);
        QCOMPARE(put({}, trigger(u"a"_s, 5)), Commit::Done);
        QCOMPARE(put({}, trigger(u"b"_s, 5)), Commit::Done);
        open();
        const auto found = m_entities->find(action.name);
        QVERIFY(found);
        QCOMPARE(found->execKind(), u"nodejs:20"_s);
        QCOMPARE(m_entities->code(action.name), QByteArray("\"code\""));
        QCOMPARE(names(m_entities->list(Kind::Trigger, u"guest"_s)), (QStringList{u"b"_s, u"a"_s}));
        QCOMPARE(put(found, {}), Commit::Done);
        QCOMPARE(m_entities->code(action.name), QByteArray());
        // A new one after reopening still comes before those of the same millisecond.
        QCOMPARE(put({}, trigger(u"c"_s, 5)), Commit::Done);
        QCOMPARE(names(m_entities->list(Kind::Trigger, u"guest"_s)).first(), u"c"_s);
    }

    void remembersPastLists()
    {
        QCOMPARE(put({}, trigger(u"kept"_s, 1)), Commit::Done);
        QCOMPARE(put({}, trigger(u"gone"_s, 2)), Commit::Done);
        m_entities->rememberFor(60000);
        const auto then = QDateTime::currentMSecsSinceEpoch();
        QTRY_VERIFY(QDateTime::currentMSecsSinceEpoch() > then);
        QCOMPARE(put(at(u"gone"_s), {}), Commit::Done);
        QCOMPARE(put(at(u"kept"_s), trigger(u"kept"_s, 3, u"0.0.2"_s)), Commit::Done);
        QCOMPARE(put({}, trigger(u"new"_s, 4)), Commit::Done);
        const auto past = m_entities->list(Kind::Trigger, u"guest"_s, {}, then);
        QCOMPARE(names(past), (QStringList{u"gone"_s, u"kept"_s}));
        QCOMPARE(past.back()->version, u"0.0.1"_s);
        QCOMPARE(names(m_entities->list(Kind::Trigger, u"guest"_s)), (QStringList{u"new"_s, u"kept"_s}));
    }
};

QTEST_GUILESS_MAIN(TestSandboxEntities)
#include "tst_sandbox_entities.moc"
