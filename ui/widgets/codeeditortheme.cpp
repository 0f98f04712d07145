#include "ui/widgets/codeeditor.h"

#include "ui/widgets/editorfind.h"
#include "ui/widgets/lexers.h"
#include "ui/widgets/scintilla.h"
#include "ui/widgets/theme.h"

namespace {

using Base = QsciScintillaBase;

constexpr int errorMarker = 8;
constexpr int annotationStyle = 200;
constexpr int extraLinePixels = 2;

void setTextStyle(QsciScintilla *editor, int style, const QFont &font, const QColor &color, const QColor &paper)
{
    const QByteArray family = font.family().toUtf8();
    editor->SendScintilla(Base::SCI_STYLESETFONT, ulong(style), family.constData());
    editor->SendScintilla(Base::SCI_STYLESETSIZEFRACTIONAL, ulong(style), long(font.pointSizeF() * 100));
    editor->SendScintilla(Base::SCI_STYLESETFORE, ulong(style), color);
    editor->SendScintilla(Base::SCI_STYLESETBACK, ulong(style), paper);
}

void setMarker(QsciScintilla *editor, int number, int symbol, const QColor &color)
{
    editor->SendScintilla(Base::SCI_MARKERDEFINE, ulong(number), long(symbol));
    editor->SendScintilla(Base::SCI_MARKERSETFORE, ulong(number), color);
    editor->SendScintilla(Base::SCI_MARKERSETBACK, ulong(number), color);
}

void applyFoldMarkers(QsciScintilla *editor, const Theme &theme)
{
    editor->setFoldMarginColors(theme.surface, theme.surface);
    for (int number = Base::SC_MARKNUM_FOLDEREND; number <= int(Base::SC_MARKNUM_FOLDEROPEN); ++number)
        setMarker(editor, number, Base::SC_MARK_EMPTY, theme.textFaint);
    setMarker(editor, Base::SC_MARKNUM_FOLDER, Base::SC_MARK_ARROW, theme.textFaint);
    setMarker(editor, Base::SC_MARKNUM_FOLDEREND, Base::SC_MARK_ARROW, theme.textFaint);
    setMarker(editor, Base::SC_MARKNUM_FOLDEROPEN, Base::SC_MARK_ARROWDOWN, theme.textFaint);
    setMarker(editor, Base::SC_MARKNUM_FOLDEROPENMID, Base::SC_MARK_ARROWDOWN, theme.textFaint);
}

} // namespace

void CodeEditor::applyTheme()
{
    const Theme &theme = theme::current();
    m_editor->setFont(theme.mono);
    m_editor->setColor(theme.text);
    m_editor->setPaper(theme.surface);
    if (m_lexer)
        lexers::applyTheme(m_lexer, theme);
    else
        setTextStyle(m_editor, Base::STYLE_DEFAULT, theme.mono, theme.text, theme.surface);
    m_editor->setMarginsFont(theme.mono);
    m_editor->setMarginsForegroundColor(theme.textFaint);
    m_editor->setMarginsBackgroundColor(theme.surface);
    m_editor->setCaretForegroundColor(theme.text);
    m_editor->setSelectionBackgroundColor(theme.accentSoft);
    m_editor->resetSelectionForegroundColor();
    m_editor->setMatchedBraceBackgroundColor(theme.accentSoft);
    m_editor->setMatchedBraceForegroundColor(theme.text);
    m_editor->setUnmatchedBraceForegroundColor(theme.error);
    m_editor->setUnmatchedBraceBackgroundColor(theme.surface);
    m_editor->setIndentationGuidesForegroundColor(theme.border);
    m_editor->setMarkerBackgroundColor(theme.errorSoft, errorMarker);
    m_editor->setExtraAscent(extraLinePixels);
    m_editor->setExtraDescent(extraLinePixels);
    setTextStyle(m_editor, annotationStyle, theme.mono, theme.error, theme.errorSoft);
    applyFoldMarkers(m_editor, theme);
    m_find->applyTheme();
    applyMargins();
}
