#include "ui/models/target.h"

#include <QUrl>

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

} // namespace

QString Target::toText() const
{
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
