#include "ui/editors/reviewdialog.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/reviewcontent.h"
#include "ui/editors/reviewtext.h"
#include "ui/editors/savejob.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QButtonGroup>
#include <QDateTime>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace openwhisk;
using namespace Qt::StringLiterals;

ReviewDialog::ReviewDialog(Session &session, history::Store &store, Subject subject, QWidget *parent)
    : Dialog(parent)
    , m_session(&session)
    , m_store(store)
    , m_subject(std::move(subject))
    , m_content(new ReviewContent(this))
    , m_state(new StateView(m_content, this))
    , m_conflict(new MessageBar(this))
    , m_message(new MessageBar(this))
    , m_openedChip(new Chip({}, Chip::Tone::Neutral, this))
    , m_serverChip(new Chip({}, Chip::Tone::Neutral, this))
    , m_nextChip(new Chip({}, Chip::Tone::Accent, this))
    , m_save(makeButton({}, u"reviewSave"_s, this, u"primary"_s))
    , m_draft(makeButton(tr("Save as draft"), u"reviewDraft"_s, this))
    , m_cancel(makeButton({}, u"reviewCancel"_s, this))
{
    build();
    connect(m_save, &QPushButton::clicked, this, &ReviewDialog::save);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_draft, &QPushButton::clicked, this, [this] {
        Q_EMIT draftWanted();
        reject();
    });
    connect(m_state, &StateView::retryRequested, this, &ReviewDialog::read);
    connect(m_state, &StateView::cancelRequested, this, &QDialog::reject);
    for (const auto key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | key), this);
        connect(shortcut, &QShortcut::activated, m_save, &QPushButton::click);
    }
    read();
}

ReviewDialog::~ReviewDialog() = default;

void ReviewDialog::build()
{
    setWindowTitle(m_subject.mode == Mode::Compare      ? tr("Compare with server")
                       : m_subject.mode == Mode::Create ? tr("Review and create")
                                                        : tr("Review and save"));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1180, 720);
    m_state->setFocusPolicy(Qt::NoFocus);
    m_state->setObjectName(u"reviewState"_s);
    m_conflict->setObjectName(u"conflict"_s);
    m_message->setObjectName(u"reviewMessage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(m_conflict);
    layout->addWidget(m_state, 1);
    layout->addWidget(m_message);
    layout->addWidget(buildFoot());
}

QWidget *ReviewDialog::buildHead()
{
    auto *head = new QFrame(this);
    setRole(head, u"bar"_s);
    auto *glyph = new QLabel(head);
    glyph->setPixmap(entityGlyph(m_subject.glyph, devicePixelRatioF(), 18));
    QLabel *name = shortLabel(m_subject.name.name, u"head"_s, head);
    name->setObjectName(u"reviewName"_s);
    name->setToolTip(plainTip(m_subject.name.name));
    const QString ns = m_session ? m_session->nameSpace() : QString();
    const QString place = m_subject.name.package.isEmpty() ? ns : ns + u" / "_s + m_subject.name.package;
    const QString connection = m_session ? m_session->connectionName() : QString();
    QList<QWidget *> row{glyph,        name,         plainLabel(connection + u" · "_s + place, u"muted"_s, head),
                         m_openedChip, m_serverChip, m_nextChip,
                         nullptr};
    buildDiffButtons(row);
    QBoxLayout *layout = rowOf(row);
    layout->setContentsMargins(12, 10, 12, 10);
    head->setLayout(layout);
    return head;
}

void ReviewDialog::buildDiffButtons(QList<QWidget *> &row)
{
    auto *group = new QButtonGroup(this);
    QPushButton *side = makeButton(tr("Side by side"), u"sideBySide"_s, this, u"segment"_s);
    QPushButton *inlined = makeButton(tr("Inline"), u"inlineDiff"_s, this, u"segment"_s);
    for (QPushButton *button : {side, inlined}) {
        button->setCheckable(true);
        group->addButton(button);
        row.append(button);
    }
    side->setChecked(true);
    connect(side, &QPushButton::toggled, m_content, &ReviewContent::setSideBySide);
    QPushButton *up = makeButton(u"↑"_s, u"previousChange"_s, this);
    QPushButton *down = makeButton(u"↓"_s, u"nextChange"_s, this);
    up->setAccessibleName(tr("Previous change of the text"));
    down->setAccessibleName(tr("Next change of the text"));
    connect(up, &QPushButton::clicked, m_content, [this] { m_content->step(false); });
    connect(down, &QPushButton::clicked, m_content, [this] { m_content->step(true); });
    row.append({up, down});
}

QWidget *ReviewDialog::buildFoot()
{
    auto *foot = new QFrame(this);
    setRole(foot, u"foot"_s);
    const bool compare = m_subject.mode == Mode::Compare;
    m_cancel->setText(compare ? tr("Close") : tr("Cancel"));
    m_save->setVisible(!compare);
    m_draft->setVisible(!compare);
    QBoxLayout *row = rowOf({nullptr, m_draft, m_cancel, m_save});
    row->setContentsMargins(12, 10, 12, 10);
    foot->setLayout(row);
    return foot;
}

