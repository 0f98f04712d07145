#include "ui/editors/history/historytab.h"

#include "core/async/steps.h"
#include "core/history/secrets.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/entity/entitydocument.h"

#include <QPushButton>

using namespace history;
using namespace Qt::StringLiterals;

HistoryTab::HistoryTab(Store &store, QWidget *parent)
    : VersionList(store,
                  {{{tr("Version"), [](const VersionInfo &info) { return QVariant(u'v' + info.version); }}, 110},
                   untilColumn(),
                   reasonColumn(),
                   {{tr("Left out"), [](const VersionInfo &info) { return QVariant(info.leftOut.join(u", "_s)); }}}},
                  parent)
    , m_document(new EntityDocument(this))
    , m_compare(makeButton(tr("Compare with server"), u"compareVersion"_s, this))
    , m_restore(makeButton(tr("Bring it back…"), u"restoreVersion"_s, this, u"primary"_s))
{
    setDetail(m_document);
    setFoot(tr("Kept when it is overwritten or deleted from here. What others write is not in it."), {m_compare, m_restore});
    connect(m_compare, &QPushButton::clicked, this, [this] { Q_EMIT compareWanted(*chosen()); });
    connect(m_restore, &QPushButton::clicked, this, [this] { Q_EMIT restoreWanted(*chosen()); });
    connect(this, &VersionList::opened, m_compare, &QPushButton::click);
    connect(this, &VersionList::chosenChanged, this, &HistoryTab::showChosen);
    enable();
}

HistoryTab::~HistoryTab() = default;

void HistoryTab::setReadOnly(const QString &reason)
{
    m_readOnly = reason;
    enable();
}

void HistoryTab::showChosen()
{
    enable();
    m_document->setDocument({});
    m_baring.reset();
    if (!chosen())
        return;
    m_baring = std::make_unique<QObject>();
    // Code may have 48 MB: too much to look through for secrets here
    const auto bare = onPool([document = chosen()->document] { return Result<Public>(withoutSecrets(document)); });
    deliver(bare, m_baring.get(), [this](const Result<Public> &shown) {
        if (shown)
            m_document->setShown(*shown);
    });
}

void HistoryTab::enable()
{
    const QString none = chosen() ? QString() : tr("No version is chosen.");
    enableOrExplain(m_compare, none, tr("Beside what the server has now"));
    enableOrExplain(m_restore, none.isEmpty() ? m_readOnly : none, tr("Into the editor, to be reviewed and saved"));
}
