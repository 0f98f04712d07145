#include "ui/connections/importcard.h"

#include "ui/widgets/role.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using connections::WskProps;

namespace {

QString shortened(const QString &file)
{
    const QString home = QDir::homePath();
    return file.startsWith(home + u'/') ? u'~' + file.mid(home.size()) : file;
}

QString lineOf(const QString &name, const QString &value)
{
    return value.isEmpty() ? QString() : u"%1  %2\n"_s.arg(name, value);
}

QString valuesOf(const WskProps &props)
{
    const QString key = props.auth.isEmpty() ? ImportCard::tr("no key") : ImportCard::tr("•••••••• (key found)");
    QString text = lineOf(u"APIHOST"_s, props.apiHost) + lineOf(u"AUTH"_s, key) + lineOf(u"NAMESPACE"_s, props.nameSpace)
        + lineOf(u"CERT"_s, props.certFile) + lineOf(u"KEY"_s, props.keyFile);
    if (!props.apiVersion.isEmpty() && props.apiVersion != "v1"_L1)
        text += ImportCard::tr("APIVERSION %1 is not imported: only v1 is known.").arg(props.apiVersion);
    return text.trimmed();
}

} // namespace

connections::Profile profileFrom(const WskProps &props)
{
    connections::Profile profile;
    profile.openwhiskHost = connections::hostFromText(props.apiHost);
    profile.name = profile.openwhiskHost.isEmpty() ? ImportCard::tr("Imported") : profile.openwhiskHost.host();
    profile.clientCertificateFile = props.certFile;
    profile.clientKeyFile = props.keyFile;
    return profile;
}

ImportCard::ImportCard(QWidget *parent) : QFrame(parent)
{
    setRole(this, u"card"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(6);
    layout->addWidget(withRole(new QLabel(tr("IMPORT"), this), u"section"_s));
    m_source = addLabel(u"importSource"_s, u"mono"_s);
    m_values = addLabel(u"importValues"_s, u"small"_s);
    m_import = new QPushButton(tr("&Import as new profile"), this);
    m_import->setObjectName(u"import"_s);
    m_import->setAutoDefault(false);
    layout->addWidget(m_import, 0, Qt::AlignLeft);
    auto *links = new QHBoxLayout;
    links->addWidget(addLink(u"importFile"_s, tr("Other file…"), &ImportCard::chooseFile));
    links->addWidget(addLink(u"importEnvironment"_s, tr("From environment"), &ImportCard::takeEnvironment));
    links->addStretch();
    layout->addLayout(links);
    connect(m_import, &QPushButton::clicked, this, [this] { Q_EMIT importRequested(*m_props); });
    setEnvironment(QProcessEnvironment::systemEnvironment());
}

QLabel *ImportCard::addLabel(const QString &name, const QString &role)
{
    auto *label = withRole(new QLabel(this), role);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    layout()->addWidget(label);
    return label;
}

QPushButton *ImportCard::addLink(const QString &name, const QString &text, void (ImportCard::*pressed)())
{
    auto *link = withRole(new QPushButton(text, this), u"link"_s);
    link->setObjectName(name);
    link->setAutoDefault(false);
    connect(link, &QPushButton::clicked, this, pressed);
    return link;
}

void ImportCard::setEnvironment(const QProcessEnvironment &environment)
{
    m_environment = environment;
    readFile(connections::wskPropsFile(environment));
}

void ImportCard::readFile(const QString &file)
{
    if (!file.isEmpty())
        return show(connections::readWskProps(file));
    m_props.reset();
    m_source->setText(u"~/.wskprops"_s);
    m_values->setText(tr("There is no such file here."));
    m_import->setEnabled(false);
}

void ImportCard::show(const Result<WskProps> &props)
{
    m_props = props ? std::optional(*props) : std::nullopt;
    m_source->setText(props ? shortened(props->source) : tr("not read"));
    m_values->setText(props ? valuesOf(*props) : props.error().message);
    m_import->setEnabled(bool(props));
}

void ImportCard::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("File of wsk"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFilter(QDir::Files | QDir::Hidden | QDir::AllDirs | QDir::NoDotAndDotDot);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ImportCard::readFile);
    dialog->open();
}

/// WHISK_APIHOST, WHISK_AUTH and WHISK_APIVERSION come before what the file says, as wsk has it.
void ImportCard::takeEnvironment()
{
    const QString file = connections::wskPropsFile(m_environment);
    const auto fromFile = file.isEmpty() ? Result<WskProps>(WskProps{}) : connections::readWskProps(file);
    WskProps props = connections::withEnvironment(fromFile ? *fromFile : WskProps{}, m_environment);
    if (props.apiHost.isEmpty() && props.auth.isEmpty())
        return show(Error{Error::Kind::NotFound, tr("Neither WHISK_APIHOST nor WHISK_AUTH is set."), {}});
    props.source = tr("environment");
    show(props);
}
