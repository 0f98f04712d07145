#include "ui/activations/detail/whyslowbox.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "ui/activations/detail/whyslowtext.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QGridLayout>
#include <QLabel>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;
using insight::Usual;

namespace {

QLabel *cell(QWidget *parent, const QString &name, Qt::Alignment alignment = Qt::AlignRight | Qt::AlignVCenter)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setAlignment(alignment);
    return label;
}

QString dotted(insight::Phase phase)
{
    return u"● "_s + whyslowtext::phase(phase);
}

} // namespace

WhySlowBox::WhySlowBox(QWidget *parent)
    : QWidget(parent), m_title(withRole(new QLabel(this), u"section"_s)), m_basis(withRole(new QLabel(this), u"small"_s)),
      m_sentence(new MessageBar(this)), m_table(new QWidget(this))
{
    build();
    clear();
}

WhySlowBox::~WhySlowBox()
{
    m_stop.request_stop();
}

void WhySlowBox::build()
{
    setObjectName(u"whySlow"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setObjectName(u"whySlowTitle"_s);
    m_basis->setTextFormat(Qt::PlainText);
    m_basis->setObjectName(u"whySlowBasis"_s);
    m_sentence->setObjectName(u"whySlowSentence"_s);
    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(m_basis);
    auto *grid = new QGridLayout(m_table);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    const QString heads[] = {tr("Phase"), tr("This run"), tr("Usual p50, p95"), tr("Share")};
    for (int column = 0; column < 4; ++column) {
        auto *head = withRole(new QLabel(heads[column], m_table), u"small"_s);
        head->setAlignment(column ? Qt::AlignRight : Qt::AlignLeft);
        grid->addWidget(head, 0, column);
    }
    for (int row = 0; row < 3; ++row)
        m_rows.append(addRow(grid, row + 1));
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_sentence);
    layout->addWidget(m_table);
    layout->addStretch();
}

WhySlowBox::Row WhySlowBox::addRow(QGridLayout *grid, int row)
{
    static const QString names[] = {u"wait"_s, u"init"_s, u"run"_s};
    const QString &name = names[row - 1];
    const Row made{cell(m_table, name, Qt::AlignLeft | Qt::AlignVCenter), cell(m_table, name + u"This"_s),
                   cell(m_table, name + u"Usual"_s), cell(m_table, name + u"Share"_s),
                   new Chip({}, Chip::Tone::Neutral, m_table)};
    made.verdict->setObjectName(name + u"Verdict"_s);
    QFont bold = made.run->font();
    bold.setBold(true);
    made.run->setFont(bold);
    setRole(made.usual, u"muted"_s);
    setRole(made.share, u"muted"_s);
    int column = 0;
    for (QWidget *part : {static_cast<QWidget *>(made.name), static_cast<QWidget *>(made.run), static_cast<QWidget *>(made.usual),
                          static_cast<QWidget *>(made.share), static_cast<QWidget *>(made.verdict)})
        grid->addWidget(part, row, column++);
    return made;
}

void WhySlowBox::clear()
{
    m_stop.request_stop();
    m_work.reset();
    m_title->setText(tr("WHY SLOW"));
    m_basis->clear();
    m_sentence->clear();
    m_table->hide();
}

void WhySlowBox::show(const openwhisk::ActivationSummary &summary, const insight::ActivationTable::Ptr &table)
{
    clear();
    m_title->setText(tr("WHY SLOW: %1").arg(summary.name.name));
    if (summary.kind.isEmpty())
        return m_sentence->show(MessageBar::Kind::Info, tr("A fire takes no time of its own; its actions do."));
    if (!table)
        return showWhy(summary, {});
    m_stop = std::stop_source();
    m_work = std::make_unique<QObject>();
    const auto usual = QtConcurrent::run(workers(), [summary, table, stop = m_stop.get_token()] {
        return Result<Usual>(insight::usualOf(*table, summary, stop));
    });
    deliver(usual, m_work.get(), [this, summary](const Result<Usual> &found) { showWhy(summary, *found); });
}

void WhySlowBox::showWhy(const openwhisk::ActivationSummary &summary, const Usual &usual)
{
    const insight::WhySlow why = insight::whySlow(summary, usual);
    m_basis->setText(whyslowtext::basis(usual));
    m_sentence->show(whyslowtext::isGrave(why) ? MessageBar::Kind::Warning : MessageBar::Kind::Info, whyslowtext::sentence(why));
    const bool failed = summary.status != openwhisk::ActivationStatus::Success && !summary.timedOut;
    const Theme &theme = theme::current();
    const QColor colors[] = {theme.wait, theme.init, failed ? theme.error : theme.run};
    for (int i = 0; i < m_rows.size() && i < why.phases.size(); ++i) {
        const insight::PhaseJudgement &judged = why.phases.at(i);
        const Row &row = m_rows.at(i);
        row.name->setText(dotted(judged.phase));
        QPalette colored = row.name->palette();
        colored.setColor(QPalette::WindowText, colors[i]);
        row.name->setPalette(colored);
        row.run->setText(judged.ms ? millisText(*judged.ms) : u"–"_s);
        row.usual->setText(whyslowtext::usual(judged));
        row.share->setText(judged.ms ? whyslowtext::share(judged.share) : QString());
        const auto verdict = whyslowtext::judgement(judged);
        row.verdict->set(verdict.text, verdict.tone);
    }
    m_table->show();
}
