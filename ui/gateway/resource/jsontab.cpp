#include "ui/gateway/resource/jsontab.h"

#include "core/gateway/session.h"
#include "core/json/text.h"
#include "ui/gateway/resource/jsonplace.h"
#include "ui/gateway/resource/secretplaces.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/jsonedit.h"
#include "ui/widgets/headlayout.h"
#include "ui/widgets/parts.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
const QString own = u"json"_s; ///< problems of this tab
}

JsonTab::JsonTab(ResourceState &state, QWidget *parent)
    : ResourceTab(state, parent)
    , m_edit(new JsonEdit(this))
    , m_problems(new QListWidget(this))
    , m_secrets(makeButton(tr("Show secrets"), u"showSecrets"_s, this))
    , m_format(makeButton(tr("Format"), u"formatJson"_s, this))
{
    build();
    connect(m_edit, &JsonEdit::textChanged, this, &JsonTab::typed);
    connect(m_format, &QPushButton::clicked, m_edit, &JsonEdit::format);
    connect(m_secrets, &QPushButton::toggled, this, &JsonTab::showSecrets);
    connect(m_problems, &QListWidget::itemActivated, this,
            [this](QListWidgetItem *item) { focusPlace(item->data(Qt::UserRole).toString()); });
    connect(m_problems, &QListWidget::itemClicked, m_problems, &QListWidget::itemActivated);
    connect(&state, &ResourceState::valueChanged, this, &JsonTab::fill);
    connect(&state, &ResourceState::problemsChanged, this, &JsonTab::showProblems);
    connect(&state, &ResourceState::readOnlyChanged, this, [this] { m_edit->setReadOnly(this->state().isReadOnly()); });
    if (gateway::Session *session = state.session())
        connect(session, &gateway::Session::catalogueChanged, this, [this] { // now it is known what is secret
            if (!m_edit->codeEditor()->modified())
                showSecrets(m_shown);
        });
    fill();
}

void JsonTab::build()
{
    setObjectName(u"jsonTab"_s);
    m_edit->setObjectName(u"document"_s);
    m_edit->setRequireObject(true);
    m_edit->codeEditor()->setLineNumbers(true);
    m_edit->codeEditor()->setFolding(true);
    m_secrets->setCheckable(true);
    m_problems->setObjectName(u"jsonProblems"_s);
    m_problems->setAccessibleName(tr("What is wrong"));
    m_problems->setMaximumHeight(96);
    m_problems->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 10, 16, 12);
    auto *head = new HeadLayout;
    QLabel *note = shortLabel(tr("Everything that is sent. Times are the gateway's and not in it."), u"muted"_s, this);
    note->setToolTip(note->text());
    head->addFacts({note});
    head->addButtons({m_secrets, m_format});
    layout->addLayout(head);
    layout->addWidget(framed(m_edit), 1);
    layout->addWidget(m_problems);
    setFocusProxy(m_edit);
}

QString JsonTab::title() const
{
    return tr("JSON");
}

std::optional<json::Value> JsonTab::written() const
{
    const auto value = m_edit->value();
    return value ? std::optional(secrets::uncovered(*value, m_covers)) : std::nullopt;
}

void JsonTab::fill()
{
    if (m_typing)
        return;
    if (const auto value = written(); value && *value == state().value() && !m_edit->text().isEmpty())
        return;
    const auto catalogue = state().session() ? state().session()->catalogue() : nullptr;
    const json::Value &value = state().value();
    secrets::Covered covered{value, m_covers};
    if (!m_shown)
        covered = secrets::covered(value, secrets::placesIn(value, state().key().kind, catalogue), m_covers);
    m_covers = covered.covers;
    m_filling = true;
    m_edit->setText(QString::fromUtf8(json::pretty(covered.value)));
    m_filling = false;
    m_edit->setReadOnly(state().isReadOnly());
    state().setProblems(own, {});
}

void JsonTab::typed()
{
    if (m_filling)
        return;
    const auto value = written();
    if (!value)
        return state().setProblems(own, {{{}, m_edit->problem()}});
    const QString stray = secrets::strayCover(*value, {});
    if (!stray.isEmpty())
        return state().setProblems(own, {{{}, tr("%1 stands for a secret of something else: put the secret itself there.").arg(stray)}});
    state().setProblems(own, {});
    m_typing = true;
    state().setValue(*value);
    m_typing = false;
}

void JsonTab::showSecrets(bool shown)
{
    if (!written()) // a text that is no JSON yet stays as it was typed
        return m_secrets->setChecked(m_shown);
    m_shown = shown;
    m_secrets->setText(shown ? tr("Cover secrets") : tr("Show secrets"));
    m_filling = true;
    m_edit->setText({});
    m_filling = false;
    fill();
}

void JsonTab::showProblems()
{
    m_problems->clear();
    const QString text = m_edit->text();
    for (const schema::Problem &problem : state().problems()) {
        const JsonPlace place = placeOf(text, problem.pointer);
        const QString where = problem.pointer.isEmpty() ? QString() : problem.pointer + u": "_s;
        const QString line = place.line > 0 ? tr("Line %1: ").arg(place.line) : QString();
        auto *item = new QListWidgetItem(line + where + problem.sentence, m_problems);
        item->setData(Qt::UserRole, problem.pointer);
    }
    m_problems->setVisible(m_problems->count() > 0);
}

bool JsonTab::focusPlace(const QString &pointer)
{
    const JsonPlace place = placeOf(m_edit->text(), pointer);
    m_edit->setFocus();
    if (place.line > 0)
        m_edit->codeEditor()->goTo(place.line, place.column);
    return true;
}

void JsonTab::find()
{
    m_edit->find();
}
