#include "ui/models/target.h"

#include <QUrl>
#include <QUuid>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct KindWord {
    Target::Kind kind;
    QLatin1StringView word;
};

constexpr std::array kindWords{
    KindWord{Target::Kind::Action, "action"_L1},         KindWord{Target::Kind::NewAction, "new-action"_L1},
    KindWord{Target::Kind::Package, "package"_L1},       KindWord{Target::Kind::Trigger, "trigger"_L1},
    KindWord{Target::Kind::Rule, "rule"_L1},             KindWord{Target::Kind::Activation, "activation"_L1},
    KindWord{Target::Kind::Activations, "activations"_L1}, KindWord{Target::Kind::NewSequence, "new-sequence"_L1},
    KindWord{Target::Kind::NewPackage, "new-package"_L1}, KindWord{Target::Kind::NewBinding, "new-binding"_L1},
    KindWord{Target::Kind::NewTrigger, "new-trigger"_L1}, KindWord{Target::Kind::NewRule, "new-rule"_L1},
    KindWord{Target::Kind::PublicPackages, "public-packages"_L1}, KindWord{Target::Kind::Apis, "apis"_L1},
    KindWord{Target::Kind::Server, "server"_L1},
};

QString encoded(const QString &part)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(part));
}

QString decoded(QStringView part)
{
    return QUrl::fromPercentEncoding(part.toUtf8());
}

QString nameText(const openwhisk::EntityName &name)
{
    const QStringList parts = name.package.isEmpty() ? QStringList{encoded(name.name)}
                                                     : QStringList{encoded(name.package), encoded(name.name)};
    return name.ns == "_"_L1 ? parts.join('/'_L1) : u'/' + encoded(name.ns) + u'/' + parts.join('/'_L1);
}

openwhisk::EntityName nameOf(QString text)
{
    openwhisk::EntityName name;
    if (const qsizetype end = text.indexOf('/'_L1, 1); text.startsWith('/'_L1) && end > 0) {
        name.ns = decoded(QStringView(text).mid(1, end - 1));
        text = text.mid(end + 1);
    }
    const qsizetype slash = text.indexOf('/'_L1);
    if (slash >= 0)
        name.package = decoded(QStringView(text).left(slash));
    name.name = decoded(QStringView(text).mid(slash + 1));
    return name;
}

struct GatewayPrefix {
    Target::Kind kind;
    QLatin1StringView text;
};

/// "gateway-list-" before "gateway-": the first that fits counts.
constexpr std::array gatewayPrefixes{
    GatewayPrefix{Target::Kind::GatewayList, "gateway-list-"_L1},
    GatewayPrefix{Target::Kind::NewGatewayObject, "gateway-new-"_L1},
    GatewayPrefix{Target::Kind::GatewayObject, "gateway-"_L1},
};

/// The collection's name, which no translation and no version changes.
QString word(gateway::Kind kind)
{
    return QString::fromLatin1(gateway::rulesOf(kind).path).replace('_'_L1, '-'_L1);
}

QString gatewayText(const Target &target)
{
    QString text;
    for (const GatewayPrefix &prefix : gatewayPrefixes) {
        if (prefix.kind == target.kind)
            text = prefix.text;
    }
    text += word(target.gatewayKind) + ':'_L1;
    if (!target.parent.isEmpty())
        text += encoded(target.parent) + '/'_L1;
    return text + encoded(target.id);
}

std::optional<Target> gatewayTarget(QStringView head, QStringView rest)
{
    for (const GatewayPrefix &prefix : gatewayPrefixes) {
        if (!head.startsWith(prefix.text))
            continue;
        for (const gateway::Kind kind : gateway::allKinds()) {
            if (head.mid(prefix.text.size()) != word(kind))
                continue;
            const qsizetype slash = rest.indexOf('/'_L1);
            Target target{prefix.kind};
            target.gatewayKind = kind;
            target.parent = slash < 0 ? QString() : decoded(rest.left(slash));
            target.id = decoded(rest.mid(slash + 1));
            return target;
        }
    }
    return std::nullopt;
}

constexpr auto copyMark = "copy:"_L1;

} // namespace

bool isGateway(const Target &target)
{
    return target.kind == Target::Kind::GatewayList || target.kind == Target::Kind::GatewayObject
        || target.kind == Target::Kind::NewGatewayObject;
}

Target gatewayList(gateway::Kind kind)
{
    Target target{Target::Kind::GatewayList};
    target.gatewayKind = kind;
    return target;
}

Target gatewayObject(const gateway::Key &key)
{
    Target target{Target::Kind::GatewayObject, {}, key.id};
    target.gatewayKind = key.kind;
    target.parent = key.parent;
    return target;
}

Target newGatewayObject(gateway::Kind kind, const QString &parent, const QString &copyOf)
{
    Target target{Target::Kind::NewGatewayObject, {}, QUuid::createUuid().toString(QUuid::Id128)};
    if (!copyOf.isEmpty())
        target.id = copyMark + target.id + ':'_L1 + copyOf;
    target.gatewayKind = kind;
    target.parent = parent;
    return target;
}

QString copiedId(const Target &target)
{
    const bool copy = target.kind == Target::Kind::NewGatewayObject && target.id.startsWith(copyMark);
    return copy ? target.id.section(':'_L1, 2) : QString();
}

gateway::Key keyOf(const Target &target)
{
    return {target.gatewayKind, target.kind == Target::Kind::GatewayObject ? target.id : QString(), target.parent};
}

QString gatewayGlyph(gateway::Kind kind)
{
    return kind == gateway::Kind::Route ? u"route"_s : word(kind); // which shows by its first letter
}

QString Target::toText() const
{
    if (isGateway(*this))
        return gatewayText(*this);
    QString text;
    for (const KindWord &known : kindWords) {
        if (known.kind == kind)
            text = known.word;
    }
    text += ':'_L1 + nameText(name);
    return id.isEmpty() ? text : text + '#'_L1 + encoded(id);
}

std::optional<Target> Target::fromText(const QString &text)
{
    const qsizetype colon = text.indexOf(':'_L1);
    const qsizetype hash = text.indexOf('#'_L1);
    if (text.startsWith("gateway-"_L1) && colon > 0)
        return gatewayTarget(QStringView(text).left(colon), QStringView(text).mid(colon + 1));
    for (const KindWord &known : kindWords) {
        if (colon < 0 || QStringView(text).left(colon) != known.word)
            continue;
        Target target{known.kind};
        target.name = nameOf(text.mid(colon + 1, hash < 0 ? -1 : hash - colon - 1));
        target.id = hash < 0 ? QString() : decoded(QStringView(text).mid(hash + 1));
        return target;
    }
    return std::nullopt;
}
