#include "ui/widgets/parts.h"

#include "ui/widgets/role.h"
#include "ui/widgets/tables.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTableView>
#include <QTextDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// A name of 256 characters must not widen the window: it is cut, whole in the tip.
class ShortLabel : public QLabel {
public:
    using QLabel::QLabel;
    QSize minimumSizeHint() const override
    {
        const QSize whole = QLabel::minimumSizeHint();
        return {std::min(whole.width(), fontMetrics().averageCharWidth() * 8), whole.height()};
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        const QString whole = text();
        const QString cut = fontMetrics().elidedText(whole, Qt::ElideMiddle, contentsRect().width());
        if (cut == whole)
            return QLabel::paintEvent(event);
        QPainter painter(this);
        painter.setPen(palette().color(foregroundRole()));
        painter.drawText(contentsRect(), Qt::AlignVCenter | Qt::AlignLeft, cut);
    }
};

} // namespace

QLabel *plainLabel(const QString &text, const QString &role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    if (!role.isEmpty())
        setRole(label, role);
    return label;
}

QLabel *shortLabel(const QString &text, const QString &role, QWidget *parent)
{
    auto *label = new ShortLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    setRole(label, role);
    return label;
}

QLabel *sectionLabel(const QString &text, QWidget *parent)
{
    return plainLabel(text.toUpper(), u"section"_s, parent);
}

QWidget *framed(QWidget *content)
{
    auto *frame = new QFrame(content->parentWidget());
    setRole(frame, u"card"_s);
    auto *layout = new QHBoxLayout(frame);
    layout->setContentsMargins(2, 2, 2, 2);
    layout->addWidget(content);
    return frame;
}

QPushButton *makeButton(const QString &text, const QString &name, QWidget *parent, const QString &role)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setAutoDefault(false);
    if (!role.isEmpty())
        setRole(button, role);
    return button;
}

QBoxLayout *rowOf(const QList<QWidget *> &widgets, int spacing)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing);
    for (QWidget *widget : widgets) {
        if (widget)
            row->addWidget(widget);
        else
            row->addStretch(1);
    }
    return row;
}

void dressTable(QTableView *table, const QString &name, const QString &accessibleName)
{
    table->setItemDelegate(new RowDelegate(table));
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false); // arrows go through its cells, Tab on to what follows
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideRight);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(theme::current().rowHeight);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setRole(table, u"plain"_s);
}

QString breakable(const QString &text)
{
    constexpr int longest = 48;
    constexpr int longestAddress = 120; // one that is copied shall stay whole
    QString broken;
    int run = 0;
    const auto wordEnd = [&text](qsizetype from) {
        qsizetype end = from;
        while (end < text.size() && !text.at(end).isSpace())
            ++end;
        return end;
    };
    int bound = longest;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c.isSpace())
            run = 0;
        else if (run++ == 0)
            bound = QStringView(text).sliced(i, wordEnd(i) - i).contains(u"://") ? longestAddress : longest;
        if (run > bound && !c.isLowSurrogate()) {
            broken += QChar(0x200b);
            run = 1;
        }
        broken += c;
    }
    return broken;
}

QString plainTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? u"<span>"_s + text.toHtmlEscaped() + u"</span>"_s : text;
}

void enableOrExplain(QWidget *widget, const QString &reason, const QString &tip)
{
    widget->setEnabled(reason.isEmpty());
    widget->setToolTip(plainTip(reason.isEmpty() ? tip : reason));
}
