#include "ui/editors/editorparts.h"

#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTextDocument>

using namespace Qt::StringLiterals;

QLabel *plainLabel(const QString &text, const QString &role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    if (!role.isEmpty())
        setRole(label, role);
    return label;
}

QLabel *sectionLabel(const QString &text, QWidget *parent)
{
    return plainLabel(text, u"section"_s, parent);
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
    table->setObjectName(name);
    table->setAccessibleName(accessibleName);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
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

QString plainTip(const QString &text)
{
    return Qt::mightBeRichText(text) ? u"<span>"_s + text.toHtmlEscaped() + u"</span>"_s : text;
}

void enableOrExplain(QWidget *widget, const QString &reason, const QString &tip)
{
    widget->setEnabled(reason.isEmpty());
    widget->setToolTip(plainTip(reason.isEmpty() ? tip : reason));
}
