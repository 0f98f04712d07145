#include "ui/editors/code/movedialog.h"

#include "core/async/deliver.h"
#include "core/history/store.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/messagebar.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {
enum Role { KindRole = Qt::UserRole, NameRole };
enum UseKind { RuleItem, SequenceItem };
} // namespace

MoveDialog::MoveDialog(Session &session, history::Store &store, const EntityName &name, const history::Key &key,
                       bool keepOld, QWidget *parent)
    : Dialog(parent)
    , m_session(&session)
    , m_store(store)
    , m_from{u"_"_s, name.package, name.name}
    , m_key(key)
    , m_uses(session, insight::Subject::Action, m_from)
    , m_package(new QComboBox(this))
    , m_name(new QLineEdit(name.name, this))
    , m_keep(new QCheckBox(tr("Keep the old one as well (a copy)"), this))
    , m_usesTitle(sectionLabel({}, this))
    , m_usesList(new QListWidget(this))
    , m_steps(new QListWidget(this))
    , m_problem(plainLabel({}, u"error"_s, this))
    , m_message(new MessageBar(this))
    , m_go(makeButton({}, u"moveGo"_s, this, u"primary"_s))
    , m_cancel(makeButton(tr("Cancel"), u"moveCancel"_s, this))
{
    m_keep->setChecked(keepOld);
    build();
    fillPackages();
    connect(m_name, &QLineEdit::textChanged, this, &MoveDialog::showPlan);
    connect(m_package, &QComboBox::currentIndexChanged, this, &MoveDialog::showPlan);
    connect(m_keep, &QCheckBox::toggled, this, &MoveDialog::proposeUses);
    connect(m_usesList, &QListWidget::itemChanged, this, &MoveDialog::showPlan);
    connect(&m_uses, &insight::UsesLoad::changed, this, &MoveDialog::showUses);
    connect(m_go, &QPushButton::clicked, this, &MoveDialog::run);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    showUses();
    m_name->setFocus();
    m_name->selectAll();
}

MoveDialog::~MoveDialog() = default;

void MoveDialog::reject()
{
    if (m_job)
        Q_EMIT left(plan().to, m_running ? m_job->leftSentence() : m_job->standSentence());
    Dialog::reject();
}

void MoveDialog::build()
{
    setWindowTitle(tr("Rename, move or copy %1").arg(m_from.shown()));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(560, 560);
    m_package->setObjectName(u"movePackage"_s);
    m_package->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon); // names have up to 256 characters
    m_package->setMinimumContentsLength(20);
    m_name->setObjectName(u"moveName"_s);
    m_keep->setObjectName(u"moveKeep"_s);
    m_usesList->setObjectName(u"moveUses"_s);
    m_usesList->setAccessibleName(tr("What refers to it"));
    m_steps->setObjectName(u"moveSteps"_s);
    m_steps->setAccessibleName(tr("What will be done"));
    m_steps->setSelectionMode(QAbstractItemView::NoSelection);
    m_problem->setObjectName(u"moveProblem"_s);
    m_problem->setWordWrap(true);
    m_message->setObjectName(u"moveMessage"_s);
    auto *layout = new QVBoxLayout(this);
    auto *form = new QFormLayout;
    form->addRow(tr("&Package"), m_package);
    form->addRow(tr("&Name"), m_name);
    form->addRow(QString(), m_keep);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(m_usesTitle);
    layout->addWidget(m_usesList, 1);
    layout->addWidget(sectionLabel(tr("What will be done, in this order"), this));
    layout->addWidget(m_steps, 1);
    layout->addWidget(aboutLabel());
    layout->addWidget(m_message);
    layout->addLayout(rowOf({nullptr, m_cancel, m_go}));
    m_go->setDefault(true);
}

QLabel *MoveDialog::aboutLabel()
{
    QString text = tr("Its own parameters, annotations, limits and code go along; those of the package do not. Its activations "
                      "stay under the old name.");
    if (!m_from.package.isEmpty())
        text += u' ' + tr("Where the package's parameters hide which are its own, a first write asks for that; it changes nothing "
                          "but the old one's time of change.");
    auto *label = plainLabel(text, u"muted"_s, this);
    label->setObjectName(u"moveAbout"_s);
    label->setWordWrap(true);
    return label;
}

void MoveDialog::fillPackages()
{
    m_package->addItem(tr("Default package"), QString());
    QStringList packages;
    if (m_session && m_session->packages().rows)
        for (const PackageSummary &row : *m_session->packages().rows)
            if (!row.binding)
                packages.append(row.name.name);
    packages.sort();
    if (!m_from.package.isEmpty() && !packages.contains(m_from.package))
        packages.append(m_from.package);
    for (const QString &package : std::as_const(packages))
        m_package->addItem(package, package);
    m_package->setCurrentIndex(m_package->findData(m_from.package));
}

/// Of a copy nobody expects that rules run it at once.
void MoveDialog::proposeUses()
{
    {
        const QSignalBlocker quiet(m_usesList);
        for (int i = 0; i < m_usesList->count(); ++i)
            m_usesList->item(i)->setCheckState(m_keep->isChecked() ? Qt::Unchecked : Qt::Checked);
    }
    showPlan();
}

