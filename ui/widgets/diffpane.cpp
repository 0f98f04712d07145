#include "ui/widgets/diffpane.h"

#include "ui/widgets/lexers.h"
#include "ui/widgets/scintilla.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QMouseEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

using Base = QsciScintillaBase;

constexpr int numberMargin = 0;
constexpr int signMargin = 1;
constexpr int removedMarker = 4;
constexpr int addedMarker = 5;
constexpr int fillerMarker = 6;
constexpr int removedIndicator = 22;
constexpr int addedIndicator = 23;
constexpr int numberStyle = 201;
constexpr int foldStyle = 202;
constexpr int linesAbove = 3;

void setTextStyle(QsciScintilla *editor, int style, const Theme &theme)
{
    editor->SendScintilla(Base::SCI_STYLESETFONT, ulong(style), theme.mono.family().toUtf8().constData());
    editor->SendScintilla(Base::SCI_STYLESETSIZEFRACTIONAL, ulong(style), long(theme.mono.pointSizeF() * 100));
    editor->SendScintilla(Base::SCI_STYLESETFORE, ulong(style), theme.textFaint);
    editor->SendScintilla(Base::SCI_STYLESETBACK, ulong(style), theme.surface);
}

int markerOf(const DiffPane::Row &row)
{
    if (row.filler())
        return fillerMarker;
    return row.kind == DiffLine::Removed ? removedMarker : row.kind == DiffLine::Added ? addedMarker : -1;
}

QString signOf(const DiffPane::Row &row)
{
    return row.filler() ? QString() : row.kind == DiffLine::Removed ? u"−"_s : row.kind == DiffLine::Added ? u"+"_s : QString();
}

} // namespace

DiffPane::DiffPane(QWidget *parent) : QWidget(parent), m_editor(new QsciScintilla(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_editor);
    setFocusProxy(m_editor);
    m_editor->setUtf8(true);
    m_editor->setReadOnly(true);
    m_editor->setFrameShape(QFrame::NoFrame);
    m_editor->setCaretWidth(0);
    m_editor->setScrollWidth(1);
    m_editor->setScrollWidthTracking(true);
    m_editor->setMarginType(numberMargin, QsciScintilla::TextMarginRightJustified);
    m_editor->setMarginType(signMargin, QsciScintilla::TextMargin);
    m_editor->setMarginWidth(2, 0);
    m_editor->SendScintilla(Base::SCI_SETMARGINLEFT, 0UL, 4L);
    m_editor->setAnnotationDisplay(QsciScintilla::AnnotationStandard);
    m_editor->viewport()->installEventFilter(this);
    for (const int marker : {removedMarker, addedMarker, fillerMarker})
        m_editor->markerDefine(QsciScintilla::Background, marker);
    for (const int indicator : {removedIndicator, addedIndicator}) {
        m_editor->indicatorDefine(QsciScintilla::FullBoxIndicator, indicator);
        m_editor->setIndicatorDrawUnder(true, indicator);
    }
    applyTheme();
}

DiffPane::~DiffPane()
{
    m_editor->setLexer(nullptr);
}

void DiffPane::chooseLexer(const QString &language, const QString &text)
{
    QsciLexer *old = m_lexer;
    m_lexer = lexers::tooLong(text) ? nullptr : lexers::make(lexers::languageOf(language), this);
    m_editor->setLexer(m_lexer);
    delete old;
}

void DiffPane::setRows(QList<Row> rows, const QString &language)
{
    m_rows = std::move(rows);
    m_folds.clear();
    QStringList lines;
    for (const Row &row : m_rows)
        lines += row.text;
    const QString text = lines.join('\n'_L1);
    chooseLexer(language, text);
    applyTheme();
    m_editor->clearAnnotations();
    m_editor->clearMarginText();
    m_editor->SendScintilla(Base::SCI_SHOWLINES, 0UL, long(std::max(0, m_editor->lines() - 1)));
    m_editor->setText(text);
    if (const int set = lexers::wordSetForFunctions(lexers::languageOf(language)); m_lexer && set >= 0)
        m_editor->SendScintilla(Base::SCI_SETKEYWORDS, ulong(set), lexers::calledNames(text).constData());
    decorate();
}

