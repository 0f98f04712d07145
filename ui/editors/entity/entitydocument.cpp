#include "ui/editors/entity/entitydocument.h"

#include "core/history/secrets.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/jsonview.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

EntityDocument::EntityDocument(QWidget *parent)
    : QWidget(parent)
    , m_view(new JsonView(this))
    , m_hidden(plainLabel({}, u"muted"_s, this))
{
    m_view->setObjectName(u"document"_s);
    m_view->setAccessibleName(tr("The whole document"));
    m_view->setMode(JsonView::Raw);
    m_hidden->setObjectName(u"leftOut"_s);
    m_hidden->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->addWidget(framed(m_view), 1);
    layout->addWidget(m_hidden);
}

void EntityDocument::setDocument(const json::Value &document)
{
    setShown(history::withoutSecrets(document));
}

void EntityDocument::setShown(const history::Public &shown)
{
    m_view->setDocument(shown.document);
    m_hidden->setText(tr("Left out, because they look secret: %1").arg(shown.leftOut.join(u", "_s)));
    m_hidden->setVisible(!shown.leftOut.isEmpty());
}
