#include "ui/editors/codetab.h"

#include "core/async/deliver.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QFileDialog>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>
#include <QtConcurrentRun>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {
constexpr int typingPauseMs = 150; ///< fetching a large text for every key would be felt
}

CodeTab::CodeTab(ActionState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_pages(new QStackedWidget(this))
    , m_editor(new CodeEditor(this))
    , m_archiveTitle(plainLabel({}, u"title"_s, this))
    , m_archiveText(plainLabel({}, u"muted"_s, this))
    , m_members(new QListWidget(this))
    , m_note(plainLabel({}, u"muted"_s, this))
    , m_bar(new MessageBar(this))
    , m_save(makeButton(tr("Save to disk…"), u"saveCode"_s, this, u"flat"_s))
    , m_replace(makeButton(tr("Replace by file…"), u"replaceCode"_s, this, u"flat"_s))
    , m_timer(new QTimer(this))
{
    build();
    m_timer->setSingleShot(true);
    m_timer->setInterval(typingPauseMs);
    connect(m_timer, &QTimer::timeout, this, &CodeTab::commit);
    connect(m_editor, &CodeEditor::textChanged, this, [this] {
        if (m_filling)
            return;
        // The first key marks the page at once; the rest is fetched in pauses.
        if (m_state.modified(ActionArea::Code))
            m_timer->start();
        else
            commit();
        Q_EMIT typed();
    });
    connect(m_save, &QPushButton::clicked, this, &CodeTab::saveToFile);
    connect(m_replace, &QPushButton::clicked, this, &CodeTab::replaceByFile);
    connect(&m_state, &ActionState::reset, this, &CodeTab::fill);
    connect(&m_state, &ActionState::edited, this, &CodeTab::showNote);
}

void CodeTab::build()
{
    m_editor->setObjectName(u"code"_s);
    m_editor->setAccessibleName(tr("Code"));
    setFocusProxy(m_editor);
    m_pages->addWidget(m_editor);
    m_pages->addWidget(buildArchive());
    m_pages->addWidget(buildSequence());
    m_bar->setObjectName(u"codeMessage"_s);
    m_note->setObjectName(u"codeNote"_s);
    auto *foot = new QFrame(this);
    setRole(foot, u"foot"_s);
    QBoxLayout *row = rowOf({m_note, nullptr, m_replace, m_save});
    row->setContentsMargins(12, 4, 12, 4);
    foot->setLayout(row);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_pages, 1);
    layout->addWidget(foot);
}

QWidget *CodeTab::buildArchive()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 16, 16, 16);
    m_archiveText->setWordWrap(true);
    m_archiveText->setObjectName(u"archiveText"_s);
    layout->addWidget(m_archiveTitle);
    layout->addWidget(m_archiveText);
    layout->addStretch();
    return page;
}

QWidget *CodeTab::buildSequence()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *title = plainLabel(tr("These actions run one after the other; each gets the result of the one before."),
                             u"muted"_s, page);
    title->setContentsMargins(12, 8, 12, 0);
    m_members->setObjectName(u"members"_s);
    m_members->setAccessibleName(tr("Actions of the sequence"));
    m_members->setFrameShape(QFrame::NoFrame);
    layout->addWidget(title);
    layout->addWidget(m_members, 1);
    connect(m_members, &QListWidget::itemActivated, this, [this](const QListWidgetItem *item) {
        const auto name = parseActionName(item->data(Qt::UserRole).toString());
        if (name)
            Q_EMIT memberActivated(*name);
    });
    return page;
}

void CodeTab::setReadOnly(const QString &reason)
{
    if (m_reason == reason)
        return;
    m_reason = reason;
    m_editor->setReadOnly(!m_editable || !reason.isEmpty());
    enable();
}

void CodeTab::enable()
{
    const Exec &exec = m_state.now().exec;
    const QString sequence = isSequence(exec) ? tr("A sequence has no code of its own.") : QString();
    enableOrExplain(m_replace, m_reason.isEmpty() ? sequence : m_reason);
    enableOrExplain(m_save, exec.code || !sequence.isEmpty() ? sequence : tr("There is no code."));
}

void CodeTab::fill()
{
    const QScopedValueRollback guard(m_filling, true);
    m_timer->stop();
    const Exec &exec = m_state.now().exec;
    if (isSequence(exec))
        fillSequence(exec);
    else if (exec.binary)
        fillArchive(exec);
    else
        fillText(exec);
    showNote();
}

void CodeTab::fillText(const Exec &exec)
{
    m_pages->setCurrentIndex(TextPage);
    m_editor->setLanguage(exec.kind);
    const QString code = exec.code.value_or(QString());
    if (m_editor->text() == code)
        return;
    m_editor->setText(code);
    m_editable = codetext::isEditable(code);
    m_editor->setReadOnly(!m_editable || !m_reason.isEmpty());
    if (m_editable)
        return m_bar->clear();
    m_bar->show(MessageBar::Kind::Warning,
                tr("This code has characters that the editor would alter. It is shown only; "
                   "save it to disk and replace it by a file."));
}

