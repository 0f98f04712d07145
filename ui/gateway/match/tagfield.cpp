#include "ui/gateway/match/tagfield.h"

#include "ui/widgets/flowlayout.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int widestTag = 220; ///< the form must not grow with what is in it
constexpr int narrowest = 190; ///< of the place to type

} // namespace

TagField::TagField(const QString &name, const QString &placeholder, Check check, QWidget *parent)
    : QWidget(parent)
    , m_check(std::move(check))
    , m_placeholder(placeholder)
    , m_frame(new QFrame(this))
    , m_line(new QLineEdit(m_frame))
    , m_mark(plainLabel({}, u"info"_s, this))
    , m_problem(plainLabel({}, u"error"_s, this))
{
    setObjectName(name);
    setRole(m_frame, u"card"_s);
    setRole(m_line, u"plain"_s);
    m_line->setFrame(false);
    m_line->setObjectName(name + u"#line"_s);
    m_line->setMinimumWidth(narrowest);
    m_line->setPlaceholderText(placeholder);
    m_line->installEventFilter(this);
    m_problem->setObjectName(name + u"#problem"_s);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_mark->hide();
    m_flow = new FlowLayout(m_frame);
    m_flow->setContentsMargins(4, 2, 4, 2);
    m_flow->addWidget(m_line);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    for (QWidget *part : QList<QWidget *>{m_frame, m_mark, m_problem})
        layout->addWidget(part);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::editingFinished, this, &TagField::take);
    connect(m_line, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (text.contains(u','))
            take();
        else
            showProblem();
    });
}

TagField::~TagField()
{
    m_line->disconnect(this); // it may lose the focus while it goes
}

void TagField::setTexts(const QStringList &texts)
{
    if (m_texts == texts)
        return;
    m_texts = texts;
    rebuild();
    showProblem();
}

void TagField::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    m_line->setReadOnly(readOnly);
    m_line->setPlaceholderText(readOnly ? QString() : m_placeholder);
    for (QToolButton *tag : std::as_const(m_tags))
        tag->setEnabled(!readOnly);
}

void TagField::setMark(const QString &note)
{
    m_mark->setText(note);
    m_mark->setVisible(!note.isEmpty());
}

void TagField::setProblem(const QString &problem)
{
    m_own = problem;
    showProblem();
}

QString TagField::problem() const
{
    const QString typed = m_line->text().trimmed();
    for (const QString &text : typed.isEmpty() ? m_texts : m_texts + QStringList{typed})
        if (const QString wrong = m_check(text); !wrong.isEmpty())
            return text + u": "_s + wrong;
    return m_own;
}

void TagField::showProblem()
{
    const QString text = problem();
    if (m_problem->text() == text)
        return;
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    Q_EMIT problemChanged();
}

void TagField::rebuild()
{
    for (QToolButton *tag : std::as_const(m_tags))
        tag->deleteLater(); // maybe it is its own click that we are in
    m_tags.clear();
    while (QLayoutItem *item = m_flow->takeAt(0))
        delete item;
    for (qsizetype i = 0; i < m_texts.size(); ++i) {
        auto *tag = new QToolButton(m_frame);
        tag->setObjectName(u"tag"_s);
        const QString shown = tag->fontMetrics().elidedText(m_texts.at(i), Qt::ElideMiddle, widestTag);
        tag->setText(shown + u"  ×"_s);
        tag->setAccessibleName(tr("Take %1 away").arg(m_texts.at(i)));
        const QString keys = tr("A click takes it away; F2 edits it");
        tag->setToolTip(plainTip(shown == m_texts.at(i) ? keys : m_texts.at(i) + u'\n' + keys));
        tag->setEnabled(!m_readOnly);
        tag->installEventFilter(this);
        setRole(tag, m_check(m_texts.at(i)).isEmpty() ? u"tag"_s : u"tagWrong"_s);
        connect(tag, &QToolButton::clicked, this, [this, i] { remove(i); });
        m_tags.append(tag);
        m_flow->addWidget(tag);
        tag->show();
    }
    m_flow->addWidget(m_line);
    QWidget *before = nullptr;
    for (QToolButton *tag : std::as_const(m_tags)) {
        if (before)
            setTabOrder(before, tag);
        before = tag;
    }
    if (before)
        setTabOrder(before, m_line);
}

void TagField::take()
{
    QStringList texts = m_texts;
    for (const QString &part : m_line->text().split(u',', Qt::SkipEmptyParts))
        if (const QString text = part.trimmed(); !text.isEmpty() && !texts.contains(text))
            texts.append(text);
    m_line->clear();
    const bool changed = texts != m_texts;
    setTexts(texts);
    showProblem();
    if (changed)
        Q_EMIT edited();
}

void TagField::remove(qsizetype index)
{
    if (m_readOnly || index < 0 || index >= m_texts.size())
        return;
    QStringList texts = m_texts;
    texts.removeAt(index);
    setTexts(texts);
    m_line->setFocus();
    Q_EMIT edited();
}

void TagField::takeBack(qsizetype index)
{
    if (m_readOnly || index < 0)
        return;
    const QString text = m_texts.at(index);
    take();
    remove(m_texts.indexOf(text));
    m_line->setText(text);
    m_line->setFocus();
}

bool TagField::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool edit = key == Qt::Key_Backspace || key == Qt::Key_Delete;
    if (watched == m_line && key == Qt::Key_Backspace && m_line->text().isEmpty()) {
        remove(m_texts.size() - 1);
        return true;
    }
    if (const auto tag = m_tags.indexOf(qobject_cast<QToolButton *>(watched)); tag >= 0 && (edit || key == Qt::Key_F2)) {
        if (edit)
            remove(tag);
        else
            takeBack(tag);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}
