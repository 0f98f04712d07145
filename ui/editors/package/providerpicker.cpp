#include "ui/editors/package/providerpicker.h"

#include "core/openwhisk/packages.h"
#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/editors/package/packageabout.h"
#include "ui/editors/package/sharedpackages.h"

#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QVBoxLayout>

using namespace openwhisk;
using namespace Qt::StringLiterals;

ProviderPicker::ProviderPicker(Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(&session)
    , m_name(new QLineEdit(this))
    , m_problem(plainLabel({}, u"error"_s, this))
    , m_list(new SharedPackages(session, this))
    , m_about(new PackageAbout(session, this))
{
    m_name->setObjectName(u"provider"_s);
    m_name->setAccessibleName(tr("Package that is bound"));
    m_name->setPlaceholderText(tr("/namespace/package, or choose one below"));
    m_problem->setObjectName(u"providerProblem"_s);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(12, 0, 12, 6);
    m_problem->hide();
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_list);
    splitter->addWidget(m_about);
    splitter->setSizes({420, 560});
    splitter->setChildrenCollapsible(false);
    QBoxLayout *row = rowOf({plainLabel(tr("Stands for"), u"muted"_s, this), m_name});
    row->setContentsMargins(12, 10, 12, 6);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_problem);
    layout->addWidget(splitter, 1);
    connect(m_name, &QLineEdit::textEdited, this, &ProviderPicker::typed);
    m_list->setChoosesFirst(false);
    connect(m_list, &SharedPackages::chosen, this, [this](const EntityName &name) {
        if (!m_name->isEnabled())
            return;
        m_name->setText(name.full());
        typed();
    });
    connect(m_about, &PackageAbout::openRequested, this, &ProviderPicker::openRequested);
    connect(m_about, &PackageAbout::changed, this, &ProviderPicker::edited);
}

void ProviderPicker::setProvider(const std::optional<EntityName> &provider)
{
    if (provider && *provider == this->provider())
        return; // the cursor of who types stays
    m_name->setText(provider && !provider->name.isEmpty() ? provider->full() : QString());
    m_about->setPackage(provider && !provider->name.isEmpty() ? provider : std::nullopt);
    if (provider && !provider->name.isEmpty())
        m_list->choose(*provider);
    else if (m_list->nameSpace().isEmpty())
        m_list->setNameSpace(u"whisk.system"_s);
}

EntityName ProviderPicker::provider() const
{
    const Result<EntityName> name = parsePackageName(m_name->text());
    if (!name)
        return {};
    EntityName provider = *name;
    if (provider.ns == u"_"_s && m_session && !m_session->nameSpace().isEmpty())
        provider.ns = m_session->nameSpace(); // as the server will name it
    return provider;
}

QString ProviderPicker::problem() const
{
    if (m_name->text().trimmed().isEmpty())
        return tr("Choose the package that the binding stands for.");
    const Result<EntityName> name = parsePackageName(m_name->text());
    return name ? QString() : name.error().message;
}

void ProviderPicker::typed()
{
    const EntityName name = provider();
    m_about->setPackage(name.name.isEmpty() ? std::nullopt : std::optional(name));
    Q_EMIT edited();
}

void ProviderPicker::setReadOnly(const QString &reason)
{
    enableOrExplain(m_name, reason);
}

void ProviderPicker::setProblem(const QString &problem)
{
    const QString shown = m_name->text().isEmpty() ? QString() : problem;
    m_problem->setText(shown);
    m_problem->setVisible(!shown.isEmpty());
}

void ProviderPicker::refresh()
{
    m_list->refresh();
    m_about->refresh();
}
