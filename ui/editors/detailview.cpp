#include "ui/editors/detailview.h"

#include "core/history/secrets.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int shownRows = 12; ///< longer tables scroll by themselves
}

DetailView::DetailView(QWidget *parent)
    : QWidget(parent)
    , m_scroll(new QScrollArea(this))
    , m_document(new JsonView(this))
    , m_hidden(plainLabel({}, u"muted"_s, this))
{
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_document->setObjectName(u"document"_s);
    m_document->setAccessibleName(tr("The whole document"));
    m_document->setMode(JsonView::Raw);
    auto *right = new QWidget(this);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(12, 10, 12, 12);
    column->addWidget(sectionLabel(tr("As the server has it"), right));
    column->addWidget(framed(m_document), 1);
    m_hidden->setObjectName(u"leftOut"_s);
    m_hidden->setWordWrap(true);
    column->addWidget(m_hidden);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_scroll);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
}

void DetailView::show(const DetailFacts &facts, const json::Value &document)
{
    m_content = new QWidget;
    setRole(m_content, u"surface"_s);
    m_rows = new QVBoxLayout(m_content);
    m_rows->setContentsMargins(16, 12, 16, 16);
    m_rows->setSpacing(10);
    m_facts = new QGridLayout;
    m_facts->setHorizontalSpacing(20);
    m_facts->setColumnStretch(1, 1);
    m_rows->addLayout(m_facts);
    m_rows->addSpacing(8);
    for (int row = 0; row < int(facts.facts.size()); ++row)
        addFact(row, facts.facts.at(row));
    for (int i = 0; i < int(facts.tables.size()); ++i)
        addTable(facts.tables.at(i), i);
    m_rows->addStretch();
    m_scroll->setWidget(m_content); // the former one goes
    const history::Public shown = history::withoutSecrets(document);
    m_document->setDocument(shown.document);
    m_hidden->setText(tr("Left out, because they look secret: %1").arg(shown.leftOut.join(u", "_s)));
    m_hidden->setVisible(!shown.leftOut.isEmpty());
}

void DetailView::addFact(int row, const DetailFacts::Fact &fact)
{
    m_facts->addWidget(plainLabel(fact.name, u"muted"_s, m_content), row, 0, Qt::AlignTop);
    if (!fact.link) {
        QLabel *text = plainLabel(fact.text, {}, m_content);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_facts->addWidget(text, row, 1);
        return;
    }
    QString shown = fact.text;
    QPushButton *link
        = makeButton(shown.replace(u'&', u"&&"_s), u"link"_s + QString::number(row), m_content, u"link"_s);
    connect(link, &QPushButton::clicked, this, [this, target = *fact.link] { Q_EMIT openRequested(target); });
    m_facts->addWidget(link, row, 1, Qt::AlignLeft);
}

void DetailView::addTable(const DetailFacts::Table &table, int number)
{
    const QString count = table.rows.isEmpty() ? QString() : u"  %1"_s.arg(table.rows.size());
    m_rows->addWidget(plainLabel(table.title + count, u"title"_s, m_content));
    if (table.rows.isEmpty())
        return m_rows->addWidget(plainLabel(table.empty, u"muted"_s, m_content));
    auto *view = new QTableWidget(int(table.rows.size()), int(table.heads.size()), m_content);
    view->setHorizontalHeaderLabels(table.heads);
    dressTable(view, u"table%1"_s.arg(number), table.title);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    for (int row = 0; row < int(table.rows.size()); ++row)
        for (int column = 0; column < int(table.heads.size()); ++column)
            view->setItem(row, column, new QTableWidgetItem(table.rows.at(row).cells.value(column)));
    view->horizontalHeader()->setResizeContentsPrecision(shownRows);
    view->resizeColumnsToContents();
    for (int column = 0; column < int(table.heads.size()); ++column)
        view->setColumnWidth(column, std::clamp(view->columnWidth(column) + 16, 90, 320));
    const int height = theme::current().rowHeight;
    view->setFixedHeight(height * (std::min(shownRows, int(table.rows.size())) + 1) + 8);
    connect(view, &QTableWidget::cellActivated, this, [this, rows = table.rows](int row, int) {
        if (rows.at(row).link)
            Q_EMIT openRequested(*rows.at(row).link);
    });
    m_rows->addWidget(view);
}

void DetailView::find()
{
    m_document->find();
}
