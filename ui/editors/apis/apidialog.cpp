#include "ui/editors/apis/apidialog.h"

#include "core/async/deliver.h"
#include "core/openwhisk/session.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/messagebar.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

ApiDialog::ApiDialog(Session &session, const QList<Api> &apis, const QString &basePath, QWidget *parent)
    : Dialog(parent)
    , m_session(&session)
    , m_apis(apis)
    , m_basePath(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_path(new QLineEdit(this))
    , m_verb(new QComboBox(this))
    , m_action(new QComboBox(this))
    , m_type(new QComboBox(this))
    , m_effect(plainLabel({}, u"muted"_s, this))
    , m_bar(new MessageBar(this))
    , m_create(makeButton(tr("Create"), u"createApi"_s, this, u"primary"_s))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(u"apiDialog"_s);
    setWindowTitle(tr("New operation of an API"));
    build(basePath);
    fillActions();
    for (QComboBox *chooser : {m_basePath, m_action, m_verb, m_type})
        connect(chooser, &QComboBox::currentTextChanged, this, &ApiDialog::check);
    connect(m_path, &QLineEdit::textChanged, this, &ApiDialog::check);
    connect(m_create, &QPushButton::clicked, this, &ApiDialog::create);
    check();
}

void ApiDialog::build(const QString &basePath)
{
    const auto named = [](QWidget *input, const QString &name) {
        input->setObjectName(name);
        return input;
    };
    m_basePath->setEditable(true);
    m_action->setEditable(true);
    for (const Api &api : std::as_const(m_apis))
        m_basePath->addItem(api.basePath);
    m_basePath->setCurrentText(basePath.isEmpty() ? u"/"_s : basePath);
    m_path->setText(u"/"_s);
    for (const QString &verb : apiVerbs())
        m_verb->addItem(verb.toUpper(), verb);
    m_type->addItems(apiResponseTypes());
    m_name->setPlaceholderText(tr("as the base path"));
    auto *form = new QFormLayout;
    form->addRow(tr("&Base path"), named(m_basePath, u"apiBasePath"_s));
    form->addRow(tr("&Name of the API"), named(m_name, u"apiName"_s));
    form->addRow(tr("&Path"), named(m_path, u"apiPath"_s));
    form->addRow(tr("&Verb"), named(m_verb, u"apiVerb"_s));
    form->addRow(tr("&Action"), named(m_action, u"apiAction"_s));
    form->addRow(tr("Ans&wers as"), named(m_type, u"apiType"_s));
    m_effect->setObjectName(u"apiEffect"_s);
    m_effect->setWordWrap(true);
    m_bar->setObjectName(u"apiDialogMessage"_s);
    QPushButton *cancel = makeButton(tr("Cancel"), u"cancelApi"_s, this);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_effect);
    layout->addWidget(m_bar);
    layout->addStretch();
    layout->addLayout(rowOf({nullptr, cancel, m_create}));
    resize(460, 340);
}

void ApiDialog::fillActions()
{
    QStringList names;
    if (m_session->actions().rows)
        for (const ActionSummary &action : *m_session->actions().rows)
            if (action.web)
                names.append(action.name.shown());
    names.sort();
    m_action->addItems(names);
    m_action->setCurrentIndex(-1);
    m_action->setEditText({});
    m_action->lineEdit()->setPlaceholderText(tr("package/action, a web action"));
}

ApiDraft ApiDialog::draft() const
{
    ApiDraft draft;
    draft.basePath = m_basePath->currentText().trimmed();
    draft.name = m_name->text().trimmed();
    draft.path = m_path->text().trimmed();
    draft.verb = m_verb->currentData().toString();
    draft.responseType = m_type->currentText();
    if (const auto action = parseActionName(m_action->currentText()))
        draft.action = *action;
    return draft;
}

QString ApiDialog::problem() const
{
    if (!m_session)
        return tr("The connection is closed.");
    if (m_sending)
        return tr("It is being created.");
    const auto action = parseActionName(m_action->currentText());
    if (!action && !m_action->currentText().trimmed().isEmpty())
        return action.error().message;
    return apiDraftProblem(draft());
}

QString ApiDialog::effect() const
{
    const ApiDraft wanted = draft();
    const auto api = std::find_if(m_apis.begin(), m_apis.end(), [&](const Api &a) { return a.basePath == wanted.basePath; });
    if (api == m_apis.end())
        return tr("This makes a new API.");
    const bool there = std::any_of(api->operations.begin(), api->operations.end(), [&](const ApiOperation &operation) {
        return operation.path == wanted.path && operation.verb == wanted.verb;
    });
    return there ? tr("The operation is there already: it will be replaced.")
                 : tr("It is added to the API, whose name and %n other operation(s) stay.", nullptr, int(api->operations.size()));
}

void ApiDialog::check()
{
    const QString wrong = problem();
    enableOrExplain(m_create, wrong);
    m_effect->setText(wrong.isEmpty() ? effect() : wrong);
}

void ApiDialog::create()
{
    if (!problem().isEmpty())
        return;
    m_sending = true;
    m_bar->clear();
    check();
    deliver(createApi(m_session->client(), draft(), this), this, [this](const Result<Api> &api) {
        m_sending = false;
        check();
        if (!api)
            return m_bar->showError(api.error());
        Q_EMIT created(*api);
        accept();
    });
}
