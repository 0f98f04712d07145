#include "ui/editors/package/packagecontents.h"

#include "ui/editors/editorparts.h"
#include "ui/editors/package/contentsview.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/role.h"
#include "ui/widgets/switch.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

PackageContents::PackageContents(QWidget *parent)
    : QWidget(parent)
    , m_sharing(buildSharing())
    , m_origin(buildOrigin())
    , m_uses(plainLabel({}, u"muted"_s, this))
    , m_add(makeButton(tr("+ Action"), u"addAction"_s, this))
    , m_bind(makeButton(tr("Bind it…"), u"bindIt"_s, this))
    , m_contents(new ContentsView(this))
{
    m_uses->setObjectName(u"packageUses"_s);
    m_uses->setWordWrap(true);
    m_uses->setContentsMargins(16, 6, 16, 6);
    m_uses->hide();
    QBoxLayout *row = rowOf({plainLabel(tr("Actions and feeds"), u"title"_s, this), nullptr, m_bind, m_add});
    row->setContentsMargins(16, 8, 12, 8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_sharing);
    layout->addWidget(m_origin);
    layout->addWidget(m_uses);
    layout->addLayout(row);
    layout->addWidget(m_contents, 1);
    setFocusProxy(m_contents);
    connect(m_contents, &ContentsView::activated, this, &PackageContents::openRequested);
    connect(m_contents, &ContentsView::deleteRequested, this, &PackageContents::deleteRequested);
    connect(m_add, &QPushButton::clicked, this, &PackageContents::addRequested);
    connect(m_bind, &QPushButton::clicked, this, &PackageContents::bindRequested);
}

QWidget *PackageContents::buildSharing()
{
    auto *part = new QWidget(this);
    m_share = new Switch(tr("Shared with everybody"), part);
    m_share->setObjectName(u"share"_s);
    m_share->setCheckable(true);
    m_meaning = plainLabel({}, u"muted"_s, part);
    m_meaning->setObjectName(u"shareMeaning"_s);
    m_meaning->setWordWrap(true);
    QBoxLayout *row = rowOf({m_share, m_meaning}, 16);
    row->setStretch(1, 1);
    row->setContentsMargins(16, 10, 16, 6);
    part->setLayout(row);
    connect(m_share, &Switch::clicked, this, [this](bool on) { Q_EMIT sharingChosen(on); });
    return part;
}

QWidget *PackageContents::buildOrigin()
{
    auto *part = new QWidget(this);
    auto *glyph = new QLabel(part);
    glyph->setPixmap(entityGlyph(u"package"_s, devicePixelRatioF(), 16));
    m_originLink = makeButton({}, u"originLink"_s, part, u"link"_s);
    m_originText = plainLabel(tr("Its actions belong to that package and are changed there; the binding adds parameters "
                                 "of its own."),
                              u"muted"_s, part);
    m_originText->setWordWrap(true);
    QBoxLayout *row
        = rowOf({plainLabel(tr("Stands for"), u"muted"_s, part), glyph, m_originLink, m_originText});
    row->setStretch(3, 1);
    row->setContentsMargins(16, 10, 16, 6);
    part->setLayout(row);
    connect(m_originLink, &QPushButton::clicked, this, &PackageContents::originRequested);
    return part;
}

void PackageContents::setRows(const QList<PackageRow> &rows, const QString &emptyText)
{
    m_contents->setEmptyText(emptyText);
    m_contents->setRows(rows);
}

void PackageContents::setSharing(std::optional<bool> shared, const QString &frozen, const QStringList &secrets)
{
    m_sharing->setVisible(shared.has_value());
    if (!shared)
        return;
    const QSignalBlocker quiet(m_share);
    m_share->setChecked(*shared);
    const bool shows = *shared && !secrets.isEmpty();
    setRole(m_meaning, shows ? u"warning"_s : u"muted"_s);
    const QString shownSecrets
        = shows ? tr("These values look secret and can be read by everybody: %1.").arg(secrets.join(u", "_s)) + u' '
                : QString();
    m_meaning->setText(shownSecrets
                       + (*shared ? tr("Everybody with a key on this server can read its actions with their code and its "
                                    "parameters with their values, bind it and invoke its actions.")
                               : tr("Only this namespace sees it. When it is no longer shared, the bindings that others "
                                    "made of it stop working.")));
    enableOrExplain(m_share, frozen);
}

void PackageContents::setOrigin(const std::optional<EntityName> &provider)
{
    m_origin->setVisible(provider.has_value());
    if (!provider)
        return;
    QString text = provider->full();
    m_originLink->setText(text.replace(u'&', u"&&"_s));
}

void PackageContents::setUses(const QString &sentence)
{
    m_uses->setText(breakable(tr("Used by %1").arg(sentence)));
    m_uses->setVisible(!sentence.isEmpty());
}

void PackageContents::setAddReason(const QString &reason)
{
    enableOrExplain(m_add, reason, tr("A new action in this package"));
    m_contents->setDeletable(reason.isEmpty());
}

void PackageContents::setBindReason(const QString &reason)
{
    enableOrExplain(m_bind, reason, tr("A name of its own for this package, with further parameters"));
}
