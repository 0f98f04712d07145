#include "ui/widgets/stateview.h"

#include "ui/widgets/messagebar.h"
#include "ui/widgets/statepanes.h"

#include <QStackedLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

StateView::StateView(QWidget *content, QWidget *parent)
    : QWidget(parent), m_stack(new QStackedLayout(this)), m_content(content), m_contentPage(new QWidget(this)),
      m_bar(new MessageBar(this)), m_notice(new NoticePane(this)), m_loading(new LoadingPane(this)),
      m_progress(new ProgressLine(this))
{
    auto *layout = new QVBoxLayout(m_contentPage);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(content, 1);
    for (QWidget *page : {m_contentPage, static_cast<QWidget *>(m_notice), static_cast<QWidget *>(m_loading)})
        m_stack->addWidget(page);
    connect(m_loading, &LoadingPane::cancelRequested, this, &StateView::cancelRequested);
}

void StateView::enter(State state, QWidget *page)
{
    m_state = state;
    m_bar->clear();
    m_loading->stop();
    showProgress(false);
    // The bar stands above the content or, without any, on top of the notice.
    if (page == m_contentPage)
        static_cast<QVBoxLayout *>(m_contentPage->layout())->insertWidget(0, m_bar);
    m_stack->setCurrentWidget(page);
}

void StateView::showProgress(bool shown)
{
    auto *line = static_cast<ProgressLine *>(m_progress);
    line->setRunning(shown);
    line->raise();
}

void StateView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_progress->resize(width(), m_progress->height());
}

void StateView::showLoading(const QString &what, bool keepContent)
{
    const bool hasContent = m_state == Content || m_state == Stale;
    if (keepContent && hasContent)
        return showProgress(true); // what is wrong with it stays said until the answer comes
    enter(Loading, m_loading);
    m_loading->start(what);
}

void StateView::showContent()
{
    enter(Content, m_contentPage);
}

void StateView::showEmpty(const QString &sentence, const QString &hint, const QString &buttonText)
{
    enter(Empty, m_notice);
    m_notice->show(sentence, hint, true);
    if (!buttonText.isEmpty())
        m_notice->addButton(buttonText, true, [this] { Q_EMIT emptyActionRequested(); });
}

void StateView::showError(const Error &error, bool keepContent)
{
    const bool hasContent = m_state == Content || m_state == Stale;
    if (keepContent && hasContent)
        return showStale(error, {});
    enter(Error_, m_notice);
    m_notice->show({}, {}, false);
    m_notice->setBar(m_bar);
    m_bar->showError(error);
    m_bar->addButton(tr("Try again"), [this] { Q_EMIT retryRequested(); });
}

void StateView::showStale(const Error &error, const QString &asOf)
{
    enter(Stale, m_contentPage);
    const QString sentence = error.message.isEmpty() ? tr("Not up to date.") : error.message;
    m_bar->show(MessageBar::Kind::Warning, asOf.isEmpty() ? sentence : tr("%1 As of %2.").arg(sentence, asOf), error.detail);
    m_bar->addButton(tr("Try again"), [this] { Q_EMIT retryRequested(); });
}

void StateView::showNotStored(const QString &headline, const QString &text)
{
    enter(NotStored, m_notice);
    m_notice->show(headline, text, false);
    m_notice->setChip(tr("○ not stored"));
    m_notice->addButton(tr("Look again"), false, [this] { Q_EMIT retryRequested(); });
}

void StateView::addButton(const QString &text, std::function<void()> pressed)
{
    if (m_state == Error_ || m_state == Stale)
        m_bar->addButton(text, std::move(pressed), MessageBar::Place::BeforeLast); // "Try again" stays the last
    else
        m_notice->addButton(text, false, std::move(pressed));
}

void StateView::setTail(const QString &tail)
{
    if (m_state == Error_ || m_state == Stale)
        m_bar->setTail(tail);
}

void StateView::addFact(const QString &name, const QString &text)
{
    m_notice->addFact(name, text);
}

QString StateView::text() const
{
    switch (m_state) {
    case Loading:
        return m_loading->what();
    case Empty:
    case NotStored:
        return m_notice->headline();
    case Error_:
    case Stale:
        return m_bar->text();
    case Content:
        break;
    }
    return {};
}
