#include "ui/editors/detailpage.h"

#include "core/async/deliver.h"
#include "core/openwhisk/document.h"
#include "core/openwhisk/session.h"
#include "ui/editors/detailview.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/role.h"
#include "ui/widgets/stateview.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

Collection collectionOf(Target::Kind kind)
{
    switch (kind) {
    case Target::Kind::Trigger:
        return Collection::Triggers;
    case Target::Kind::Rule:
        return Collection::Rules;
    default:
        return Collection::Packages;
    }
}

DetailFacts factsOf(Target::Kind kind, const json::Value &document)
{
    switch (kind) {
    case Target::Kind::Trigger:
        return triggerFacts(document);
    case Target::Kind::Rule:
        return ruleFacts(document);
    default:
        return packageFacts(document);
    }
}

} // namespace

DetailPage::DetailPage(Session &session, const Target &target, QWidget *parent)
    : Page(parent)
    , m_session(&session)
    , m_target(target)
    , m_glyph(new QLabel(this))
    , m_name(shortLabel(target.name.name, u"head"_s, this))
    , m_place(plainLabel({}, u"muted"_s, this))
    , m_view(new DetailView(this))
    , m_state(new StateView(m_view, this))
{
    build();
    connect(m_view, &DetailView::openRequested, this, &Page::openRequested);
    connect(m_state, &StateView::retryRequested, this, [this] { load(false); });
    connect(m_state, &StateView::cancelRequested, this, [this] {
        m_request.reset();
        m_state->showError({Error::Kind::Canceled, tr("Loading was stopped."), {}});
    });
    load(false);
}

DetailPage::~DetailPage() = default;

void DetailPage::build()
{
    m_name->setObjectName(u"entityName"_s);
    m_name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_name->setToolTip(plainTip(m_target.name.full()));
    m_state->setObjectName(u"detailState"_s);
    auto *head = new QFrame(this);
    setRole(head, u"head"_s);
    QBoxLayout *row = rowOf({m_glyph, m_name, m_place});
    row->setStretch(1, 1);
    row->setContentsMargins(16, 12, 16, 12);
    head->setLayout(row);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(head);
    layout->addWidget(m_state, 1);
    m_glyph->setPixmap(entityGlyph(glyph(), devicePixelRatioF(), 18));
}

QString DetailPage::glyph() const
{
    switch (m_target.kind) {
    case Target::Kind::Trigger:
        return u"trigger"_s;
    case Target::Kind::Rule:
        return u"rule"_s;
    default:
        return m_binding ? u"binding"_s : u"package"_s;
    }
}

void DetailPage::load(bool keepContent)
{
    if (!m_session)
        return m_state->showError({Error::Kind::Canceled, tr("The connection is closed."), {}}, keepContent && m_known);
    m_request = std::make_unique<QObject>();
    const Collection collection = collectionOf(m_target.kind);
    const QString path = QString::fromLatin1(entityPath(collection, m_target.name));
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(net::ordinaryDeadline).count();
    m_state->showLoading(tr("GET %1 · gives up after %2 s").arg(path).arg(seconds), keepContent && m_known);
    deliver(getDocument(m_session->client(), collection, m_target.name, m_request.get()), m_request.get(),
            [this, keepContent](const Result<json::Value> &document) { loaded(document, keepContent); });
}

void DetailPage::loaded(const Result<json::Value> &document, bool keepContent)
{
    if (!document) {
        Error error = document.error();
        if (error.kind == Error::Kind::Canceled)
            error.message = tr("The connection was closed before the answer came.");
        return m_state->showError(error, keepContent && m_known);
    }
    if (!document->isObject())
        return m_state->showError({Error::Kind::Protocol, tr("The server did not answer with an object."), {}});
    m_known = true;
    m_binding = m_target.kind == Target::Kind::Package && isBinding(*document);
    m_glyph->setPixmap(entityGlyph(glyph(), devicePixelRatioF(), 18));
    const QString version = document->value(u"version").toString();
    m_place->setText(tr("%1 · v%2 · read-only here").arg(document->value(u"namespace").toString(), version));
    m_view->show(factsOf(m_target.kind, *document), *document);
    m_state->showContent();
    Q_EMIT changed();
}

void DetailPage::find()
{
    m_view->find();
}