void CodeTab::fillArchive(const Exec &exec)
{
    m_pages->setCurrentIndex(ArchivePage);
    const QString base64 = exec.code.value_or(QString());
    const qint64 size = codetext::decodedSize(base64);
    const QString archive = base64.startsWith(u"UEsD"_s) ? tr("Zip archive") : tr("Binary code");
    m_archiveTitle->setText(tr("%1, %2").arg(archive, sizeText(size)));
    m_archiveText->setText(
        tr("%1 bytes; %2 as sent (base64), of at most 48 MB. It is shown as a file: save it to disk to "
           "look inside, replace it by another archive or by a text file.")
            .arg(countText(size), sizeText(base64.size())));
}

void CodeTab::fillSequence(const Exec &exec)
{
    m_pages->setCurrentIndex(SequencePage);
    m_members->clear();
    for (qsizetype i = 0; i < exec.components.size(); ++i) {
        auto *item = new QListWidgetItem(u"%1   %2"_s.arg(i + 1).arg(exec.components.at(i)), m_members);
        item->setData(Qt::UserRole, exec.components.at(i));
    }
}

void CodeTab::showNote()
{
    const Exec &exec = m_state.now().exec;
    if (m_pages->currentIndex() == TextPage)
        m_editor->setLanguage(exec.kind);
    enable();
    if (isSequence(exec))
        return m_note->setText(tr("members: %1").arg(exec.components.size()));
    if (exec.binary)
        return m_note->setText(tr("archive"));
    const QString code = exec.code.value_or(QString());
    if (codetext::countsAsArchive(code))
        return m_note->setText(
            tr("The server takes this text for base64 of an archive. A comment or a blank inside helps."));
    if (code.isEmpty() && codetext::templateFor(exec.kind).isEmpty() && !exec.kind.isEmpty())
        return m_note->setText(tr("%1 takes an archive: replace the code by a file.").arg(exec.kind));
    m_note->setText(sizeText(code.toUtf8().size()));
}

void CodeTab::commit()
{
    m_timer->stop();
    if (m_pages->currentIndex() != TextPage || m_editor->isReadOnly())
        return;
    const QString text = m_editor->text();
    Exec exec = m_state.now().exec;
    if (exec.code.value_or(QString()) == text)
        return;
    const std::optional<QString> &was = m_state.was().exec.code;
    // Back at what it was: the very same, so that an image without code does not get an empty one.
    exec.code = was.value_or(QString()) == text ? was : text;
    exec.binary = false;
    m_state.setExec(exec);
}

void CodeTab::find()
{
    if (m_pages->currentIndex() == TextPage)
        m_editor->find();
}

void CodeTab::saveToFile()
{
    commit();
    const Exec &exec = m_state.now().exec;
    const QString name = m_state.loaded() ? m_state.loaded()->action.name.name : u"action"_s;
    auto *dialog = new QFileDialog(this, tr("Save the code"), m_place);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name + u'.' + codetext::suggestedSuffix(exec.kind, exec.binary));
    connect(dialog, &QFileDialog::fileSelected, this, &CodeTab::writeTo);
    dialog->open();
}

void CodeTab::writeTo(const QString &path)
{
    const Exec exec = m_state.now().exec;
    m_place = QFileInfo(path).path();
    auto written = QtConcurrent::run([path, code = exec.code.value_or(QString()), binary = exec.binary] {
        return codetext::writeFile(path, code, binary);
    });
    deliver(written, this, [this, path](const Result<Done> &done) {
        if (done)
            m_bar->show(MessageBar::Kind::Success, tr("Saved to %1.").arg(path));
        else
            m_bar->showError(done.error());
    });
}

void CodeTab::replaceByFile()
{
    auto *dialog = new QFileDialog(this, tr("Replace the code by a file"), m_place);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &CodeTab::loadFile);
    dialog->open();
}

void CodeTab::loadFile(const QString &path)
{
    m_place = QFileInfo(path).path();
    m_bar->show(MessageBar::Kind::Info, tr("Reading %1 …").arg(path));
    auto read = QtConcurrent::run([path] { return codetext::readFile(path); });
    deliver(read, this, [this](const Result<codetext::File> &file) { codeRead(file); });
}

void CodeTab::codeRead(const Result<codetext::File> &file)
{
    if (!file)
        return m_bar->showError(file.error());
    m_bar->clear();
    Exec exec = m_state.now().exec;
    exec.code = file->code;
    exec.binary = file->binary;
    m_state.setExec(exec);
    fill();
}
