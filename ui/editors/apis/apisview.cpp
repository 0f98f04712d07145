#include "ui/editors/apis/apisview.h"

#include "core/openwhisk/session.h"
#include "ui/editors/apis/apitry.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

Column<ApiRow> column(const QString &title, const std::function<QString(const ApiRow &)> &text)
{
    Column<ApiRow> made;
    made.title = title;
    made.value = [text](const ApiRow &row) { return QVariant(text(row)); };
    made.toolTip = [text](const ApiRow &row) { return plainTip(text(row)); };
    return made;
}

QString nameText(const ApiRow &row)
{
    if (!row.first)
        return {};
    return row.name == row.basePath ? row.basePath : row.basePath + u"  "_s + row.name;
}

QList<Column<ApiRow>> columns()
{
    return {column(ApisView::tr("API"), nameText),
            column(ApisView::tr("Verb"), [](const ApiRow &row) { return row.operation.verb.toUpper(); }),
            column(ApisView::tr("Path"), [](const ApiRow &row) { return row.operation.path; }),
            column(ApisView::tr("Action"), [](const ApiRow &row) { return row.operation.action.shown(); }),
            column(ApisView::tr("Answers as"), [](const ApiRow &row) { return row.operation.responseType; }),
            column(ApisView::tr("Address"), [](const ApiRow &row) { return row.url; })};
}

QString rowKey(const ApiRow &row)
{
    return row.basePath + u' ' + row.operation.path + u' ' + row.operation.verb;
}

} // namespace

ApisView::ApisView(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_model(columns(), rowKey)
    , m_buttons(new QHBoxLayout)
    , m_search(new SearchField(tr("Find"), {}, this))
    , m_table(new QTableView(this))
    , m_try(new ApiTry(session, this))
{
    m_search->setObjectName(u"findApi"_s);
    m_search->setFixedWidth(160);
    m_table->setModel(&m_model);
    dressTable(m_table, u"apis"_s, tr("Operations of APIs"));
    for (int i = 0; const int width : {200, 64, 150, 150, 80})
        m_table->setColumnWidth(i++, width);
    m_buttons->setContentsMargins(12, 8, 12, 8);
    m_buttons->setSpacing(8);
    m_buttons->addWidget(plainLabel(tr("APIs"), u"title"_s, this));
    m_buttons->addStretch(1);
    m_buttons->addWidget(m_search);
    auto *list = new QWidget(this);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(m_buttons);
    column->addWidget(m_table, 1);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(list);
    splitter->addWidget(m_try);
    splitter->setSizes({420, 300});
    splitter->setChildrenCollapsible(false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_search, &QLineEdit::textChanged, this, &ApisView::filter);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_try->setOperation(current());
        Q_EMIT selectionChanged();
    });
    connect(m_table, &QTableView::doubleClicked, this, [this] {
        if (const auto row = current(); row && !row->operation.action.name.isEmpty())
            Q_EMIT openRequested({Target::Kind::Action, row->operation.action, {}});
    });
}

void ApisView::addCommands(const QList<QAction *> &commands)
{
    for (QAction *command : commands) {
        QPushButton *button = makeButton(command->text(), command->objectName() + u".button"_s, this);
        connect(button, &QPushButton::clicked, command, &QAction::trigger);
        connect(command, &QAction::changed, button, [button, command] {
            button->setEnabled(command->isEnabled());
            button->setToolTip(command->toolTip());
        });
        m_buttons->addWidget(button);
    }
}

void ApisView::show(const QList<Api> &apis)
{
    m_all.clear();
    for (int i = 0; i < int(apis.size()); ++i)
        for (const ApiOperation &operation : apis.at(i).operations)
            m_all.append({i, apis.at(i).basePath, apis.at(i).name, apis.at(i).url + operation.path, false, operation});
    std::stable_sort(m_all.begin(), m_all.end(), [](const ApiRow &a, const ApiRow &b) {
        return std::tie(a.basePath, a.operation.path) < std::tie(b.basePath, b.operation.path);
    });
    filter();
}

void ApisView::filter()
{
    const QString wanted = m_search->text();
    QList<ApiRow> rows;
    for (ApiRow row : std::as_const(m_all)) {
        const QString all = row.basePath + u' ' + row.name + u' ' + row.operation.verb + u' ' + row.operation.path + u' '
            + row.operation.action.shown();
        if (!all.contains(wanted, Qt::CaseInsensitive))
            continue;
        row.first = rows.isEmpty() || rows.last().basePath != row.basePath;
        rows.append(row);
    }
    m_model.setRows(rows);
    if (!m_table->currentIndex().isValid() && !rows.isEmpty())
        m_table->setCurrentIndex(m_model.index(0, 0));
    m_try->setOperation(current());
    Q_EMIT selectionChanged();
}

std::optional<ApiRow> ApisView::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? std::optional(m_model.row(index.row())) : std::nullopt;
}

void ApisView::find()
{
    m_search->setFocus();
    m_search->selectAll();
}
