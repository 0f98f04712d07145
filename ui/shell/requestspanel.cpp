#include "ui/shell/requestspanel.h"

#include "core/exchange/commands.h"
#include "ui/shell/requesttext.h"
#include "ui/shell/rowdelegate.h"
#include "ui/widgets/role.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QApplication>
#include <QBoxLayout>
#include <QCheckBox>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTimer>
#include <QTreeView>

using namespace Qt::StringLiterals;

bool RequestRow::operator==(const RequestRow &other) const
{
    return entry.id == other.entry.id && entry.durationMs == other.entry.durationMs && entry.status == other.entry.status
        && entry.receivedBytes == other.entry.receivedBytes && entry.failure == other.entry.failure;
}

namespace {

QString statusText(const net::LogEntry &entry)
{
    if (entry.durationMs < 0)
        return RequestsPanel::tr("under way");
    if (!entry.status)
        return RequestsPanel::tr("no answer");
    return QString::number(entry.status);
}

Column<RequestRow> column(const QString &title, QString (*text)(const net::LogEntry &), bool number = false)
{
    Column<RequestRow> made;
    made.title = title;
    made.value = [text](const RequestRow &row) { return QVariant(text(row.entry)); };
    made.toolTip = [](const RequestRow &row) {
        return row.entry.failure.isEmpty() ? row.entry.base + QString::fromUtf8(row.entry.target) : row.entry.failure;
    };
    if (number)
        made.alignment = Qt::AlignRight | Qt::AlignVCenter;
    return made;
}

QList<Column<RequestRow>> columns()
{
    using Entry = net::LogEntry;
    return {
        column(RequestsPanel::tr("Time"), [](const Entry &e) { return timeText(e.startedMs); }),
        column(RequestsPanel::tr("Method"), [](const Entry &e) { return QString::fromUtf8(e.method); }),
        column(RequestsPanel::tr("Path"), [](const Entry &e) { return QString::fromUtf8(e.target); }),
        column(RequestsPanel::tr("Status"),
               [](const Entry &e) { return (e.failure.isEmpty() ? QString() : u"✕ "_s) + statusText(e); }),
        column(RequestsPanel::tr("Duration"),
               [](const Entry &e) { return e.durationMs < 0 ? QString() : durationText(e.durationMs); }, true),
        column(RequestsPanel::tr("Size"), [](const Entry &e) { return e.durationMs < 0 ? QString() : sizeText(e.receivedBytes); },
               true),
    };
}

} // namespace

RequestsPanel::RequestsPanel(net::RequestLog &log, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_model(columns(), [](const RequestRow &row) { return QString::number(row.entry.id); })
    , m_view(new QTreeView)
    , m_splitter(new QSplitter(this))
    , m_states(new StateView(m_view))
    , m_soon(new QTimer(this))
{
    setObjectName(u"requests"_s);
    m_view->setObjectName(u"requestList"_s);
    m_view->setAccessibleName(tr("Requests"));
    m_view->setModel(&m_model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setItemDelegate(new RowDelegate(m_view));
    setRole(m_view, u"plain"_s);
    const int widths[] = {100, 70, 380, 90, 80, 80};
    for (int column = 0; column < 6; ++column)
        m_view->setColumnWidth(column, widths[column]);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(2, QHeaderView::Stretch);
    m_splitter->setObjectName(u"requestSplitter"_s);
    m_splitter->addWidget(m_states);
    m_splitter->addWidget(makeDetail());
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 1);
    m_soon->setSingleShot(true);
    m_soon->setInterval(100);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(makeTop());
    layout->addWidget(m_splitter, 1);
    connectParts();
    fill();
}

QWidget *RequestsPanel::makeTop()
{
    auto *top = new QWidget;
    m_filter = new SearchField(tr("Filter by method, path or status"), {}, top);
    m_filter->setObjectName(u"requestFilter"_s);
    m_filter->setAccessibleName(tr("Filter requests"));
    m_filter->setMaximumWidth(320);
    m_failedOnly = new QCheckBox(tr("Failed only"), top);
    m_failedOnly->setObjectName(u"requestFailedOnly"_s);
    m_clear = withRole(new QPushButton(tr("Clear"), top), u"flat"_s);
    m_clear->setObjectName(u"requestClear"_s);
    auto *row = new QHBoxLayout(top);
    row->setContentsMargins(10, 4, 10, 4);
    row->addWidget(m_filter, 1);
    row->addWidget(m_failedOnly);
    row->addStretch(1);
    row->addWidget(m_clear);
    return top;
}

QWidget *RequestsPanel::makeDetail()
{
    auto *pane = new QWidget;
    m_title = withRole(new QLabel(pane), u"section"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setText(tr("REQUEST"));
    m_curl = withRole(new QPushButton(tr("Copy as curl"), pane), u"flat"_s);
    m_curl->setObjectName(u"requestCurl"_s);
    m_wsk = withRole(new QPushButton(tr("Copy as wsk"), pane), u"flat"_s);
    m_wsk->setObjectName(u"requestWsk"_s);
    m_detail = new QPlainTextEdit(pane);
    m_detail->setObjectName(u"requestDetail"_s);
    m_detail->setAccessibleName(tr("Request and answer, redacted"));
    m_detail->setReadOnly(true);
    m_detail->setFont(theme::current().mono);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(10, 2, 6, 2);
    top->addWidget(m_title, 1);
    top->addWidget(m_curl);
    top->addWidget(m_wsk);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(8, 0, 8, 8);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_detail, 1);
    return pane;
}

void RequestsPanel::connectParts()
{
    connect(&m_log, &net::RequestLog::changed, this, &RequestsPanel::logChanged);
    connect(m_soon, &QTimer::timeout, this, &RequestsPanel::fill);
    connect(m_filter, &QLineEdit::textChanged, this, &RequestsPanel::fill);
    connect(m_failedOnly, &QCheckBox::toggled, this, &RequestsPanel::fill);
    connect(m_clear, &QPushButton::clicked, this, &RequestsPanel::clear);
    connect(m_curl, &QPushButton::clicked, this, &RequestsPanel::copyAsCurl);
    connect(m_wsk, &QPushButton::clicked, this, &RequestsPanel::copyAsWsk);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RequestsPanel::showDetail);
    connect(&m_model, &QAbstractItemModel::dataChanged, this, &RequestsPanel::showDetail);
    connect(m_states, &StateView::emptyActionRequested, this, [this] {
        m_filter->clear();
        m_failedOnly->setChecked(false);
    });
}

void RequestsPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fill();
}

/// Nobody looks at a hidden list: it is filled when it is shown.
void RequestsPanel::logChanged()
{
    if (isVisible() && !m_soon->isActive())
        m_soon->start();
}

bool RequestsPanel::passes(const net::LogEntry &entry, const QString &filter) const
{
    if (m_failedOnly->isChecked() && entry.failure.isEmpty())
        return false;
    const QString text = QString::fromUtf8(entry.method + ' ' + entry.target) + u' ' + statusText(entry) + u' ' + entry.base;
    return text.contains(filter, Qt::CaseInsensitive);
}

void RequestsPanel::fill()
{
    QList<RequestRow> rows;
    const QString filter = m_filter->text().trimmed();
    const auto &entries = m_log.entries();
    for (auto entry = entries.crbegin(); entry != entries.crend(); ++entry) {
        if (passes(*entry, filter))
            rows.append({*entry});
    }
    m_model.setRows(std::move(rows));
    showDetail();
    if (m_model.rowCount())
        return m_states->showContent();
    if (entries.isEmpty())
        return m_states->showEmpty(tr("No requests yet."), tr("What goes over the wire is listed here, without its secrets."));
    m_states->showEmpty(tr("No request matches."), tr("%n request in all", nullptr, int(entries.size())), tr("Clear filter"));
}

std::optional<net::LogEntry> RequestsPanel::current() const
{
    const auto index = m_view->currentIndex();
    return index.isValid() ? std::optional(m_model.row(index.row()).entry) : std::nullopt;
}

bool RequestsPanel::hasCurrent() const
{
    return current().has_value();
}

void RequestsPanel::showDetail()
{
    const auto entry = current();
    m_curl->setEnabled(entry.has_value());
    const QString wsk = entry ? exchange::wskCommand(exchange::callOf(*entry)) : QString();
    m_wsk->setEnabled(!wsk.isEmpty());
    m_wsk->setToolTip(entry && wsk.isEmpty() ? tr("wsk has no command for this request.") : QString());
    const QString text = entry ? requestText(*entry) : QString();
    if (text != m_detail->toPlainText())
        m_detail->setPlainText(text);
    Q_EMIT currentChanged();
}

void RequestsPanel::select(quint64 id)
{
    m_filter->clear();
    m_failedOnly->setChecked(false);
    fill();
    const int row = m_model.indexOfKey(QString::number(id));
    if (row < 0)
        return Q_EMIT notice(tr("That request is no longer in the log."));
    m_view->setCurrentIndex(m_model.index(row, 0));
    m_view->scrollTo(m_view->currentIndex());
}

void RequestsPanel::copyAsCurl()
{
    if (const auto entry = current()) {
        QApplication::clipboard()->setText(exchange::curlCommand(exchange::callOf(*entry)));
        Q_EMIT notice(tr("Copied as curl; the key is the variable $WHISK_AUTH."));
    }
}

void RequestsPanel::copyAsWsk()
{
    const auto entry = current();
    const QString command = entry ? exchange::wskCommand(exchange::callOf(*entry)) : QString();
    if (command.isEmpty())
        return Q_EMIT notice(tr("wsk has no command for this request."));
    QApplication::clipboard()->setText(command);
    Q_EMIT notice(tr("Copied as wsk command; the key is the variable $WHISK_AUTH."));
}

void RequestsPanel::clear()
{
    m_log.clear();
    fill();
}

void RequestsPanel::find()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}
