#include "ui/gateway/plugins/functionpicker.h"

#include "ui/widgets/glyph.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostShown = 200;
constexpr int rowsHigh = 10;

QString lineOf(const insight::Found &found)
{
    const QString name = found.name.ns == u"_" ? found.name.shown() : found.name.full();
    QStringList facts;
    if (!found.kind.isEmpty())
        facts.append(found.kind);
    if (found.limits.timeoutMs)
        facts.append(FunctionPicker::tr("runs up to %1 s").arg(double(*found.limits.timeoutMs) / 1000));
    if (!found.via.isEmpty())
        facts.append(found.name.ns == u"_" ? FunctionPicker::tr("through the binding %1").arg(found.via) : FunctionPicker::tr("public"));
    return facts.isEmpty() ? name : name + u"   "_s + facts.join(u" · "_s);
}

} // namespace

FunctionPicker::FunctionPicker(openwhisk::Session &session, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_finder(session)
    , m_search(new SearchField(tr("Search actions by package or name"), {}, this))
    , m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    m_search->setObjectName(u"functionSearch"_s);
    m_search->setAccessibleName(tr("Search an action"));
    m_search->installEventFilter(this);
    m_list->setObjectName(u"functionHits"_s);
    m_list->setAccessibleName(tr("Actions"));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFixedHeight(theme::current().rowHeight * rowsHigh);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addWidget(m_search);
    layout->addWidget(m_list);
    connect(m_search, &QLineEdit::textChanged, this, &FunctionPicker::show);
    connect(m_search, &QLineEdit::returnPressed, this, &FunctionPicker::take);
    connect(m_search, &SearchField::escaped, this, &QWidget::hide);
    connect(m_list, &QListWidget::itemClicked, this, &FunctionPicker::take);
    connect(&m_finder, &insight::ActionFinder::changed, this, &FunctionPicker::show);
}

void FunctionPicker::openBelow(QWidget *widget)
{
    m_finder.load();
    m_search->clear();
    show();
    setFixedWidth(std::max(widget->width(), 420));
    move(widget->mapToGlobal(QPoint(0, widget->height())));
    QFrame::show();
    m_search->setFocus();
}

void FunctionPicker::show()
{
    m_found = m_finder.find(m_search->text().trimmed(), mostShown);
    m_list->clear();
    for (const insight::Found &found : std::as_const(m_found))
        m_list->addItem(new QListWidgetItem(entityIcon(found.kind == u"sequence" ? u"sequence"_s : u"action"_s), lineOf(found)));
    if (m_found.isEmpty())
        m_list->addItem(m_finder.loading() ? tr("looking through bindings and public packages …") : tr("Nothing is named so."));
    m_list->setCurrentRow(0);
}

void FunctionPicker::take()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_found.size())
        return;
    hide();
    const insight::Found found = m_found[row];
    Q_EMIT chosen(found.name, found.limits.timeoutMs);
}

/// The arrows move in the list while the line keeps the focus.
bool FunctionPicker::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1)));
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}
