#include "ui/widgets/codeeditor.h"

#include "ui/widgets/editorfind.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/lexers.h"
#include "ui/widgets/longlines.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/scintilla.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QKeyEvent>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

using Base = QsciScintillaBase;

constexpr int errorMarker = 8;
constexpr int annotationStyle = 200;
constexpr int numberMargin = 0;
constexpr int foldMargin = 2;
constexpr int textLeft = 8;
constexpr int functionsAfterMs = 250;
constexpr qsizetype longestForFunctions = 300'000;

QsciScintilla::EolMode eolModeOf(const QString &text)
{
    const qsizetype end = text.indexOf('\n'_L1);
    return end > 0 && text.at(end - 1) == '\r'_L1 ? QsciScintilla::EolWindows : QsciScintilla::EolUnix;
}

} // namespace

CodeEditor::CodeEditor(QWidget *parent)
    : QWidget(parent), m_editor(new QsciScintilla(this)), m_findBar(new FindBar(this)),
      m_notice(new MessageBar(this)), m_find(new EditorFind(m_editor, m_findBar, this)), m_functionsTimer(new QTimer(this)), m_language(u"text"_s)
{
    build();
    applyTheme();
    m_functionsTimer->setSingleShot(true);
    m_functionsTimer->setInterval(functionsAfterMs);
    connect(m_functionsTimer, &QTimer::timeout, this, &CodeEditor::colorFunctions);
    connect(m_editor, &QsciScintilla::textChanged, this, [this] {
        m_find->forget();
        m_functionsTimer->start();
        if (!m_filling)
            Q_EMIT textChanged();
    });
    connect(m_editor, &QsciScintilla::linesChanged, this, &CodeEditor::applyMargins);
    connect(m_editor, &QsciScintilla::modificationChanged, this, [this](bool changed) {
        if (!m_filling)
            Q_EMIT modifiedChanged(changed);
    });
    connect(m_editor, &QsciScintilla::cursorPositionChanged, this,
            [this](int line, int column) { Q_EMIT cursorMoved(line + 1, column + 1); });
}

CodeEditor::~CodeEditor()
{
    m_editor->disconnect(this);
    m_editor->setLexer(nullptr);
}

void CodeEditor::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_findBar);
    layout->addWidget(m_notice);
    m_notice->setObjectName(u"longLines"_s);
    m_notice->hide();
    layout->addWidget(m_editor, 1);
    setFocusProxy(m_editor);
    m_editor->installEventFilter(this);
    m_editor->setUtf8(true);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setAutoIndent(true);
    m_editor->setTabIndents(true);
    m_editor->setBackspaceUnindents(true);
    m_editor->setBraceMatching(QsciScintilla::SloppyBraceMatch);
    m_editor->setAnnotationDisplay(QsciScintilla::AnnotationIndented);
    m_editor->setMarginWidth(1, 0);
    m_editor->SendScintilla(Base::SCI_SETMARGINLEFT, 0UL, long(textLeft));
    m_editor->setMarginLineNumbers(numberMargin, true);
    m_editor->setScrollWidth(1);
    m_editor->setScrollWidthTracking(true);
    m_editor->markerDefine(QsciScintilla::Background, errorMarker);
    m_editor->SendScintilla(Base::SCI_SETMULTIPLESELECTION, 1UL);
    m_editor->SendScintilla(Base::SCI_SETADDITIONALSELECTIONTYPING, 1UL);
    m_editor->setAccessibleName(tr("Text editor"));
    m_editor->setAccessibleDescription(tr("Tab indents. Escape, then Tab goes on to what follows."));
}

void CodeEditor::setLanguage(const QString &kindOrLanguage)
{
    const QString language = lexers::languageOf(kindOrLanguage);
    if (language == m_language)
        return;
    m_language = language;
    m_editor->setIndentationWidth(lexers::indentWidth(language));
    m_editor->setTabWidth(lexers::indentWidth(language));
    m_editor->setIndentationsUseTabs(lexers::indentsWithTabs(language));
    chooseLexer();
}

void CodeEditor::chooseLexer()
{
    QsciLexer *old = m_lexer;
    m_lexer = m_tooLong ? nullptr : lexers::make(m_language, this);
    m_editor->setLexer(m_lexer);
    delete old;
    applyTheme();
    colorFunctions();
}

void CodeEditor::setText(const QString &text)
{
    m_filling = true;
    m_given = text;
    setShortened(!m_allWanted && longlines::tooLong(text));
    if (const bool tooLong = m_shortened || lexers::tooLong(text); tooLong != m_tooLong) {
        m_tooLong = tooLong;
        chooseLexer();
    }
    markErrorLine(0);
    fill(m_shortened ? longlines::shortened(text) : text);
    m_filling = false;
    colorFunctions();
    applyMargins();
    Q_EMIT textChanged();
}

void CodeEditor::fill(const QString &text)
{
    m_editor->setReadOnly(false);
    m_editor->setEolMode(eolModeOf(text));
    const QByteArray bytes = text.toUtf8();
    m_editor->SendScintilla(Base::SCI_CLEARALL);
    m_editor->SendScintilla(Base::SCI_ALLOCATE, ulong(bytes.size()));
    m_editor->SendScintilla(Base::SCI_ADDTEXT, ulong(bytes.size()), bytes.constData());
    m_editor->SendScintilla(Base::SCI_EMPTYUNDOBUFFER);
    m_editor->SendScintilla(Base::SCI_GOTOPOS, 0UL);
    m_editor->setModified(false);
    m_editor->setReadOnly(m_readOnly || m_shortened);
}

