#include "core/connections/profilestore.h"

#include "core/connections/profilefile.h"
#include "core/connections/profilejson.h"
#include "core/connections/text.h"

#include <QLockFile>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace connections {

namespace {

/// Writing takes a few milliseconds, so another console holds the lock no longer than that.
constexpr int lockWaitMs = 500;

qsizetype indexOf(const QList<json::Value> &items, const QString &id)
{
    for (qsizetype i = 0; i < items.size(); ++i) {
        if (items.at(i).value(u"id").toString() == id)
            return i;
    }
    return -1;
}

void put(json::Value &document, const Profile &profile)
{
    json::Value list = document.value(u"profiles");
    const qsizetype index = indexOf(list.items(), profile.id);
    json::Value object = index < 0 ? json::Value::object() : list.items().at(index);
    writeProfile(object, profile);
    if (index < 0)
        list.append(std::move(object));
    else
        list.setItem(index, std::move(object));
    document.set(u"profiles", std::move(list));
}

void drop(json::Value &document, const QString &id)
{
    json::Value list = document.value(u"profiles");
    const qsizetype index = indexOf(list.items(), id);
    if (index < 0)
        return;
    list.removeItem(index);
    document.set(u"profiles", std::move(list));
}

json::Value emptyDocument()
{
    return json::Value::object({{u"version"_s, json::Value::number(1)}, {u"profiles"_s, json::Value::array()}});
}

} // namespace

ProfileStore::ProfileStore(QString file, QObject *parent)
    : QObject(parent), m_file(std::move(file)), m_document(emptyDocument())
{
}

const Profile *ProfileStore::find(const QString &id) const
{
    const auto found = std::find_if(m_profiles.cbegin(), m_profiles.cend(),
                                    [&id](const Profile &profile) { return profile.id == id; });
    return found == m_profiles.cend() ? nullptr : &*found;
}

Result<Done> ProfileStore::load()
{
    const auto document = readProfileFile(m_file);
    if (!document)
        return document.error();
    if (document->has_value())
        take(**document);
    return Done{};
}

Result<Done> ProfileStore::save(const Profile &profile)
{
    return change([&profile](json::Value &document) { put(document, profile); });
}

Result<Done> ProfileStore::remove(const QString &id)
{
    return change([&id](json::Value &document) { drop(document, id); });
}

QString ProfileStore::newId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces);
}

/// Reads again before the write: another console may have saved meanwhile.
Result<Done> ProfileStore::change(const Edit &edit)
{
    if (auto folder = makeProfileFolder(m_file); !folder)
        return folder;
    QLockFile lock(m_file + ".lock"_L1);
    if (!lock.tryLock(lockWaitMs) && lock.error() == QLockFile::LockFailedError)
        return Error{Error::Kind::Conflict,
                     Text::tr("Another Whiskboard is writing %1 just now. Try again.").arg(m_file), {}};
    const auto read = readProfileFile(m_file);
    if (!read && read.error().kind != Error::Kind::Protocol)
        return read.error();
    json::Value document = read && read->has_value() ? **read : m_document;
    edit(document);
    const auto written = writeProfileFile(m_file, document);
    if (written)
        take(document);
    if (!read)
        Q_EMIT setAside(read.error().message);
    return written;
}

void ProfileStore::take(const json::Value &document)
{
    m_document = document;
    QList<Profile> profiles;
    for (const json::Value &item : document.value(u"profiles").items()) {
        Profile profile = profileFromJson(item);
        if (!profile.id.isEmpty())
            profiles.append(std::move(profile));
    }
    if (profiles == m_profiles)
        return;
    m_profiles = std::move(profiles);
    Q_EMIT changed();
}

} // namespace connections
