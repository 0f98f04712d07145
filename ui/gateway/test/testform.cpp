#include "ui/gateway/test/testform.h"

#include "ui/widgets/codeeditor.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>
#include <QStringListModel>

using namespace Qt::StringLiterals;

TestForm::TestForm(QWidget *parent)
    : QWidget(parent)
    , m_method(new QComboBox(this))
    , m_url(new QLineEdit(this))
    , m_urls(new QStringListModel(this))
    , m_send(makeButton(tr("Send"), u"testSend"_s, this, u"primary"_s))
    , m_cancel(makeButton(tr("Cancel"), u"cancelTest"_s, this))
    , m_headersFold(makeFold(u"headersFold"_s))
    , m_bodyFold(makeFold(u"bodyFold"_s))
    , m_headers(new QPlainTextEdit(this))
    , m_body(new CodeEditor(this))
    , m_bodyFrame(framed(m_body))
{
    build();
    const auto changed = [this] {
        enableSend();
        if (!m_filling)
            Q_EMIT edited();
    };
    connect(m_method, &QComboBox::currentTextChanged, this, [this, changed] {
        showParts();
        changed();
    });
    connect(m_url, &QLineEdit::textChanged, this, changed);
    connect(m_headers, &QPlainTextEdit::textChanged, this, changed);
    connect(m_body, &CodeEditor::textChanged, this, changed);
    connect(m_url, &QLineEdit::returnPressed, m_send, &QPushButton::click);
    connect(m_send, &QPushButton::clicked, this, &TestForm::sendRequested);
    connect(m_cancel, &QPushButton::clicked, this, &TestForm::cancelRequested);
    auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, m_send, &QPushButton::click);
    setBusy(false);
}

QPushButton *TestForm::makeFold(const QString &name)
{
    auto *button = makeButton({}, name, this, u"flat"_s);
    button->setCheckable(true);
    connect(button, &QPushButton::toggled, this, [this] { showParts(); });
    return button;
}

QWidget *TestForm::buildLine()
{
    m_method->setObjectName(u"testMethod"_s);
    m_method->setAccessibleName(tr("Method"));
    m_method->setEditable(true);
    m_method->setInsertPolicy(QComboBox::NoInsert);
    m_method->addItems({u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"HEAD"_s, u"OPTIONS"_s});
    m_method->setFixedWidth(104);
    m_url->setObjectName(u"testUrl"_s);
    m_url->setAccessibleName(tr("Address"));
    m_url->setFont(theme::current().mono);
    auto *completer = new QCompleter(m_urls, this);
    completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_url->setCompleter(completer);
    auto *line = new QWidget(this);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins({});
    for (QWidget *part : std::initializer_list<QWidget *>{m_method, m_url, m_send, m_cancel})
        layout->addWidget(part, part == m_url ? 1 : 0);
    return line;
}

void TestForm::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(6);
    layout->addWidget(buildLine());
    layout->addLayout(rowOf({m_headersFold, m_bodyFold, nullptr}, 4));
    m_headers->setObjectName(u"testHeaders"_s);
    m_headers->setAccessibleName(tr("Headers, one a line"));
    m_headers->setPlaceholderText(tr("Name: value, one a line"));
    m_headers->setFont(theme::current().mono);
    m_headers->setTabChangesFocus(true);
    m_headers->setFixedHeight(76);
    m_body->setObjectName(u"testBody"_s);
    m_body->editor()->setAccessibleName(tr("Body"));
    m_body->setLanguage(u"json"_s);
    m_body->setLineNumbers(false);
    m_bodyFrame->setFixedHeight(120);
    layout->addWidget(m_headers);
    layout->addWidget(m_bodyFrame);
    showParts();
}

void TestForm::showParts()
{
    if (!m_bodyFrame)
        return; // the folds are made before it
    m_headersFold->setText((m_headersFold->isChecked() ? u"▾ "_s : u"▸ "_s) + tr("Headers"));
    m_bodyFold->setText((m_bodyFold->isChecked() ? u"▾ "_s : u"▸ "_s) + tr("Body"));
    m_headers->setVisible(m_headersFold->isChecked());
    m_bodyFrame->setVisible(m_bodyFold->isChecked());
}

void TestForm::setRequest(const gateway::TestRequest &request)
{
    m_filling = true;
    m_method->setCurrentText(QString::fromLatin1(request.method));
    m_url->setText(request.url);
    m_headers->setPlainText(gateway::headerText(request.headers));
    m_body->setText(QString::fromUtf8(request.body));
    m_headersFold->setChecked(!request.headers.isEmpty());
    m_bodyFold->setChecked(!request.body.isEmpty() || (request.method != "GET" && request.method != "HEAD" && request.method != "DELETE"));
    m_filling = false;
    showParts();
    enableSend();
}

gateway::TestRequest TestForm::request() const
{
    return {m_method->currentText().trimmed().toLatin1(), m_url->text().trimmed(),
            gateway::headersOf(m_headers->toPlainText()).value_or(QList<net::Header>()),
            m_bodyFold->isChecked() ? m_body->text().toUtf8() : QByteArray()};
}

void TestForm::setUrls(const QStringList &urls)
{
    m_urls->setStringList(urls);
}

QString TestForm::problem() const
{
    int line = 0;
    if (!gateway::headersOf(m_headers->toPlainText(), &line))
        return tr("Line %1 of the headers is no “Name: value”.").arg(line);
    return gateway::testProblem(request());
}

void TestForm::setBusy(bool busy)
{
    m_busy = busy;
    m_send->setVisible(!busy);
    m_cancel->setVisible(busy);
    enableSend();
}

void TestForm::setSendable(const QString &reason)
{
    m_reason = reason;
    enableSend();
}

void TestForm::enableSend()
{
    enableOrExplain(m_send, !m_reason.isEmpty() ? m_reason : m_busy ? tr("It is under way.") : problem(), tr("Send it (Ctrl+Return)"));
}

void TestForm::focusUrl()
{
    m_url->setFocus(Qt::OtherFocusReason);
    if (const qsizetype star = m_url->text().indexOf(u'*'); star >= 0)
        m_url->setSelection(int(star), 1);
}
