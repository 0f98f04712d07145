#include "ui/editors/entity/entityhead.h"

#include "ui/editors/editorparts.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/headlayout.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {
constexpr int longestTyped = 400; ///< more than is legal, so that the user reads why it is refused
}

EntityHead::EntityHead(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new QLabel(this))
    , m_name(shortLabel({}, u"head"_s, this))
    , m_nameEdit(new QLineEdit(this))
    , m_problem(shortLabel({}, u"error"_s, this))
    , m_place(shortLabel({}, u"muted"_s, this))
    , m_chipRow(new QWidget(this))
    , m_version(new Chip({}, Chip::Tone::Neutral, this))
    , m_updated(shortLabel({}, u"muted"_s, this))
    , m_readOnly(new Chip({}, Chip::Tone::Error, this))
    , m_compare(makeButton(tr("Compare with server"), u"compare"_s, this, u"flat"_s))
    , m_revert(makeButton(tr("Revert"), u"revert"_s, this))
    , m_save(makeButton({}, u"save"_s, this, u"primary"_s))
    , m_more(makeButton(u"⋯"_s, u"more"_s, this, u"flat"_s))
{
    build();
    connect(m_nameEdit, &QLineEdit::textEdited, this, &EntityHead::nameEdited);
}

void EntityHead::build()
{
    m_name->setObjectName(u"entityName"_s);
    m_nameEdit->setObjectName(u"newName"_s);
    m_nameEdit->setMinimumWidth(200);
    m_nameEdit->setMaxLength(longestTyped);
    m_nameEdit->hide();
    m_problem->setObjectName(u"nameProblem"_s);
    m_problem->hide();
    m_version->setObjectName(u"versionChip"_s);
    m_updated->setObjectName(u"updated"_s);
    m_readOnly->setObjectName(u"readOnlyChip"_s);
    m_readOnly->set(tr("read-only"), Chip::Tone::Error);
    m_readOnly->hide();
    m_more->setAccessibleName(tr("More commands"));
    auto *chips = new QHBoxLayout(m_chipRow);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(8);
    m_chipRow->hide();
    auto *row = new HeadLayout(this);
    row->setContentsMargins(16, 10, 12, 6);
    row->addFacts({m_glyph, m_name, m_nameEdit, m_place, m_problem, m_chipRow, m_version, m_readOnly, m_updated});
    row->addButtons({m_compare, m_revert, m_save, m_more});
}

void EntityHead::showName(const QString &name, const QString &fullName, const QString &place)
{
    m_nameEdit->hide();
    m_problem->hide();
    m_name->show();
    m_name->setText(name);
    m_name->setToolTip(plainTip(fullName));
    m_place->setText(place);
    m_place->setToolTip(plainTip(place));
    m_save->setText(tr("Review && save   Ctrl S"));
}

void EntityHead::askName(const QString &proposed, const QString &placeholder)
{
    m_name->hide();
    m_nameEdit->show();
    m_nameEdit->setAccessibleName(placeholder);
    m_nameEdit->setPlaceholderText(placeholder);
    m_nameEdit->setText(proposed);
    m_save->setText(tr("Review && create   Ctrl S"));
}

void EntityHead::showGlyph(const QString &glyph)
{
    m_glyph->setPixmap(entityGlyph(glyph, devicePixelRatioF(), 18));
}

void EntityHead::showChips(const QList<EntityChip> &chips)
{
    if (m_chips == chips)
        return;
    m_chips = chips;
    qDeleteAll(m_chipRow->findChildren<Chip *>());
    for (const EntityChip &shown : chips) {
        auto *chip = new Chip(shown.text, shown.tone, m_chipRow);
        chip->setToolTip(plainTip(shown.tip));
        m_chipRow->layout()->addWidget(chip);
    }
    m_chipRow->setVisible(!chips.isEmpty());
}

void EntityHead::showStand(const QString &version, qint64 updated)
{
    m_version->set(version.isEmpty() ? QString() : u'v' + version, Chip::Tone::Neutral);
    m_version->setVisible(!version.isEmpty());
    m_updated->setVisible(updated > 0);
    if (updated <= 0)
        return;
    m_updated->setText(tr("changed %1").arg(agoText(updated, QDateTime::currentMSecsSinceEpoch())));
    m_updated->setToolTip(plainTip(timeText(updated, false, true) + u' ' + zoneText(updated)));
}

void EntityHead::showReadOnly(const QString &reason)
{
    m_readOnly->setVisible(!reason.isEmpty());
    m_readOnly->setToolTip(plainTip(reason));
}

void EntityHead::setNameProblem(const QString &problem)
{
    const QString shown = m_nameEdit->text().isEmpty() ? QString() : problem;
    m_problem->setText(shown);
    m_problem->setToolTip(plainTip(shown));
    m_problem->setVisible(asksName() && !shown.isEmpty());
}

bool EntityHead::asksName() const
{
    return !m_nameEdit->isHidden();
}

QString EntityHead::typedName() const
{
    return m_nameEdit->text();
}

void EntityHead::focusName()
{
    m_nameEdit->setFocus();
}
