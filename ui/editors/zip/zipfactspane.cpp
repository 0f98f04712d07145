#include "ui/editors/zip/zipfactspane.h"

#include "ui/editors/codetext.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr int mostChanges = 12; ///< more are counted
}

ZipFactsPane::ZipFactsPane(QWidget *parent)
    : QWidget(parent)
    , m_fits(new Chip({}, Chip::Tone::Success, this))
    , m_bar(new QProgressBar(this))
    , m_left(plainLabel({}, u"muted"_s, this))
    , m_warning(new MessageBar(this))
    , m_changedTitle(sectionLabel({}, this))
    , m_changes(new QVBoxLayout)
    , m_others(plainLabel({}, u"muted"_s, this))
{
    build();
}

QLabel *ZipFactsPane::fact(QFormLayout *form, const QString &title, const QString &name)
{
    QLabel *value = shortLabel({}, {}, this);
    value->setObjectName(name);
    form->addRow(plainLabel(title, u"muted"_s, this), value);
    return value;
}

void ZipFactsPane::build()
{
    setRole(this, u"pane"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_fits->setObjectName(u"zipFits"_s);
    m_left->setObjectName(u"zipLeft"_s);
    m_left->setWordWrap(true);
    m_others->setWordWrap(true);
    m_others->setObjectName(u"zipOthers"_s);
    m_warning->setObjectName(u"zipWarning"_s);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(5);
    m_bar->setRange(0, 1000);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 12);
    layout->addLayout(rowOf({sectionLabel(tr("Size"), this), nullptr, m_fits}));
    const auto form = [this, layout] {
        auto *made = new QFormLayout;
        made->setHorizontalSpacing(24);
        made->setVerticalSpacing(5);
        made->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        layout->addLayout(made);
        return made;
    };
    QFormLayout *size = form();
    m_unpacked = fact(size, tr("Unpacked"), u"zipUnpacked"_s);
    m_zip = fact(size, tr("Zip"), u"zipPacked"_s);
    m_sent = fact(size, tr("As sent"), u"zipSent"_s);
    m_limit = fact(size, tr("Limit"), u"zipLimit"_s);
    layout->addWidget(m_bar);
    layout->addWidget(m_left);
    layout->addSpacing(10);
    layout->addWidget(sectionLabel(tr("What is in it"), this));
    QFormLayout *inside = form();
    m_start = fact(inside, tr("Start"), u"zipStart"_s);
    m_kind = fact(inside, tr("Kind"), u"zipKind"_s);
    m_largest = fact(inside, tr("Largest"), u"zipLargest"_s);
    layout->addWidget(m_warning);
    layout->addSpacing(10);
    layout->addWidget(m_changedTitle);
    layout->addLayout(m_changes);
    layout->addWidget(m_others);
    layout->addStretch();
}

void ZipFactsPane::setShown(const Shown &shown)
{
    showSize(shown);
    m_start->setText(shown.start);
    m_kind->setText(shown.kind);
    m_largest->setText(shown.facts.largest);
    showWarning(shown);
    showChanges(shown);
}

void ZipFactsPane::showSize(const Shown &shown)
{
    const qint64 limit = codetext::maxSentBytes;
    const qint64 left = limit - shown.sentBytes;
    m_unpacked->setText(sizeText(shown.facts.unpacked));
    m_zip->setText(sizeText(shown.zipBytes));
    m_sent->setText(tr("%1 base64").arg(sizeText(shown.sentBytes)));
    m_limit->setText(tr("%1 of this server").arg(sizeText(limit)));
    m_bar->setValue(int(std::min<qint64>(1000, shown.sentBytes * 1000 / limit)));
    m_fits->set(left >= 0 ? tr("fits") : tr("too large"), left >= 0 ? Chip::Tone::Success : Chip::Tone::Error);
    const int percent = int(shown.sentBytes * 100 / limit);
    m_left->setText(left >= 0 ? tr("%1 % of the limit, %2 left").arg(percent).arg(sizeText(left))
                              : tr("%1 over the limit: the server would refuse it. Leave something out.").arg(sizeText(-left)));
}

void ZipFactsPane::showWarning(const Shown &shown)
{
    const ZipFacts &facts = shown.facts;
    const auto warn = [this](const QString &text) { m_warning->show(MessageBar::Kind::Warning, text); };
    if (facts.files == 0)
        return warn(tr("The zip is empty: an action made of it cannot start."));
    if (facts.bomb)
        return warn(tr("It unpacks to %1, which no container has room for: a mistake, or made to do harm. Nothing of it "
                       "is unpacked here but what you open.")
                        .arg(sizeText(facts.unpacked)));
    if (facts.odd > 0)
        return warn(tr("%1 entries lead out of the zip, are links or encrypted. They are marked, never opened, and "
                       "stay as they are.")
                        .arg(facts.odd));
    if (!shown.missing.isEmpty())
        return warn(shown.missing);
    if (facts.needless.isEmpty())
        return m_warning->clear();
    warn(tr("%1/ is in the zip and is not needed to run.").arg(facts.needless));
    if (!shown.readOnly)
        m_warning->addButton(tr("Leave it out"), [this, folder = facts.needless] { Q_EMIT leaveOutRequested(folder); });
}

void ZipFactsPane::addChange(const QString &path, const QString &mark)
{
    auto *row = new QWidget(this);
    QPushButton *link = makeButton(path, u"zipChange"_s, row, u"link"_s);
    link->setToolTip(plainTip(path));
    link->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    QLabel *count = plainLabel(mark, u"muted"_s, row);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(link, 1);
    layout->addWidget(count);
    m_changes->addWidget(row);
    m_lines.insert(path, count);
    connect(link, &QPushButton::clicked, this, [this, path] { Q_EMIT fileRequested(path); });
}

void ZipFactsPane::showChanges(const Shown &shown)
{
    while (QLayoutItem *item = m_changes->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    m_lines.clear();
    const ZipFacts &facts = shown.facts;
    const qsizetype count = facts.changed.size() + facts.added.size() + facts.gone.size();
    const bool known = !shown.version.isEmpty();
    m_changedTitle->setVisible(known);
    m_others->setVisible(known);
    if (!known)
        return;
    m_changedTitle->setText((count == 0 ? tr("Unchanged since v%1").arg(shown.version)
                                        : tr("Changed since v%1, %2 files").arg(shown.version).arg(count))
                                .toUpper());
    for (const QString &path : facts.changed.first(std::min<qsizetype>(mostChanges, facts.changed.size()))) {
        addChange(path, tr("changed"));
        Q_EMIT linesWanted(path);
    }
    for (const QString &path : facts.added.first(std::min<qsizetype>(mostChanges, facts.added.size())))
        addChange(path, tr("added"));
    for (const QString &path : facts.gone.first(std::min<qsizetype>(mostChanges, facts.gone.size())))
        addChange(path, tr("left out"));
    m_others->setText(tr("The other %1 files go in as they were, byte by byte, with their times and modes.")
                          .arg(countText(facts.files - facts.changed.size() - facts.added.size())));
}

void ZipFactsPane::setLines(const QString &path, LineCounts lines)
{
    if (QLabel *count = m_lines.value(path))
        count->setText(u"+%1 −%2"_s.arg(lines.added).arg(lines.removed));
}
