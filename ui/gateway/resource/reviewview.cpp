// What the review of a gateway object is made of.
#include "core/gateway/session.h"
#include "ui/gateway/resource/conflictview.h"
#include "ui/gateway/resource/resourcereview.h"
#include "ui/gateway/resource/resourcetext.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/stateview.h"

#include <QButtonGroup>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QShortcut>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ResourceReview::ResourceReview(ResourceState &state, Mode mode, QWidget *parent)
    : QDialog(parent)
    , m_state(state)
    , m_mode(mode)
    , m_create(state.isNew())
    , m_mine(state.value())
    , m_content(new ReviewContent(this))
    , m_view(new StateView(m_content, this))
    , m_conflict(new MessageBar(this))
    , m_conflicts(new ConflictView(this))
    , m_message(new MessageBar(this))
    , m_checkChip(new Chip({}, Chip::Tone::Neutral, this))
    , m_open(plainLabel({}, u"error"_s, this))
    , m_saveButton(makeButton(m_create ? tr("Create   Ctrl ↵") : tr("Save   Ctrl ↵"), u"reviewSave"_s, this, u"primary"_s))
    , m_draft(makeButton(tr("Save as draft"), u"reviewDraft"_s, this))
    , m_cancel(makeButton(mode == Mode::Compare ? tr("Close") : tr("Cancel"), u"reviewCancel"_s, this))
{
    build();
    connectAll();
    read();
}

ResourceReview::~ResourceReview() = default;

void ResourceReview::build()
{
    setWindowTitle(m_mode == Mode::Compare ? tr("Compare with server") : m_create ? tr("Review and create") : tr("Review and save"));
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"resourceReview"_s);
    resize(1180, 720);
    m_view->setObjectName(u"reviewState"_s);
    m_conflict->setObjectName(u"conflict"_s);
    m_message->setObjectName(u"reviewMessage"_s);
    m_checkChip->setObjectName(u"checkChip"_s);
    m_open->setObjectName(u"openConflicts"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(m_conflict);
    layout->addWidget(buildWays());
    layout->addWidget(m_conflicts);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_message);
    layout->addWidget(buildFoot());
}

QWidget *ResourceReview::buildHead()
{
    auto *head = new QFrame(this);
    setRole(head, u"bar"_s);
    auto *glyph = new QLabel(head);
    glyph->setPixmap(entityGlyph(resource::glyphOf(m_state.key().kind), devicePixelRatioF(), 18));
    QLabel *name = shortLabel(resource::titleOf(m_state.key(), m_mine), u"head"_s, head);
    name->setObjectName(u"reviewName"_s);
    const QString connection = m_state.session() ? m_state.session()->connectionName() + u" · "_s : QString();
    QLabel *about = plainLabel(connection + resource::aboutText(m_state.key(), m_mine), u"muted"_s, head);
    QPushButton *side = makeButton(tr("Side by side"), u"sideBySide"_s, head, u"segment"_s);
    QPushButton *inlined = makeButton(tr("Inline"), u"inlineDiff"_s, head, u"segment"_s);
    auto *group = new QButtonGroup(head);
    for (QPushButton *button : {side, inlined}) {
        button->setCheckable(true);
        group->addButton(button);
    }
    side->setChecked(true);
    connect(side, &QPushButton::toggled, m_content, &ReviewContent::setSideBySide);
    QPushButton *up = makeButton(u"↑"_s, u"previousChange"_s, head);
    QPushButton *down = makeButton(u"↓"_s, u"nextChange"_s, head);
    up->setAccessibleName(tr("Previous change"));
    down->setAccessibleName(tr("Next change"));
    connect(up, &QPushButton::clicked, m_content, [this] { m_content->step(false); });
    connect(down, &QPushButton::clicked, m_content, [this] { m_content->step(true); });
    m_checkChip->setVisible(m_mode == Mode::Save);
    QBoxLayout *row = rowOf({glyph, name, about, m_checkChip, nullptr, side, inlined, up, down});
    row->setContentsMargins(12, 10, 12, 10);
    head->setLayout(row);
    return head;
}

QWidget *ResourceReview::buildWays()
{
    m_ways = new QWidget(this);
    m_mergeWay = new QRadioButton(tr("Merge"), m_ways);
    m_overwriteWay = new QRadioButton(tr("Overwrite with mine"), m_ways);
    m_mergeWay->setObjectName(u"mergeWay"_s);
    m_overwriteWay->setObjectName(u"overwriteWay"_s);
    m_mergeWay->setChecked(true);
    QBoxLayout *row = rowOf({m_mergeWay, m_overwriteWay, nullptr}, 24);
    row->setContentsMargins(16, 6, 16, 6);
    m_ways->setLayout(row);
    m_ways->hide();
    return m_ways;
}

QWidget *ResourceReview::buildFoot()
{
    auto *foot = new QFrame(this);
    setRole(foot, u"foot"_s);
    const bool comparing = m_mode == Mode::Compare;
    m_saveButton->setVisible(!comparing);
    m_draft->setVisible(!comparing && m_state.services().store);
    QBoxLayout *row = rowOf({m_open, nullptr, m_draft, m_cancel, m_saveButton});
    row->setContentsMargins(12, 10, 12, 10);
    foot->setLayout(row);
    return foot;
}

void ResourceReview::connectAll()
{
    connect(m_saveButton, &QPushButton::clicked, this, &ResourceReview::save);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_draft, &QPushButton::clicked, this, [this] {
        Q_EMIT draftWanted();
        reject();
    });
    connect(m_mergeWay, &QRadioButton::toggled, this, &ResourceReview::compare);
    connect(m_conflicts, &ConflictView::typing, this, &ResourceReview::ageAnswer);
    connect(m_conflicts, &ConflictView::chosen, this, &ResourceReview::compare);
    connect(m_view, &StateView::retryRequested, this, &ResourceReview::read);
    connect(m_view, &StateView::cancelRequested, this, &QDialog::reject);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, m_saveButton, &QPushButton::click);
    }
    if (gateway::Session *session = m_state.session())
        connect(session, &QObject::destroyed, this, &ResourceReview::enable);
}