void ReviewDialog::read()
{
    m_server.reset();
    m_steps.clear();
    m_overwrite = false;
    m_conflict->clear();
    enable();
    if (!m_session)
        return m_state->showError({Error::Kind::Canceled, tr("The connection is closed."), {}});
    if (m_subject.mode == Mode::Create)
        return showReview();
    m_state->showLoading(tr("Reading the server's copy of %1").arg(m_subject.name.shown()));
    m_load = std::make_unique<QObject>();
    deliver(m_subject.kind->read(*m_session, m_subject.name, m_load.get()), m_load.get(),
            [this](const Result<EntityCopy> &server) { readCame(server); });
}

void ReviewDialog::readCame(const Result<EntityCopy> &server)
{
    if (!server) {
        const bool gone = server.error().kind == Error::Kind::NotFound;
        Error error = explained(server.error());
        if (gone)
            error.message = tr("%1 is no longer on the server: somebody deleted it. Your edit is kept as a draft.")
                                .arg(m_subject.name.shown());
        if (gone)
            Q_EMIT draftWanted();
        return m_state->showError(error);
    }
    m_server = *server;
    if (m_subject.opened)
        m_server->learnFrom(*m_subject.opened);
    showReview();
}

Error ReviewDialog::explained(const Error &error) const
{
    return m_subject.kind->explained(error, m_subject.name, m_session ? m_session->nameSpace() : QString());
}

/// What showing and saving need: pure, so that a worker can make it.
struct ReviewDialog::Compared {
    json::Value after;
    QList<json::Value> steps;
    ReviewContent::Data shown;
};

ReviewDialog::Compared ReviewDialog::compared(const Subject &subject, const std::optional<EntityCopy> &server,
                                              const QString &afterTitle)
{
    const bool create = subject.mode == Mode::Create;
    const EntityKind &kind = *subject.kind;
    const json::Value before = create ? json::Value::object() : server->edit;
    const json::Value opened = subject.opened ? subject.opened->edit : before;
    Compared made;
    made.after = create || subject.mode == Mode::Compare ? subject.now : kind.rebased(opened, subject.now, before);
    made.steps = create ? kind.createSteps(made.after) : kind.updateSteps(*server, made.after);
    made.shown = {create ? tr("nothing yet") : tr("server now, v%1").arg(server->version),
                  afterTitle,
                  kind.texts(before, made.after),
                  kind.changes(opened, before, made.after),
                  {},
                  {}};
    if (subject.mode == Mode::Compare)
        return made;
    QList<json::Value> sent = made.steps;
    made.shown.serverOwn = kind.serverOwn(create ? QString() : server->version, made.steps);
    if (const auto question = create ? std::nullopt : kind.question(*server, made.after)) {
        sent.prepend(*question);
        made.shown.serverOwn.prepend(kind.questionText(*server, made.after));
    }
    made.shown.sent = kind.sentText(subject.name, sent, create ? nullptr : &*server);
    return made;
}

void ReviewDialog::showReview()
{
    const auto work = [subject = m_subject, server = m_server, title = afterTitle()] { return compared(subject, server, title); };
    if (!hasLongText(m_subject.now))
        return take(work());
    m_state->showLoading(tr("Comparing …"));
    m_comparing = std::make_unique<QObject>();
    deliver(QtConcurrent::run(workers(), [work]() -> Result<Compared> { return work(); }), m_comparing.get(), [this](const Result<Compared> &made) {
        if (made)
            take(*made);
    });
}

void ReviewDialog::take(const Compared &review)
{
    m_after = review.after;
    m_steps = review.steps;
    const auto &changes = review.shown.changes;
    m_changeCount = int(changes.size());
    m_drops = int(std::count_if(changes.begin(), changes.end(), [](const auto &c) { return c.dropsTheirs; }));
    m_content->setData(review.shown);
    m_state->showContent();
    m_content->setFocus();
    showChips();
    showConflict();
    enable();
}

QString ReviewDialog::afterTitle() const
{
    return m_subject.nowTitle.isEmpty() ? tr("after save") : m_subject.nowTitle;
}

void ReviewDialog::showChips()
{
    const bool create = m_subject.mode == Mode::Create;
    m_openedChip->setVisible(m_subject.opened.has_value());
    m_serverChip->setVisible(!create);
    m_nextChip->setVisible(m_subject.mode != Mode::Compare);
    const QString server = create ? QString() : m_server->version;
    if (m_subject.opened) {
        const QString opened = m_subject.opened->version;
        m_openedChip->set(tr("opened v%1").arg(opened), Chip::Tone::Neutral);
        m_serverChip->set(tr("server v%1").arg(server), opened == server ? Chip::Tone::Neutral : Chip::Tone::Warning);
    } else {
        m_serverChip->set(tr("server v%1").arg(server), Chip::Tone::Neutral);
    }
    const QString next = review::nextVersion(server, m_steps.size());
    m_nextChip->set(tr("will be v%1").arg(next), Chip::Tone::Accent);
    m_save->setText(create ? tr("Create v%1   Ctrl ↵").arg(next) : tr("Save v%1   Ctrl ↵").arg(next));
}