void DiffPane::decorate()
{
    const QFontMetrics metrics(theme::current().mono);
    int most = 9;
    for (int i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        most = std::max(most, row.number);
        if (!row.filler())
            m_editor->SendScintilla(Base::SCI_MARGINSETTEXT, ulong(i), (QString::number(row.number) + ' '_L1 + signOf(row)).toUtf8().constData());
        m_editor->SendScintilla(Base::SCI_MARGINSETSTYLE, ulong(i), long(numberStyle));
        if (const int marker = markerOf(row); marker >= 0)
            m_editor->markerAdd(i, marker);
        if (row.markLength > 0 && !row.filler())
            m_editor->fillIndicatorRange(i, row.markFrom, i, row.markFrom + row.markLength,
                                         row.kind == DiffLine::Removed ? removedIndicator : addedIndicator);
    }
    m_editor->setMarginWidth(numberMargin, metrics.horizontalAdvance(QString::number(most) + u" + "_s) + 8);
    m_editor->setMarginWidth(signMargin, 0);
}

void DiffPane::fold(const QList<Fold> &folds)
{
    m_folds = folds;
    for (const Fold &fold : folds) {
        m_editor->SendScintilla(Base::SCI_HIDELINES, ulong(fold.first), long(fold.first + fold.count - 1));
        m_editor->annotate(fold.first - 1, tr("%1 equal lines ▾").arg(fold.count), foldStyle);
    }
}

void DiffPane::unfold(int row)
{
    for (qsizetype i = 0; i < m_folds.size(); ++i) {
        const Fold fold = m_folds.at(i);
        if (fold.first - 1 != row)
            continue;
        m_editor->SendScintilla(Base::SCI_SHOWLINES, ulong(fold.first), long(fold.first + fold.count - 1));
        m_editor->clearAnnotations(row);
        m_folds.removeAt(i);
        return;
    }
}

void DiffPane::goTo(int row)
{
    const long line = m_editor->SendScintilla(Base::SCI_VISIBLEFROMDOCLINE, ulong(row));
    m_editor->setFirstVisibleLine(std::max(0, int(line) - linesAbove));
    m_editor->setCursorPosition(row, 0);
}

int DiffPane::foldLineAt(const QPoint &point) const
{
    const long position = m_editor->SendScintilla(Base::SCI_POSITIONFROMPOINT, ulong(0), long(point.y()));
    const long line = m_editor->SendScintilla(Base::SCI_LINEFROMPOSITION, ulong(position));
    const long top = m_editor->SendScintilla(Base::SCI_POINTYFROMPOSITION, 0UL, position);
    const bool below = point.y() >= top + m_editor->textHeight(int(line));
    return below ? int(line) : -1;
}

bool DiffPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::MouseButtonPress) {
        const int line = foldLineAt(static_cast<QMouseEvent *>(event)->pos());
        for (const Fold &fold : m_folds) {
            if (line >= 0 && fold.first - 1 == line) {
                Q_EMIT unfoldRequested(line);
                return true;
            }
        }
    }
    return QWidget::eventFilter(watched, event);
}

void DiffPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyTheme();
}

void DiffPane::applyTheme()
{
    const Theme &theme = theme::current();
    m_editor->setFont(theme.mono);
    m_editor->setColor(theme.text);
    m_editor->setPaper(theme.surface);
    if (m_lexer)
        lexers::applyTheme(m_lexer, theme);
    else
        m_editor->SendScintilla(Base::SCI_STYLESETFONT, ulong(Base::STYLE_DEFAULT), theme.mono.family().toUtf8().constData());
    m_editor->setMarginsFont(theme.mono);
    m_editor->setMarginsForegroundColor(theme.textFaint);
    m_editor->setMarginsBackgroundColor(theme.surface);
    m_editor->setSelectionBackgroundColor(theme.accentSoft);
    m_editor->resetSelectionForegroundColor();
    m_editor->setExtraAscent(2);
    m_editor->setExtraDescent(2);
    m_editor->setMarkerBackgroundColor(theme.errorSoft, removedMarker);
    m_editor->setMarkerBackgroundColor(theme.successSoft, addedMarker);
    m_editor->setMarkerBackgroundColor(theme.sunken, fillerMarker);
    m_editor->setIndicatorForegroundColor(theme.error, removedIndicator);
    m_editor->setIndicatorForegroundColor(theme.success, addedIndicator);
    for (const int indicator : {removedIndicator, addedIndicator}) {
        m_editor->SendScintilla(Base::SCI_INDICSETALPHA, ulong(indicator), 60L);
        m_editor->SendScintilla(Base::SCI_INDICSETOUTLINEALPHA, ulong(indicator), 0L);
    }
    setTextStyle(m_editor, numberStyle, theme);
    setTextStyle(m_editor, foldStyle, theme);
}
