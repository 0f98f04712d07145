#include "ui/editors/package/sharedpackages.h"

#include "core/async/deliver.h"
#include "core/openwhisk/packages.h"
#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/package/packagerows.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"

#include <QComboBox>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {
const QString systemSpace = u"whisk.system"_s;
}

SharedPackages::SharedPackages(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_spaces(new QComboBox(this))
    , m_problem(plainLabel({}, u"error"_s, this))
    , m_filter(new SearchField(tr("Filter"), {}, this))
    , m_count(plainLabel({}, u"muted"_s, this))
    , m_table(new QTableView(this))
    , m_model(makeModel())
    , m_state(new StateView(m_table, this))
{
    build();
    m_spaces->addItem(systemSpace);
    if (!session.nameSpace().isEmpty())
        m_spaces->addItem(session.nameSpace());
    connect(m_spaces->lineEdit(), &QLineEdit::returnPressed, this, &SharedPackages::typedNameSpace);
    connect(m_spaces, &QComboBox::activated, this, &SharedPackages::typedNameSpace);
    connect(m_filter, &QLineEdit::textChanged, this, &SharedPackages::filter);
    connect(m_filter, &SearchField::downPressed, m_table, [this] { m_table->setFocus(); });
    connect(m_state, &StateView::retryRequested, this, [this] { read(false); });
    connect(m_state, &StateView::emptyActionRequested, this, [this] {
        if (m_filter->text().isEmpty())
            read(false);
        m_filter->clear();
    });
    connect(m_state, &StateView::cancelRequested, this, [this] {
        m_request.reset();
        came(Error{Error::Kind::Canceled, tr("Loading was stopped."), {}}, false);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        Q_EMIT currentChanged();
        if (const auto name = current(); name && !m_updating)
            Q_EMIT chosen(*name);
    });
}

SharedPackages::~SharedPackages() = default;

TableModel<SharedPackages::Row> *SharedPackages::makeModel()
{
    const auto look = [](const Row &, int role) {
        return role == Qt::DecorationRole ? QVariant(entityIcon(u"package"_s)) : QVariant();
    };
    return new TableModel<Row>(
        {{tr("Package"), [](const Row &r) { return r.name.name; }, {}, Qt::AlignLeft | Qt::AlignVCenter, {}, look},
         {tr("Version"), [](const Row &r) { return r.version; }},
         {tr("What it is for"), [](const Row &r) { return r.description; }}},
        [](const Row &r) { return r.name.full(); }, this);
}

void SharedPackages::build()
{
    m_spaces->setObjectName(u"nameSpace"_s);
    m_spaces->setAccessibleName(tr("Namespace whose packages are shown"));
    m_spaces->setEditable(true);
    m_spaces->setInsertPolicy(QComboBox::NoInsert);
    m_spaces->setMinimumContentsLength(16);
    m_spaces->lineEdit()->setPlaceholderText(tr("Namespace"));
    m_problem->setObjectName(u"nameSpaceProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(12, 0, 12, 6);
    m_problem->hide();
    m_filter->setObjectName(u"packageFilter"_s);
    m_filter->setAccessibleName(tr("Filter packages"));
    m_count->setObjectName(u"packageCount"_s);
    m_state->setObjectName(u"packagesState"_s);
    m_table->setModel(m_model);
    dressTable(m_table, u"sharedPackages"_s, tr("Packages"));
    m_table->setColumnWidth(0, 130);
    m_table->setColumnWidth(1, 80);
    QBoxLayout *row = rowOf({plainLabel(tr("Shared by"), u"muted"_s, this), m_spaces, nullptr, m_count});
    row->setContentsMargins(12, 8, 12, 6);
    QBoxLayout *second = rowOf({m_filter});
    second->setContentsMargins(12, 0, 12, 8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_problem);
    layout->addLayout(second);
    layout->addWidget(m_state, 1);
}

void SharedPackages::typedNameSpace()
{
    QString typed = m_spaces->currentText().trimmed();
    if (typed.startsWith(u'/'))
        typed.remove(0, 1);
    if (typed == u"_"_s && m_session)
        typed = m_session->nameSpace();
    const QString problem = nameProblem(typed);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    // The box says "activated" again whenever the focus leaves it.
    if (problem.isEmpty() && typed != m_nameSpace)
        setNameSpace(typed);
}

void SharedPackages::setNameSpace(const QString &nameSpace)
{
    m_nameSpace = nameSpace;
    if (m_spaces->findText(nameSpace) < 0)
        m_spaces->addItem(nameSpace);
    m_spaces->setCurrentText(nameSpace);
    m_problem->hide();
    m_known = false;
    m_rows.clear();
    const QScopedValueRollback updating(m_updating, true);
    m_model->setRows({});
    read(false);
}

void SharedPackages::refresh()
{
    read(true);
}

void SharedPackages::read(bool keepContent)
{
    if (!m_session)
        return came(Error{Error::Kind::Canceled, tr("The connection is closed."), {}}, keepContent);
    const QString path = QString::fromLatin1(collectionPath(Collection::Packages, m_nameSpace));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(net::ordinaryDeadline).count();
    m_state->showLoading(tr("GET %1 · gives up after %2 s").arg(path).arg(seconds), keepContent && m_known);
    m_request = std::make_unique<QObject>();
    deliver(listSharedPackages(m_session->client(), m_nameSpace, m_request.get()), m_request.get(),
            [this, keepContent](const Result<QList<Package>> &packages) { came(packages, keepContent); });
}

void SharedPackages::came(const Result<QList<Package>> &packages, bool keepContent)
{
    if (!packages) {
        Error error = packages.error();
        if (error.kind == Error::Kind::Canceled && error.message.isEmpty())
            error.message = tr("The connection was closed before the answer came.");
        return m_state->showError(error, keepContent && m_known);
    }
    m_known = true;
    m_rows.clear();
    for (const Package &package : *packages)
        if (!package.summary.binding)
            m_rows.append({package.summary.name, descriptionOf(package.annotations), package.summary.version,
                           package.summary.updated, package.summary.publish});
    std::sort(m_rows.begin(), m_rows.end(), [](const Row &a, const Row &b) { return a.name.name < b.name.name; });
    filter();
}

void SharedPackages::filter()
{
    if (!m_known)
        return;
    const QString word = m_filter->text().trimmed();
    QList<Row> shown;
    for (const Row &row : std::as_const(m_rows))
        if (row.name.name.contains(word, Qt::CaseInsensitive) || row.description.contains(word, Qt::CaseInsensitive))
            shown.append(row);
    const QScopedValueRollback updating(m_updating, true);
    m_model->setRows(shown);
    m_count->setText(shown.size() == m_rows.size() ? QString::number(shown.size())
                                                   : tr("%1 of %2").arg(shown.size()).arg(m_rows.size()));
    if (shown.isEmpty())
        return showEmpty();
    m_state->showContent();
    const int wanted = m_wanted ? m_model->indexOfKey(m_wanted->full()) : -1;
    m_wanted.reset();
    if (wanted >= 0)
        m_table->selectRow(wanted);
    else if (m_choosesFirst && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
}

void SharedPackages::showEmpty()
{
    if (!m_rows.isEmpty())
        m_state->showEmpty(tr("No package matches the filter."), {}, tr("Clear the filter"));
    else if (m_session && m_nameSpace == m_session->nameSpace())
        m_state->showEmpty(tr("This namespace has no packages of its own."), {}, tr("Look again"));
    else
        m_state->showEmpty(tr("Namespace %1 shares no packages.").arg(m_nameSpace),
                           tr("The server says the same of a namespace that does not exist."), tr("Look again"));
    Q_EMIT currentChanged();
}

std::optional<EntityName> SharedPackages::current() const
{
    const QModelIndex index = m_table->currentIndex();
    if (m_state->state() == StateView::Empty || !index.isValid() || index.row() >= m_model->rowCount())
        return std::nullopt;
    return m_model->row(index.row()).name;
}

void SharedPackages::choose(const EntityName &name)
{
    m_wanted = name;
    if (name.ns != m_nameSpace)
        setNameSpace(name.ns);
    else
        filter();
}

void SharedPackages::focusFilter()
{
    m_filter->setFocus();
}
