#include "ui/editors/codetab.h"

#include "core/openwhisk/kinds.h"
#include "ui/editors/code/imagebar.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/zip/ziptab.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr int typingPauseMs = 150; ///< fetching a large text for every key would be felt
constexpr int packingTickMs = 200;
constexpr qsizetype longestEdited = 4 * 1024 * 1024; ///< beyond it the editor would stop the window

} // namespace

CodeTab::CodeTab(ActionState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_pages(new QStackedWidget(this))
    , m_editor(new CodeEditor(this))
    , m_zip(new ZipTab(state, this))
    , m_image(new ImageBar(state, this))
    , m_archiveTitle(plainLabel({}, u"title"_s, this))
    , m_archiveText(plainLabel({}, u"muted"_s, this))
    , m_note(plainLabel({}, u"muted"_s, this))
    , m_bar(new MessageBar(this))
    , m_save(makeButton(tr("Save to disk…"), u"saveCode"_s, this, u"flat"_s))
    , m_replace(makeButton(tr("Replace by file…"), u"replaceCode"_s, this, u"flat"_s))
    , m_timer(new QTimer(this))
    , m_packTimer(new QTimer(this))
{
    build();
    connectParts();
}

void CodeTab::build()
{
    m_editor->setObjectName(u"code"_s);
    m_editor->setAccessibleName(tr("Code"));
    setFocusProxy(m_editor);
    m_pages->addWidget(m_editor);
    m_pages->addWidget(buildArchive());
    m_pages->addWidget(buildImage());
    m_pages->addWidget(m_zip);
    m_pages->addWidget(new QWidget(this));
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
    layout->addWidget(m_image);
    layout->addWidget(m_bar);
    layout->addWidget(m_pages, 1);
    layout->addWidget(foot);
    m_image->hide();
}

void CodeTab::connectParts()
{
    m_timer->setSingleShot(true);
    m_timer->setInterval(typingPauseMs);
    m_packTimer->setInterval(packingTickMs);
    connect(m_timer, &QTimer::timeout, this, &CodeTab::commit);
    connect(m_packTimer, &QTimer::timeout, this, &CodeTab::showPacking);
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
    connect(m_image, &ImageBar::codeWanted, this, &CodeTab::withCode);
    connect(m_zip, &ZipTab::typed, this, &CodeTab::typed);
    connect(m_zip, &ZipTab::settled, this, &CodeTab::settled);
    connect(m_zip, &ZipTab::saveRequested, this, &CodeTab::saveToFile);
    connect(m_zip, &ZipTab::unreadable, this, [this](const Error &error) {
        showPage(ArchivePage);
        fillArchive(m_state.now().exec, error.message);
    });
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

QWidget *CodeTab::buildImage()
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(plainLabel(tr("The image brings its program along"), u"title"_s, page));
    QLabel *text = plainLabel(tr("No code is sent. The server starts the image and asks it on port 8080: /init once, /run "
                                 "for each call. Choose “With code” to send a program or a zip to it."),
                              u"muted"_s, page);
    text->setObjectName(u"imageText"_s);
    text->setWordWrap(true);
    layout->addWidget(text);
    layout->addStretch();
    return page;
}

void CodeTab::setSequencePage(QWidget *page)
{
    delete m_pages->widget(SequencePage);
    m_pages->insertWidget(SequencePage, page);
}

void CodeTab::setServer(const ServerInfo &info)
{
    m_info = info;
}

void CodeTab::setReadOnly(const QString &reason)
{
    if (m_reason == reason)
        return;
    m_reason = reason;
    m_editor->setReadOnly(!m_editable || !reason.isEmpty());
    m_zip->setReadOnly(reason);
    m_image->setReadOnly(reason);
    enable();
}

bool CodeTab::busy() const
{
    return showsZip() && m_zip->busy();
}

bool CodeTab::showsZip() const
{
    return m_pages->currentIndex() == ZipPage;
}

QString CodeTab::problem() const
{
    if (m_packing)
        return tr("A file is being read.");
    if (showsZip() && !m_zip->problem().isEmpty())
        return m_zip->problem();
    const QString code = m_state.now().exec.code.value_or(QString());
    // Counted exactly only where it can matter: it takes its time.
    const bool near = code.size() > codetext::maxSentBytes / 3;
    const qint64 size = m_state.now().exec.binary || !near ? code.size() : code.toUtf8().size();
    return size <= codetext::maxSentBytes
        ? QString()
        : tr("The code is %1 as sent; the server takes up to %2.").arg(sizeText(size), sizeText(codetext::maxSentBytes));
}

void CodeTab::setFactsVisible(bool visible)
{
    m_zip->setFactsVisible(visible);
}

void CodeTab::enable()
{
    const Exec &exec = m_state.now().exec;
    const QString sequence = isSequence(exec) ? tr("A sequence has no code of its own.") : QString();
    enableOrExplain(m_replace, m_reason.isEmpty() ? sequence : m_reason);
    enableOrExplain(m_save, exec.code || !sequence.isEmpty() ? sequence : tr("There is no code."));
}

void CodeTab::showPage(Page page)
{
    if (m_pages->currentIndex() == page)
        return;
    m_pages->setCurrentIndex(page);
    setFocusProxy(page == TextPage ? static_cast<QWidget *>(m_editor) : m_pages->currentWidget());
    Q_EMIT shownChanged();
}

void CodeTab::fill()
{
    const QScopedValueRollback guard(m_filling, true);
    m_timer->stop();
    const Exec &exec = m_state.now().exec;
    m_image->fill();
    if (isSequence(exec)) {
        showPage(SequencePage);
    } else if (isImage(exec) && !exec.code) {
        showPage(ImagePage);
    } else if (exec.binary && exec.code.value_or(QString()).startsWith(u"UEs"_s)) {
        showPage(ZipPage);
        m_zip->fill();
    } else if (exec.binary || exec.code.value_or(QString()).size() > longestEdited) {
        showPage(ArchivePage);
        fillArchive(exec);
    } else {
        fillText(exec);
    }
    showNote();
}

void CodeTab::fillText(const Exec &exec)
{
    showPage(TextPage);
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

void CodeTab::fillArchive(const Exec &exec, const QString &why)
{
    const QString code = exec.code.value_or(QString());
    const QString limit = tr("%1 as sent, of at most 48 MB.").arg(sizeText(code.size()));
    if (!exec.binary) {
        m_archiveTitle->setText(tr("Text of %1").arg(sizeText(code.size())));
        m_archiveText->setText(limit + u' '
                               + tr("It is too long for the editor: save it to disk to read it, replace it by another file."));
        return;
    }
    const qint64 size = codetext::decodedSize(code);
    m_archiveTitle->setText(tr("%1, %2").arg(why.isEmpty() ? tr("Binary code") : tr("Zip archive"), sizeText(size)));
    m_archiveText->setText(QStringList{why, tr("%1 bytes;").arg(countText(size)), limit,
                                       tr("It is shown as a file: save it to disk, replace it by another archive or by a "
                                          "text file.")}
                               .join(u' ')
                               .trimmed());
}

QString CodeTab::noteOf(const Exec &exec) const
{
    if (isSequence(exec))
        return tr("members: %1").arg(exec.components.size());
    const QString code = exec.code.value_or(QString());
    if (exec.binary || code.size() > longestEdited)
        return tr("%1 as sent, of %2").arg(sizeText(code.size()), sizeText(codetext::maxSentBytes));
    if (codetext::countsAsArchive(code))
        return tr("The server takes this text for base64 of an archive. A comment or a blank inside helps.");
    if (code.isEmpty() && codetext::templateFor(exec.kind).isEmpty() && !exec.kind.isEmpty())
        return tr("%1 takes an archive: replace the code by a file.").arg(exec.kind);
    return isImage(exec) && !exec.code ? tr("no code") : sizeText(code.toUtf8().size());
}

void CodeTab::showNote()
{
    const Exec &exec = m_state.now().exec;
    if (m_pages->currentIndex() == TextPage)
        m_editor->setLanguage(exec.kind);
    m_image->fill();
    enable();
    m_note->setText(noteOf(exec));
}

void CodeTab::commit()
{
    m_timer->stop();
    if (showsZip())
        return m_zip->commit();
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
    else if (showsZip())
        m_zip->find();
}
