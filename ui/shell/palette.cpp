#include "ui/shell/palette.h"

#include "core/async/deliver.h"
#include "core/async/workers.h"
#include "ui/shell/palettelist.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace {
constexpr int widest = 680;
constexpr int mostRows = 15;
constexpr int editHeight = 42;
}

Palette::Palette(QWidget *window)
    : QWidget(window)
    , m_frame(new QFrame(this))
    , m_edit(new QLineEdit(m_frame))
    , m_list(new QListView(m_frame))
    , m_nothing(new QLabel(tr("Nothing found."), m_frame))
    , m_model(new PaletteModel(this))
{
    hide();
    setObjectName(u"palette"_s);
    build();
    window->installEventFilter(this);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &Palette::match);
    connect(m_list, &QListView::clicked, this, &Palette::choose);
}

Palette::~Palette() = default;

void Palette::build()
{
    m_frame->setObjectName(u"paletteFrame"_s);
    m_frame->setFrameShape(QFrame::NoFrame);
    m_frame->setAutoFillBackground(true);
    m_frame->setBackgroundRole(QPalette::Base);
    m_edit->setObjectName(u"paletteEdit"_s);
    m_edit->setFrame(false);
    m_edit->setPlaceholderText(tr("Go to anything or run a command"));
    m_edit->setAccessibleName(tr("Go to anything or run a command"));
    QFont large = m_edit->font();
    large.setPointSizeF(large.pointSizeF() * 1.15);
    m_edit->setFont(large);
    m_edit->setFixedHeight(editHeight);
    m_edit->setTextMargins(6, 0, 6, 0);
    setRole(m_edit, u"plain"_s);
    m_list->setObjectName(u"paletteList"_s);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_nothing->setTextFormat(Qt::PlainText);
    m_nothing->setContentsMargins(12, 8, 12, 12);
    setRole(m_nothing, u"muted"_s);
    auto *layout = new QVBoxLayout(m_frame);
    layout->setContentsMargins(1, 1, 1, 6);
    layout->setSpacing(0);
    layout->addWidget(m_edit);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list);
}

void Palette::open(PaletteSource source)
{
    if (isVisible())
        return m_edit->selectAll();
    m_focusBefore = QApplication::focusWidget();
    m_chooseSoon = false;
    m_edit->clear();
    m_model->setRows({});
    gather(std::move(source));
    resize(parentWidget()->size());
    place();
    show();
    raise();
    m_edit->setFocus(Qt::ShortcutFocusReason);
}

void Palette::update(PaletteSource source)
{
    if (isVisible())
        gather(std::move(source));
}

void Palette::gather(PaletteSource source)
{
    m_gathering = std::make_unique<QObject>();
    auto built = QtConcurrent::run(workers(), [from = std::move(source)]() -> Result<std::shared_ptr<const PaletteIndex>> {
        return paletteIndex(from);
    });
    deliver(built, m_gathering.get(), [this](const Result<std::shared_ptr<const PaletteIndex>> &index) {
        if (!index)
            return;
        m_index = *index;
        match();
    });
}

void Palette::match()
{
    m_pending = true;
    if (!m_index)
        return; // what is typed now is matched as soon as it is there
    m_matching = std::make_unique<QObject>();
    auto found = QtConcurrent::run(workers(), [index = m_index, typed = m_edit->text()]() -> Result<QList<PaletteRow>> {
        return paletteRows(*index, typed);
    });
    deliver(found, m_matching.get(), [this](const Result<QList<PaletteRow>> &rows) {
        if (rows)
            showRows(*rows);
    });
}

void Palette::showRows(QList<PaletteRow> rows)
{
    m_model->setRows(std::move(rows));
    m_nothing->setVisible(m_model->rowCount() == 0);
    m_list->setVisible(m_model->rowCount() > 0);
    const int first = m_model->rowCount() ? m_model->nextChoice(-1, 1) : -1;
    m_list->setCurrentIndex(m_model->index(first, 0));
    m_list->scrollToTop();
    place();
    m_pending = false;
    if (std::exchange(m_chooseSoon, false))
        choose(m_list->currentIndex());
}

void Palette::place()
{
    const int width = qMin(widest, this->width() - 40);
    const int row = m_list->sizeHintForRow(0) > 0 ? m_list->sizeHintForRow(0) : theme::current().rowHeight;
    const int room = this->height() - 160;
    m_list->setFixedHeight(qBound(row, qMin(m_model->rowCount(), mostRows) * row + 4, qMax(row, room)));
    const int height = editHeight + 8
        + (m_model->rowCount() ? m_list->height() : m_nothing->sizeHint().height());
    m_frame->setGeometry((this->width() - width) / 2, qMin(70, this->height() / 12), width, height);
}

void Palette::close()
{
    if (!isVisible())
        return;
    hide();
    m_gathering.reset();
    m_matching.reset();
    m_index.reset();
    if (m_focusBefore && m_focusBefore->window() == window())
        m_focusBefore->setFocus();
    m_focusBefore.clear();
    Q_EMIT closed();
}

bool Palette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        resize(parentWidget()->size());
        place();
    }
    if (watched == m_edit && event->type() == QEvent::KeyPress)
        return keyPressed(static_cast<QKeyEvent *>(event)->key());
    if (watched == m_edit && event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason)
        close();
    return QWidget::eventFilter(watched, event);
}

bool Palette::keyPressed(int key)
{
    switch (key) {
    case Qt::Key_Escape: close(); return true;
    case Qt::Key_Down: move(1); return true;
    case Qt::Key_Up: move(-1); return true;
    case Qt::Key_PageDown: move(8); return true;
    case Qt::Key_PageUp: move(-8); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_chooseSoon = m_pending;
        if (!m_pending)
            choose(m_list->currentIndex());
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab: return true;
    default: return false;
    }
}

void Palette::move(int step)
{
    if (!m_model->rowCount())
        return;
    const int last = m_model->rowCount() - 1;
    const int from = m_list->currentIndex().row();
    const bool page = qAbs(step) > 1;
    const int to = page ? m_model->nextChoice(qBound(-1, from + step, last) - (step > 0 ? 1 : -1), step > 0 ? 1 : -1)
                        : m_model->nextChoice(from, step);
    m_list->setCurrentIndex(m_model->index(to, 0));
    if (to == m_model->nextChoice(-1, 1))
        m_list->scrollToTop(); // with its heading
}

void Palette::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const PaletteItem item = m_model->row(index.row()).item;
    if (!item.enabled)
        return;
    close();
    Q_EMIT chosen(item);
}

void Palette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), QColor(0, 0, 0, theme::current().dark ? 110 : 56));
    painter.fillRect(m_frame->geometry().adjusted(-1, -1, 1, 1), theme::current().borderStrong);
}

void Palette::mousePressEvent(QMouseEvent *)
{
    close();
}

void Palette::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        QWidget::update();
}
