#include "ui/editors/zip/zipeditors.h"

#include "core/async/deliver.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/zip/zipwork.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int typingPauseMs = 150;

QString lineEnds(const QByteArray &content)
{
    return content.contains("\r\n") ? u"CRLF"_s : u"LF"_s;
}

} // namespace

ZipEditors::ZipEditors(ZipWork &work, QWidget *parent)
    : QWidget(parent)
    , m_work(work)
    , m_tabs(new QTabBar(this))
    , m_stack(new QStackedWidget(this))
    , m_note(plainLabel({}, u"muted"_s, this))
    , m_empty(new QLabel(tr("Choose a file at the left.\nText up to 1 MB opens for editing."), this))
    , m_pause(new QTimer(this))
{
    m_tabs->setObjectName(u"zipTabs"_s);
    m_tabs->setAccessibleName(tr("Open files of the archive"));
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(false);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setElideMode(Qt::ElideMiddle);
    setRole(m_empty, u"muted"_s);
    static_cast<QLabel *>(m_empty)->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_empty);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    QBoxLayout *row = rowOf({m_tabs, nullptr, m_note});
    row->setContentsMargins(0, 0, 10, 0);
    layout->addLayout(row);
    layout->addWidget(m_stack, 1);
    m_pause->setSingleShot(true);
    m_pause->setInterval(typingPauseMs);
    connect(m_pause, &QTimer::timeout, this, &ZipEditors::commit);
    connect(m_tabs, &QTabBar::tabCloseRequested, this, [this](int tab) { close(m_tabs->tabData(tab).toString()); });
    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        const Page page = m_pages.value(current());
        m_stack->setCurrentWidget(page.widget ? page.widget : m_empty);
        showTabs();
        Q_EMIT currentChanged(current());
    });
    connect(&work, &ZipWork::edited, this, &ZipEditors::showTabs);
}

QString ZipEditors::current() const
{
    return m_tabs->tabData(m_tabs->currentIndex()).toString();
}

CodeEditor *ZipEditors::editor(const QString &path) const
{
    return m_pages.value(path).editor;
}

int ZipEditors::tabOf(const QString &path) const
{
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        if (m_tabs->tabData(tab).toString() == path)
            return tab;
    return -1;
}

void ZipEditors::open(const QString &path)
{
    if (!m_pages.contains(path)) {
        m_pages.insert(path, {});
        const int tab = m_tabs->addTab(path);
        m_tabs->setTabData(tab, path);
        m_tabs->setTabToolTip(tab, plainTip(path));
        fill(path);
    }
    m_tabs->setCurrentIndex(tabOf(path));
    if (CodeEditor *shown = editor(path))
        shown->editor()->setFocus();
}

void ZipEditors::close(const QString &path)
{
    commit();
    const Page page = m_pages.take(path);
    if (page.widget)
        page.widget->deleteLater();
    m_tabs->removeTab(tabOf(path));
    showTabs();
}

void ZipEditors::reload()
{
    for (const QString &path : m_pages.keys()) {
        if (m_work.has(path))
            fill(path);
        else
            close(path);
    }
    showTabs();
}

void ZipEditors::renamed(const QString &path, const QString &to)
{
    for (const QString &open : m_pages.keys()) {
        if (open != path && !open.startsWith(path + u'/'))
            continue;
        const QString next = to + open.mid(path.size());
        const int tab = tabOf(open);
        m_tabs->setTabData(tab, next);
        m_tabs->setTabToolTip(tab, plainTip(next));
        m_pages.insert(next, m_pages.take(open));
        if (m_pages[next].widget)
            m_pages[next].widget->setProperty("path", next);
    }
    showTabs();
}

void ZipEditors::fill(const QString &path)
{
    const auto file = m_work.file(path);
    if (file && file->entry >= 0 && m_work.contents().archive.entries().at(file->entry).oddity != zip::Oddity::None)
        return showFacts(path, zip::oddityText(m_work.contents().archive.entries().at(file->entry).oddity));
    deliver(m_work.content(path), this, [this, path](const Result<QByteArray> &content) {
        if (!m_pages.contains(path))
            return; // closed meanwhile
        if (!content)
            showFacts(path, content.error().message);
        else if (!looksLikeText(*content))
            showFacts(path, tr("It is binary: shown as a file, replaced by a file."));
        else
            show(path, *content);
    });
}

