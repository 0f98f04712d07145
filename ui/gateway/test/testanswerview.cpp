#include "ui/gateway/test/testanswerview.h"

#include "ui/widgets/jsonview.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/timetext.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QString byText(const gateway::TestVerdict &verdict)
{
    using By = gateway::TestVerdict::By;
    const QString plugin = verdict.plugin;
    switch (verdict.by) {
    case By::Gateway:
        return TestAnswerView::tr("By the gateway itself.");
    case By::Plugin:
        return TestAnswerView::tr("By the plugin %1.").arg(plugin);
    case By::Function:
        return plugin.isEmpty() ? TestAnswerView::tr("By the function.") : TestAnswerView::tr("By the function, through %1.").arg(plugin);
    case By::Upstream:
        return TestAnswerView::tr("By the upstream.");
    default:
        return {};
    }
}

bool isText(const QByteArray &type)
{
    return !type.startsWith("image/") && !type.startsWith("audio/") && !type.startsWith("video/") && !type.startsWith("font/")
        && type != "application/octet-stream" && type != "application/zip" && type != "application/gzip" && type != "application/pdf";
}

} // namespace

TestAnswerView::TestAnswerView(QWidget *parent)
    : QWidget(parent)
    , m_verdict(plainLabel({}, u"muted"_s, this))
    , m_tabs(new QTabWidget(this))
    , m_body(new JsonView(this))
    , m_headers(new QPlainTextEdit(this))
    , m_cut(plainLabel({}, u"warning"_s, this))
{
    m_verdict->setObjectName(u"verdict"_s);
    m_verdict->setWordWrap(true);
    m_cut->setObjectName(u"answerCut"_s);
    m_headers->setObjectName(u"answerHeaders"_s);
    m_headers->setAccessibleName(tr("Headers of the answer"));
    m_headers->setReadOnly(true);
    m_headers->setFont(theme::current().mono);
    m_body->setObjectName(u"answerBody"_s);
    m_tabs->setObjectName(u"answerTabs"_s);
    setRole(m_tabs, u"page"_s);
    m_tabs->addTab(m_body, tr("Answer"));
    m_tabs->addTab(m_headers, tr("Headers"));
    m_tabs->setMinimumHeight(180);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    layout->addWidget(m_verdict);
    layout->addWidget(m_tabs, 1);
    layout->addWidget(m_cut);
    clear();
}

QString TestAnswerView::statusText(const gateway::TestAnswer &answer)
{
    return u"%1 · %2"_s.arg(answer.status).arg(durationText(answer.durationMs));
}

void TestAnswerView::show(const gateway::TestAnswer &answer, const gateway::TestVerdict &verdict)
{
    using Weight = gateway::TestVerdict::Weight;
    const QString by = byText(verdict);
    m_verdict->setText(by.isEmpty() || verdict.sentence.isEmpty() ? by + verdict.sentence : by + u' ' + verdict.sentence);
    setRole(m_verdict, verdict.weight == Weight::Failure ? u"error"_s : verdict.weight == Weight::Warning ? u"warning"_s : u"muted"_s);
    m_verdict->setVisible(!m_verdict->text().isEmpty());
    showBody(answer);
    m_headers->setPlainText(gateway::headerText(answer.headers));
    m_tabs->setTabText(1, tr("Headers %1").arg(answer.headers.size()));
    m_cut->setText(answer.cut ? tr("Only the first %1 are shown.").arg(sizeText(answer.body.size())) : QString());
    m_cut->setVisible(answer.cut);
    m_tabs->show();
}

void TestAnswerView::showBody(const gateway::TestAnswer &answer)
{
    const QByteArray type = answer.header("Content-Type").toLower();
    const QString place = QString::fromUtf8(answer.header("Location"));
    if (answer.body.isEmpty())
        m_body->setMessage(place.isEmpty() ? tr("No body.") : tr("Leads to %1.").arg(place));
    else if (!isText(type.split(';').first().trimmed()) || answer.body.left(1024).contains('\0'))
        m_body->setMessage(tr("%1 of %2: no text.").arg(sizeText(answer.body.size()), type.isEmpty() ? tr("unnamed type") : QString::fromLatin1(type)));
    else
        m_body->setText(answer.body);
}

void TestAnswerView::clear()
{
    m_verdict->hide();
    m_tabs->hide();
    m_cut->hide();
    m_body->clear();
    m_headers->clear();
}

void TestAnswerView::find()
{
    m_tabs->setCurrentWidget(m_body);
    m_body->find();
}
