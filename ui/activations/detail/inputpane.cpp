#include "ui/activations/detail/inputpane.h"

#include "core/async/deliver.h"
#include "core/history/store.h"
#include "ui/models/target.h"
#include "ui/widgets/jsonview.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

InputPane::InputPane(QWidget *parent) : QWidget(parent), m_note(withRole(new QLabel(this), u"muted"_s)), m_view(new JsonView(this))
{
    m_note->setObjectName(u"inputNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(10, 8, 10, 8);
    m_view->setObjectName(u"activationInput"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    layout->addWidget(m_note);
    setFocusProxy(m_view);
}

InputPane::~InputPane() = default;

void InputPane::clear()
{
    m_request.reset();
    m_payload.reset();
    m_view->clear();
    m_note->clear();
}

void InputPane::show(const QString &profileId, const QString &activationId)
{
    clear();
    if (!m_store)
        return take({});
    m_request = std::make_unique<QObject>();
    const history::Key key{profileId, Target{Target::Kind::Activation, {}, activationId}.toText()};
    deliver(m_store->recentSent(key), m_request.get(), [this](const Result<QList<history::Payload>> &sent) {
        take(sent && !sent->isEmpty() ? std::optional(sent->first()) : std::nullopt);
    });
}

void InputPane::take(const std::optional<history::Payload> &payload)
{
    m_payload = payload;
    if (!payload) {
        m_view->setMessage(tr("The payload is not known: this console did not send it, and the server keeps none."));
        m_note->hide();
    } else {
        m_view->setText(payload->text.toUtf8());
        const QString sent = tr("Sent from this console %1.").arg(timeText(payload->savedMs, timesInUtc(), true));
        m_note->setText(payload->leftOut.isEmpty()
                            ? sent
                            : sent + u' ' + tr("Secrets were not kept: %1.").arg(payload->leftOut.join(u", "_s)));
        m_note->show();
    }
    Q_EMIT changed();
}

void InputPane::find()
{
    m_view->find();
}