void ZipEditors::setPage(const QString &path, QWidget *widget, CodeEditor *editor)
{
    Page &page = m_pages[path];
    if (page.widget && page.widget != widget)
        page.widget->deleteLater();
    page.widget = widget;
    page.editor = editor;
    widget->setProperty("path", path);
    m_stack->addWidget(widget);
    if (current() == path)
        m_stack->setCurrentWidget(widget);
    showTabs();
}

void ZipEditors::show(const QString &path, const QByteArray &content)
{
    CodeEditor *editor = m_pages.value(path).editor;
    const QString text = QString::fromUtf8(content);
    if (editor && editor->text() == text)
        return; // its undo history stays
    if (!editor) {
        editor = new CodeEditor(this);
        editor->setAccessibleName(path);
        editor->setObjectName(u"zipEditor"_s);
        editor->setLanguage(languageOfFile(path));
        connect(editor, &CodeEditor::textChanged, this, [this, editor] { edited(editor->property("path").toString()); });
    }
    m_pages[path].filling = true;
    editor->setText(text);
    editor->setReadOnly(m_readOnly);
    editor->setProperty("ends", lineEnds(content));
    m_pages[path].filling = false;
    setPage(path, editor, editor);
}

QWidget *ZipEditors::factsPage(const QString &path, const QString &why)
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->addWidget(shortLabel(path, u"title"_s, page));
    QLabel *reason = plainLabel(why, u"muted"_s, page);
    reason->setObjectName(u"zipFileReason"_s);
    reason->setWordWrap(true);
    layout->addWidget(reason);
    const auto file = m_work.file(path);
    QStringList facts;
    if (file)
        facts.append(tr("%1 bytes unpacked").arg(countText(file->size)));
    if (file && file->entry >= 0) {
        const zip::Entry &entry = m_work.contents().archive.entries().at(file->entry);
        facts.append(tr("%1 in the zip").arg(sizeText(entry.packed)));
        if (entry.modifiedMs)
            facts.append(tr("of %1").arg(timeText(entry.modifiedMs, timesInUtc(), true).section(u'.', 0, 0)));
        if (entry.mode)
            facts.append(tr("mode %1").arg(entry.mode, 3, 8, QLatin1Char('0')));
    }
    layout->addWidget(plainLabel(facts.join(u" · "_s), {}, page));
    QPushButton *replace = makeButton(tr("Replace by file…"), u"zipReplace"_s, page);
    replace->setEnabled(!m_readOnly);
    connect(replace, &QPushButton::clicked, this, [this, page] { Q_EMIT replaceRequested(page->property("path").toString()); });
    QBoxLayout *row = rowOf({replace, nullptr});
    layout->addLayout(row);
    layout->addStretch();
    return page;
}

void ZipEditors::showFacts(const QString &path, const QString &why)
{
    setPage(path, factsPage(path, why), nullptr);
}

void ZipEditors::edited(const QString &path)
{
    if (!m_pages.contains(path) || m_pages[path].filling)
        return;
    m_pages[path].dirty = true;
    m_pause->start();
    Q_EMIT typed();
}

void ZipEditors::commit()
{
    m_pause->stop();
    for (const QString &path : m_pages.keys()) {
        if (!m_pages[path].dirty)
            continue;
        m_pages[path].dirty = false;
        m_work.write(path, m_pages[path].editor->text().toUtf8());
    }
}

void ZipEditors::find()
{
    if (CodeEditor *shown = editor(current()))
        shown->find();
}

void ZipEditors::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    for (const Page &page : std::as_const(m_pages))
        if (page.editor)
            page.editor->setReadOnly(readOnly);
        else if (auto *replace = page.widget ? page.widget->findChild<QPushButton *>(u"zipReplace"_s) : nullptr)
            replace->setEnabled(!readOnly);
}

void ZipEditors::showTabs()
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        const QString path = m_tabs->tabData(tab).toString();
        const auto file = m_work.file(path);
        const bool changed = m_pages.value(path).dirty || (file && file->state != ZipState::Same);
        m_tabs->setTabText(tab, path + (changed ? u" ●"_s : QString()));
    }
    m_tabs->setVisible(m_tabs->count() > 0);
    const CodeEditor *shown = editor(current());
    m_note->setText(shown ? languageOfFile(current()) + u" · UTF-8 · "_s + shown->property("ends").toString() : QString());
}