void MoveDialog::showUses()
{
    if (m_job)
        return; // the plan is fixed
    const insight::Uses &uses = m_uses.uses();
    QHash<std::pair<int, QString>, Qt::CheckState> ticked; // what the user ticked and unticked stays so
    for (int i = 0; i < m_usesList->count(); ++i) {
        const QListWidgetItem *item = m_usesList->item(i);
        ticked.insert({item->data(KindRole).toInt(), item->data(NameRole).toString()}, item->checkState());
    }
    const Qt::CheckState proposed = m_keep->isChecked() ? Qt::Unchecked : Qt::Checked;
    const QSignalBlocker quiet(m_usesList);
    m_usesList->clear();
    const auto add = [&](UseKind kind, const EntityName &name, const QString &glyph, const QString &text) {
        auto *item = new QListWidgetItem(entityIcon(glyph), text, m_usesList);
        item->setData(KindRole, kind);
        item->setData(NameRole, name.full());
        item->setCheckState(ticked.value({kind, name.full()}, proposed));
    };
    for (const insight::RuleUse &use : uses.rules)
        add(RuleItem, use.rule, u"rule"_s,
            use.active.value_or(false) ? tr("rule %1 (active)").arg(use.rule.name) : tr("rule %1").arg(use.rule.name));
    for (const insight::SequenceUse &use : uses.sequences)
        add(SequenceItem, use.sequence, u"sequence"_s, tr("sequence %1").arg(use.sequence.shown()));
    m_usesList->setVisible(m_usesList->count() > 0);
    const QString progress = m_uses.progress();
    m_usesTitle->setText((!progress.isEmpty()            ? progress
                          : m_usesList->count() == 0 ? tr("No rule and no sequence refers to it")
                                                      : tr("These refer to it: make them use the new one"))
                             .toUpper());
    showPlan();
}

MovePlan MoveDialog::plan() const
{
    MovePlan plan{m_from, {u"_"_s, m_package->currentData().toString(), m_name->text()}, !m_keep->isChecked(), {}, {}};
    for (int i = 0; i < m_usesList->count(); ++i) {
        const QListWidgetItem *item = m_usesList->item(i);
        const auto name = parseActionName(item->data(NameRole).toString());
        if (item->checkState() == Qt::Checked && name)
            (item->data(KindRole).toInt() == RuleItem ? plan.rules : plan.sequences).append(*name);
    }
    return plan;
}

void MoveDialog::showPlan()
{
    if (m_job)
        return;
    m_steps->clear();
    for (const MoveItem &item : moveItems(plan()))
        m_steps->addItem(u"· "_s + moveText(item));
    m_go->setText(m_keep->isChecked() ? tr("Copy") : m_package->currentData().toString() == m_from.package ? tr("Rename") : tr("Move"));
    enable();
}

QString MoveDialog::problem() const
{
    const EntityName to = plan().to;
    if (!m_session)
        return tr("The connection is closed.");
    if (m_session->readOnly())
        return tr("This connection is read-only.");
    if (m_job)
        return {}; // by now it may be ours that has the name
    if (to == m_from)
        return tr("It is called so already.");
    if (const QString bad = nameProblem(to.name); !bad.isEmpty())
        return bad;
    const auto &rows = m_session->actions().rows;
    const bool taken = rows && std::any_of(rows->begin(), rows->end(), [&to](const ActionSummary &row) {
        return row.name.name == to.name && row.name.package == to.package;
    });
    return taken ? tr("An action of this name exists already.") : QString();
}

void MoveDialog::enable()
{
    const QString reason = problem();
    m_problem->setText(breakable(reason));
    enableOrExplain(m_go, m_running ? tr("It is under way.") : reason);
    for (QWidget *input : QList<QWidget *>{m_package, m_name, m_keep, m_usesList})
        input->setEnabled(!m_running && !m_job);
}

void MoveDialog::run()
{
    if (m_job) {
        m_running = true;
        m_message->clear();
        enable();
        showDone();
        return m_job->goOn();
    }
    if (!problem().isEmpty())
        return enable();
    m_message->clear();
    m_job = new MoveJob(*m_session, plan(), this);
    m_running = true;
    connect(m_job, &MoveJob::advanced, this, &MoveDialog::showDone);
    connect(m_job, &MoveJob::aboutToDelete, this, &MoveDialog::keepOld);
    connect(m_job, &MoveJob::failed, this, &MoveDialog::failed);
    connect(m_job, &MoveJob::finished, this, &MoveDialog::ran);
    enable();
    showDone();
    m_job->start();
}

/// What is deleted can be brought back from the local history; without that nothing is deleted.
void MoveDialog::keepOld()
{
    m_job->hold();
    deliver(m_store.keepVersion(m_key, history::VersionInfo::Reason::Deleted, m_job->oldDocument()), this,
            [this](const Result<history::VersionInfo> &kept) {
                if (kept)
                    return m_job->release();
                failed({kept.error().kind,
                        tr("%1 was not deleted: it cannot be kept in the local history. %2").arg(m_from.shown(), kept.error().message),
                        kept.error().detail});
            });
}

void MoveDialog::showDone()
{
    for (int i = 0; i < m_steps->count(); ++i) {
        const QString text = moveText(m_job->items().at(i));
        m_steps->item(i)->setText(i < m_job->done() ? u"✓ "_s + text : i == m_job->done() ? u"▸ "_s + text : u"· "_s + text);
    }
}

void MoveDialog::failed(const Error &error)
{
    m_running = false;
    if (m_job->done() < m_steps->count())
        m_steps->item(int(m_job->done()))->setText(u"✕ "_s + moveText(m_job->items().at(m_job->done())));
    m_message->showError(error);
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width()))); // what the server has now must be read whole
    m_go->setText(tr("Try again from there"));
    m_cancel->setText(tr("Close"));
    const bool made = m_job->done() > 1; // it is read, then created
    if (!made) // another name may do
        std::exchange(m_job, nullptr)->deleteLater();
    enable();
}

void MoveDialog::ran()
{
    Q_EMIT moved(plan().to, !m_keep->isChecked());
    accept();
}
