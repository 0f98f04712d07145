#include "ui/gateway/resource/resourcehead.h"

#include "ui/widgets/glyph.h"
#include "ui/widgets/headlayout.h"
#include "ui/widgets/parts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {
constexpr int longestTyped = 400; ///< more than is legal, so that the user reads why it is refused
}

ResourceHead::ResourceHead(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new QLabel(this))
    , m_name(shortLabel({}, u"head"_s, this))
    , m_id(new QLineEdit(this))
    , m_problem(shortLabel({}, u"error"_s, this))
    , m_chipRow(new QWidget(this))
    , m_about(shortLabel({}, u"muted"_s, this))
    , m_test(makeButton(tr("Send test request"), u"sendTest"_s, this))
    , m_revert(makeButton(tr("Revert"), u"revert"_s, this))
    , m_save(makeButton({}, u"save"_s, this, u"primary"_s))
    , m_more(makeButton(u"⋯"_s, u"more"_s, this, u"flat"_s))
{
    build();
    connect(m_id, &QLineEdit::textEdited, this, &ResourceHead::idEdited);
}

void ResourceHead::build()
{
    m_name->setObjectName(u"resourceName"_s);
    m_id->setObjectName(u"newId"_s);
    m_id->setMinimumWidth(220);
    m_id->setMaxLength(longestTyped);
    m_id->hide();
    m_problem->setObjectName(u"idProblem"_s);
    m_problem->hide();
    m_about->setObjectName(u"resourceAbout"_s);
    m_more->setAccessibleName(tr("More commands"));
    auto *chips = new QHBoxLayout(m_chipRow);
    chips->setContentsMargins(0, 0, 0, 0);
    chips->setSpacing(8);
    m_chipRow->hide();
    auto *row = new HeadLayout(this);
    row->setContentsMargins(16, 10, 12, 6);
    row->addFacts({m_glyph, m_name, m_id, m_problem, m_chipRow, m_about});
    row->addButtons({m_test, m_revert, m_save, m_more});
}

void ResourceHead::showName(const QString &name, const QString &about, const QString &tip)
{
    m_name->setText(name);
    m_name->setToolTip(plainTip(tip));
    m_about->setText(about);
    m_about->setToolTip(plainTip(tip));
    m_save->setText(asksId() ? tr("Review && create") : tr("Review && save"));
}

void ResourceHead::showGlyph(const QString &glyph)
{
    m_glyph->setPixmap(entityGlyph(glyph, devicePixelRatioF(), 18));
}

void ResourceHead::showMarks(const QList<Mark> &marks)
{
    if (m_marks == marks)
        return;
    m_marks = marks;
    qDeleteAll(m_chipRow->findChildren<Chip *>());
    for (const Mark &mark : marks) {
        auto *chip = new Chip(mark.text, mark.tone, m_chipRow);
        chip->setToolTip(plainTip(mark.tip));
        m_chipRow->layout()->addWidget(chip);
    }
    m_chipRow->setVisible(!marks.isEmpty());
}

void ResourceHead::askId(const QString &proposed, const QString &placeholder)
{
    m_id->setVisible(!placeholder.isEmpty());
    m_id->setAccessibleName(placeholder);
    m_id->setPlaceholderText(placeholder);
    if (m_id->text() != proposed)
        m_id->setText(proposed);
    m_problem->setVisible(asksId() && !m_problem->text().isEmpty());
}

void ResourceHead::setIdProblem(const QString &problem)
{
    const QString text = m_id->text().isEmpty() ? QString() : problem;
    m_problem->setText(text);
    m_problem->setToolTip(plainTip(text));
    m_problem->setVisible(asksId() && !text.isEmpty());
}

bool ResourceHead::asksId() const
{
    return !m_id->isHidden();
}

QString ResourceHead::typedId() const
{
    return m_id->text();
}

void ResourceHead::focusId()
{
    m_id->setFocus();
}
