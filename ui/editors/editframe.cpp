#include "ui/editors/editframe.h"

#include "core/async/deliver.h"
#include "core/history/store.h"
#include "ui/editors/draftkeeper.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/history/versionlist.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QDateTime>
#include <QTabBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

QString savedText(qint64 ms)
{
    const bool today = QDateTime::fromMSecsSinceEpoch(ms).date() == QDate::currentDate();
    return timeText(ms, timesInUtc(), !today).section(u'.', 0, 0);
}

EditFrame::EditFrame(QWidget *page, history::Store *store)
    : m_page(page)
    , m_store(store)
{
    if (store)
        drafts = new DraftKeeper(
            *store, [this] { return makeDraft(); }, this);
}

EditFrame::~EditFrame() = default;

void EditFrame::buildFrame(const QString &parts, QWidget *content)
{
    message = new MessageBar(m_page);
    message->setObjectName(u"pageMessage"_s);
    draftBar = new MessageBar(m_page);
    draftBar->setObjectName(u"draftBar"_s);
    tabBar = new QTabBar(m_page);
    tabBar->setObjectName(parts + u"Tabs"_s);
    tabBar->setAccessibleName(tr("Parts of it"));
    tabBar->setExpanding(false);
    tabBar->setDrawBase(false);
    tabBar->setUsesScrollButtons(true); // in a narrow window
    tabBar->setElideMode(Qt::ElideNone);
    setRole(tabBar, u"page"_s);
    // The name of the current one is wider than it was, which Qt tells no layout.
    connect(tabBar, &QTabBar::currentChanged, tabBar, &QWidget::updateGeometry);
    tabRow = rowOf({tabBar, nullptr});
    tabRow->setContentsMargins(8, 0, 12, 0);
    stateView = new StateView(content, m_page);
    stateView->setObjectName(parts + u"State"_s);
    connect(stateView, &StateView::retryRequested, this, [this] { load(true); }); // what is typed stays
    connect(stateView, &StateView::cancelRequested, this, [this] {
        request.reset();
        stateView->showError({Error::Kind::Canceled, tr("Loading was stopped."), {}});
    });
    if (drafts)
        connect(drafts, &DraftKeeper::failed, this, [this](const Error &error) {
            message->show(MessageBar::Kind::Error, tr("Your changes cannot be kept as a draft: %1").arg(error.message), error.detail);
        });
}

void EditFrame::layOutFrame(QWidget *head, QWidget *body)
{
    auto *top = new QFrame(m_page);
    setRole(top, u"head"_s);
    auto *rows = new QVBoxLayout(top);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(head);
    rows->addLayout(tabRow);
    auto *layout = new QVBoxLayout(m_page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (QWidget *part : QList<QWidget *>{top, draftBar, message})
        layout->addWidget(part);
    layout->addWidget(body, 1);
}

QString EditFrame::frozenReason() const
{
    if (const QString reason = readOnlyReason(); !reason.isEmpty())
        return reason;
    if (m_draftWaits)
        return tr("Restore or discard your draft first.");
    return askingDraft ? tr("Looking for a draft …") : QString();
}

void EditFrame::offerDraft()
{
    if (!drafts)
        return showState();
    askingDraft = true;
    deliver(m_store->draft(key()), this, [this](const Result<std::optional<history::Draft>> &draft) {
        askingDraft = false;
        if (!draft)
            message->show(MessageBar::Kind::Warning, tr("Drafts cannot be read: %1").arg(draft.error().message), draft.error().detail);
        else if (*draft)
            draftFound(**draft);
        showState();
    });
    showState();
}

void EditFrame::askAboutDraft(const history::Draft &draft, const QString &versionNow, std::function<void()> compare)
{
    m_draftWaits = true;
    const QString version = draft.base.value(u"version").toString();
    const QString moved = versionNow.isEmpty() || version == versionNow
        ? QString()
        : u' ' + tr("It was made on v%1; the server has v%2 now.").arg(version, versionNow);
    draftBar->show(MessageBar::Kind::Info, tr("You have a draft from %1.").arg(savedText(draft.savedMs)) + moved);
    draftBar->addButton(tr("Restore"), [this, draft] {
        closeDraft();
        restoreDraft(draft);
    });
    if (compare)
        draftBar->addButton(tr("Compare"), std::move(compare));
    draftBar->addButton(tr("Discard"), [this] { discardDraft(); });
}

void EditFrame::closeDraft()
{
    m_draftWaits = false;
    draftBar->clear();
}

void EditFrame::discardDraft()
{
    closeDraft();
    drafts->drop();
    showState();
}

void EditFrame::warnOfSecrets(const QStringList &missing)
{
    if (!missing.isEmpty())
        message->show(MessageBar::Kind::Warning,
                      tr("Secret values are not kept on this machine; type them again: %1").arg(missing.join(u", "_s)));
}

void EditFrame::tellTakenBack(const QString &done, const QStringList &missing, std::function<void()> undo)
{
    const QString typed = missing.isEmpty()
        ? QString()
        : u' ' + tr("Secret values are not kept; type them again: %1").arg(missing.join(u", "_s));
    message->show(missing.isEmpty() ? MessageBar::Kind::Info : MessageBar::Kind::Warning, done + typed);
    message->addButton(tr("Undo"), [this, undo = std::move(undo)] {
        message->clear();
        undo();
    });
}

void EditFrame::lookForLastVersion(std::function<void(const history::Version &)> offer)
{
    if (!m_store)
        return;
    m_lookingBack = std::make_unique<QObject>();
    deliver(lastVersion(*m_store, key(), m_lookingBack.get()), m_lookingBack.get(),
            [this, offer = std::move(offer)](const Result<std::optional<history::Version>> &version) {
                if (version && *version && stateView->state() == StateView::Error_)
                    offer(**version);
            });
}