void ReviewDialog::showConflict()
{
    m_conflict->clear();
    if (!m_subject.opened || !m_server || m_subject.mode != Mode::Save)
        return;
    const EntityCopy &opened = *m_subject.opened;
    const EntityCopy &server = *m_server;
    if (opened.isSameStand(server))
        return;
    const QString since
        = tr("Somebody else saved v%1 %2, after you had opened v%3. OpenWhisk does not say who.")
              .arg(server.version, agoText(server.updated, QDateTime::currentMSecsSinceEpoch()), opened.version);
    if (m_drops == 0) {
        m_conflict->show(MessageBar::Kind::Warning, since + u' ' + tr("Your changes do not touch theirs: both stay."));
        return;
    }
    m_conflict->show(MessageBar::Kind::Warning,
                     since + u' ' + tr("Saving drops %n of their changes; they are marked.", nullptr, m_drops));
    m_conflict->addButton(tr("Overwrite with mine"), [this] {
        m_overwrite = true;
        m_conflict->show(MessageBar::Kind::Warning,
                         tr("Saving will overwrite v%1. Local history keeps it.").arg(m_server->version));
        enable();
    });
    m_conflict->addButton(tr("Take theirs, keep mine as a draft"), [this] {
        Q_EMIT theirsWanted();
        reject();
    });
}

QString ReviewDialog::saveReason() const
{
    if (!m_session)
        return tr("The connection is closed.");
    if (m_session->readOnly())
        return tr("This connection is read-only.");
    if (m_busy)
        return tr("Saving …");
    if (m_subject.mode == Mode::Save && !m_server)
        return tr("The server's copy is not read yet.");
    if (m_steps.isEmpty())
        return tr("It is still being compared.");
    if (m_changeCount == 0 && m_subject.mode == Mode::Save)
        return tr("There is nothing to save: the server has it as it is here.");
    if (m_drops > 0 && !m_overwrite)
        return tr("Choose first whether their changes go.");
    return {};
}

void ReviewDialog::enable()
{
    enableOrExplain(m_save, saveReason());
    m_draft->setEnabled(!m_busy);
}

void ReviewDialog::setBusy(bool busy)
{
    m_busy = busy;
    enable();
    Q_EMIT busyChanged(busy);
}

void ReviewDialog::save()
{
    startJob(true);
}

void ReviewDialog::startJob(bool keepVersion)
{
    if (!m_session)
        return enable();
    delete m_job;
    m_job = new SaveJob(*m_session, m_store, {m_subject.kind, m_subject.name, m_server, m_after, m_steps, m_subject.key, keepVersion},
                        this);
    connectJob();
    setBusy(true);
    m_job->start();
}

void ReviewDialog::connectJob()
{
    const auto stop = [this](const Error &error) {
        setBusy(false);
        m_message->showError(explained(error));
    };
    connect(m_job, &SaveJob::progressed, this, &ReviewDialog::progressed);
    connect(m_job, &SaveJob::progressed, this,
            [this](const QString &text) { m_message->show(MessageBar::Kind::Info, text); });
    connect(m_job, &SaveJob::saved, this, [this](const EntityCopy &copy, const QStringList &differences) {
        Q_EMIT saved(copy, differences);
        accept();
    });
    connect(m_job, &SaveJob::failed, this, stop);
    connect(m_job, &SaveJob::serverChanged, this, [this] {
        setBusy(false);
        m_message->show(MessageBar::Kind::Warning,
                        tr("Somebody saved while you looked. Nothing was written; this is the comparison with what the "
                           "server has now."));
        read();
    });
    connect(m_job, &SaveJob::keepFailed, this, [this, stop](const Error &error) {
        stop({error.kind,
              tr("Nothing was written: the old version cannot be kept in the local history. %1").arg(error.message),
              error.detail});
        m_message->addButton(tr("Save without keeping it"), [this] { startJob(false); });
    });
    connect(m_job, &SaveJob::notSaved, this, [this, stop](const Error &error) {
        stop({error.kind,
              tr("It was not saved: the server still has what it had. %1").arg(error.message),
              error.detail});
    });
    connect(m_job, &SaveJob::unknown, this, [this, stop](const Error &error) {
        stop({error.kind, tr("It is unknown whether it was saved. %1").arg(error.message), error.detail});
        m_message->addButton(tr("Look again"), [this] {
            setBusy(true);
            m_job->look();
        });
    });
}
