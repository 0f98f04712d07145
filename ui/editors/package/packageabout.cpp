#include "ui/editors/package/packageabout.h"

#include "core/async/deliver.h"
#include "core/openwhisk/packages.h"
#include "core/openwhisk/session.h"
#include "ui/editors/actionsecrets.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/package/contentsview.h"
#include "ui/widgets/stateview.h"

#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

constexpr int restMs = 120;

/// "apiKey (given by the binding), region = "eu"".
QString parametersText(const Package &package)
{
    QStringList parts;
    for (const KeyValue &item : package.parameters)
        parts.append(u"%1 = %2"_s.arg(item.key, shownValue(item)));
    for (const ParameterNote &note : parameterNotes(package.annotations))
        if (!findValue(package.parameters, note.name))
            parts.append(note.description.isEmpty() ? note.name : u"%1: %2"_s.arg(note.name, note.description));
    return parts.isEmpty() ? PackageAbout::tr("It has no parameters of its own.")
                           : PackageAbout::tr("Parameters: %1").arg(parts.join(u"; "_s));
}

} // namespace

PackageAbout::PackageAbout(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_soon(new QTimer(this))
    , m_title(shortLabel({}, u"title"_s, this))
    , m_description(plainLabel({}, {}, this))
    , m_parameters(plainLabel({}, u"muted"_s, this))
    , m_contents(new ContentsView(this))
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    for (QLabel *label : {m_title, m_description, m_parameters}) {
        label->setContentsMargins(12, 2, 12, 2);
        column->addWidget(label);
    }
    m_description->setWordWrap(true);
    m_parameters->setWordWrap(true);
    m_title->setObjectName(u"packageTitle"_s);
    m_description->setObjectName(u"packageDescription"_s);
    m_parameters->setObjectName(u"packageParameters"_s);
    column->addWidget(m_contents, 1);
    m_contents->setEmptyText(tr("It has no actions."));
    m_contents->offerPayload();
    connect(m_contents, &ContentsView::payloadWanted, this, &PackageAbout::payloadWanted);
    m_state = new StateView(content, this);
    m_state->setObjectName(u"packageState"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_state);
    m_soon->setSingleShot(true);
    m_soon->setInterval(restMs);
    connect(m_soon, &QTimer::timeout, this, &PackageAbout::read);
    connect(m_state, &StateView::retryRequested, this, &PackageAbout::read);
    connect(m_state, &StateView::cancelRequested, this, [this] {
        m_request.reset();
        came(Error{Error::Kind::Canceled, tr("Loading was stopped."), {}});
    });
    connect(m_contents, &ContentsView::activated, this,
            [this](const QString &name) { Q_EMIT openRequested({m_name->ns, m_name->name, name}); });
    connect(m_contents, &ContentsView::currentChanged, this, &PackageAbout::changed);
    setPackage(std::nullopt);
}

PackageAbout::~PackageAbout() = default;

void PackageAbout::setPackage(const std::optional<EntityName> &name)
{
    if (name == m_name && name)
        return;
    m_name = name;
    m_known = false;
    m_problem.clear();
    m_request.reset();
    m_contents->setRows({});
    if (!name) {
        m_soon->stop();
        m_state->showEmpty(tr("No package is chosen."), tr("Choose one to see what is in it."));
    } else {
        m_state->showLoading(tr("Reading %1").arg(name->full()));
        m_soon->start();
    }
    Q_EMIT changed();
}

void PackageAbout::refresh()
{
    if (m_name)
        read();
}

std::optional<EntityName> PackageAbout::action() const
{
    const PackageRow *row = m_contents->current();
    if (!m_known || !row)
        return std::nullopt;
    return EntityName{m_name->ns, m_name->name, row->name};
}

void PackageAbout::read()
{
    m_soon->stop();
    if (!m_session)
        return came(Error{Error::Kind::Canceled, tr("The connection is closed."), {}});
    m_state->showLoading(tr("GET %1").arg(QString::fromLatin1(entityPath(Collection::Packages, *m_name))), m_known);
    m_request = std::make_unique<QObject>();
    deliver(getPackage(m_session->client(), *m_name, m_request.get()), m_request.get(),
            [this](const Result<Package> &package) { came(package); });
}

void PackageAbout::came(const Result<Package> &package)
{
    m_known = bool(package);
    m_problem.clear();
    if (package) {
        show(*package);
        m_state->showContent();
    } else {
        Error error = package.error();
        if (error.kind == Error::Kind::Canceled && error.message.isEmpty())
            error.message = tr("The connection was closed before the answer came.");
        error = explainPackage(error, *m_name, m_session ? m_session->nameSpace() : QString());
        m_problem = error.message;
        m_state->showError(error);
    }
    Q_EMIT changed();
}

void PackageAbout::show(const Package &package)
{
    const QString text = descriptionOf(package.annotations);
    m_title->setText(m_name->full());
    m_description->setText(text.isEmpty() ? tr("It has no description.") : text);
    m_parameters->setText(parametersText(package));
    m_contents->setRows(packageRows(package.document));
}