void CodeEditor::setShortened(bool shortened)
{
    if (shortened == m_shortened)
        return;
    m_shortened = shortened;
    if (!shortened)
        return m_notice->clear();
    m_notice->show(MessageBar::Kind::Info, tr("Of the long lines only the beginnings are shown. To show all of them takes a moment."));
    m_notice->addButton(tr("Show all"), [this] { showAll(); });
}

void CodeEditor::showAll()
{
    m_allWanted = true;
    if (!m_shortened)
        return;
    setShortened(false);
    m_filling = true;
    fill(m_given);
    m_filling = false;
    applyMargins();
}

void CodeEditor::replaceText(const QString &text)
{
    showAll(); // to undo it gives the whole back
    const QByteArray bytes = text.toUtf8();
    m_editor->beginUndoAction();
    m_editor->SendScintilla(Base::SCI_SETTARGETSTART, 0UL);
    m_editor->SendScintilla(Base::SCI_SETTARGETEND, m_editor->SendScintilla(Base::SCI_GETLENGTH));
    m_editor->SendScintilla(Base::SCI_REPLACETARGET, ulong(bytes.size()), bytes.constData());
    m_editor->endUndoAction();
}

QString CodeEditor::text() const
{
    // What was not edited comes back as it was given, also what UTF-8 cannot hold.
    return modified() ? m_editor->text() : m_given;
}

void CodeEditor::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_editor->setReadOnly(m_readOnly || m_shortened);
    m_editor->setCaretLineVisible(false);
}

bool CodeEditor::isReadOnly() const
{
    return m_readOnly;
}

bool CodeEditor::modified() const
{
    return m_editor->isModified();
}

void CodeEditor::setModified(bool modified)
{
    if (!modified)
        m_given = text();
    m_editor->setModified(modified);
}

void CodeEditor::setLineNumbers(bool shown)
{
    m_lineNumbers = shown;
    applyMargins();
}

void CodeEditor::setFolding(bool shown)
{
    m_folding = shown;
    m_editor->setFolding(shown ? QsciScintilla::PlainFoldStyle : QsciScintilla::NoFoldStyle, foldMargin);
    applyTheme();
}

void CodeEditor::applyMargins()
{
    const int digits = int(QString::number(std::max(10, m_editor->lines())).size());
    const int width = QFontMetrics(theme::current().mono).horizontalAdvance(QString(digits + 1, '9'_L1)) + 8;
    m_editor->setMarginWidth(numberMargin, m_lineNumbers ? width : 0);
}

void CodeEditor::find()
{
    m_find->open();
}

void CodeEditor::goTo(int line, int column)
{
    m_editor->setCursorPosition(line - 1, std::max(0, column - 1));
    m_editor->ensureLineVisible(line - 1);
    m_editor->setFocus();
}

void CodeEditor::markErrorLine(int line, const QString &annotation)
{
    if (m_errorLine == 0 && line == 0)
        return;
    m_editor->markerDeleteAll(errorMarker);
    m_editor->clearAnnotations();
    m_errorLine = line;
    if (line <= 0)
        return;
    m_editor->markerAdd(line - 1, errorMarker);
    if (!annotation.isEmpty())
        m_editor->annotate(line - 1, annotation, annotationStyle);
}

QWidget *CodeEditor::editor() const
{
    return m_editor;
}

bool CodeEditor::highlighted() const
{
    return m_lexer;
}

void CodeEditor::colorFunctions()
{
    const int set = lexers::wordSetForFunctions(m_language);
    if (!m_lexer || set < 0 || m_editor->length() > longestForFunctions)
        return;
    const QByteArray names = lexers::calledNames(m_editor->text());
    if (names == m_functions)
        return;
    m_functions = names;
    m_editor->SendScintilla(Base::SCI_SETKEYWORDS, ulong(set), names.constData());
}

void CodeEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

/// Tab is a letter here, so there is another way out: Escape, then Tab. Dialogs close on Escape, they have Ctrl+Tab.
bool CodeEditor::leaves(const QKeyEvent &key)
{
    if (key.key() == Qt::Key_Shift || key.key() == Qt::Key_Control)
        return false;
    const bool tab = key.key() == Qt::Key_Tab || key.key() == Qt::Key_Backtab;
    const bool leaving = tab && (m_tabLeaves || key.modifiers() & Qt::ControlModifier);
    m_tabLeaves = key.key() == Qt::Key_Escape;
    return leaving && focusNextPrevChild(key.key() == Qt::Key_Tab && !(key.modifiers() & Qt::ShiftModifier));
}

bool CodeEditor::eventFilter(QObject *watched, QEvent *event)
{
    const bool override = event->type() == QEvent::ShortcutOverride;
    if (watched == m_editor && (override || event->type() == QEvent::KeyPress)) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool again = key->key() == Qt::Key_F3 && !m_findBar->isHidden();
        if (again || key->matches(QKeySequence::Find)) {
            event->accept();
            if (!override)
                again ? m_find->move(!(key->modifiers() & Qt::ShiftModifier)) : find();
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_findBar->isHidden() && !override) {
            m_findBar->close();
            return true;
        }
        if (!override && leaves(*key))
            return true;
    }
    if (watched == m_editor && event->type() == QEvent::FocusOut)
        m_tabLeaves = false;
    return QWidget::eventFilter(watched, event);
}
