#include "ui/gateway/match/methodboxes.h"

#include "ui/widgets/flowlayout.h"
#include "ui/widgets/parts.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QStringList &usual()
{
    static const QStringList methods{u"GET"_s, u"POST"_s, u"PUT"_s, u"DELETE"_s, u"PATCH"_s, u"HEAD"_s, u"OPTIONS"_s};
    return methods;
}

/// The rest of what the schema of a route knows; two of them never come through.
const QStringList &seldom()
{
    static const QStringList methods{u"PURGE"_s, u"CONNECT"_s, u"TRACE"_s};
    return methods;
}

bool isSeldom(const QString &method)
{
    return !usual().contains(method);
}

} // namespace

MethodBoxes::MethodBoxes(QWidget *parent)
    : QWidget(parent)
    , m_flow(new FlowLayout(this))
    , m_more(makeButton({}, u"methods#more"_s, this, u"link"_s))
    , m_note(plainLabel({}, u"faint"_s, this))
{
    setObjectName(u"methods"_s);
    m_flow->setContentsMargins(0, 4, 0, 0); // on the line of its name
    m_note->setObjectName(u"methods#note"_s);
    for (const QString &method : usual() + seldom())
        add(method);
    setFocusProxy(m_boxes.first());
    connect(m_more, &QPushButton::clicked, this, [this] { showMore(!m_unfolded); });
    showState();
}

void MethodBoxes::add(const QString &method)
{
    auto *box = new QCheckBox(method, this);
    box->setObjectName(u"method#"_s + method);
    box->setEnabled(!m_readOnly);
    m_boxes.append(box);
    for (QWidget *last : {static_cast<QWidget *>(m_more), static_cast<QWidget *>(m_note)})
        m_flow->removeWidget(last);
    for (QWidget *widget : {static_cast<QWidget *>(box), static_cast<QWidget *>(m_more), static_cast<QWidget *>(m_note)})
        m_flow->addWidget(widget);
    setTabOrder(box, m_more);
    connect(box, &QCheckBox::clicked, this, [this, method](bool checked) { take(method, checked); });
}

void MethodBoxes::take(const QString &method, bool checked)
{
    if (checked)
        m_methods.append(method);
    else
        m_methods.removeAll(method);
    m_unfolded = m_unfolded || isSeldom(method); // the box that is clicked stays where it is
    showState();
    Q_EMIT edited();
}

void MethodBoxes::setMethods(const QStringList &methods)
{
    m_methods = methods;
    for (const QString &method : methods) {
        const auto same = [&method](const QCheckBox *box) { return box->text() == method; };
        if (std::none_of(m_boxes.cbegin(), m_boxes.cend(), same))
            add(method);
    }
    showState();
}

QStringList MethodBoxes::methods() const
{
    return m_methods;
}

void MethodBoxes::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    for (QCheckBox *box : std::as_const(m_boxes))
        box->setEnabled(!readOnly);
}

void MethodBoxes::showMore(bool more)
{
    m_unfolded = more;
    showState();
    const auto firstSeldom = std::find_if(m_boxes.cbegin(), m_boxes.cend(), [](const QCheckBox *box) { return isSeldom(box->text()); });
    if (more && !m_readOnly)
        (*firstSeldom)->setFocus(); // the button stands behind it now
}

bool MethodBoxes::isSeldomSet() const
{
    return std::any_of(m_methods.cbegin(), m_methods.cend(), isSeldom);
}

/// What is set is never hidden.
void MethodBoxes::showState()
{
    const bool all = m_unfolded || isSeldomSet();
    for (QCheckBox *box : std::as_const(m_boxes)) {
        box->setChecked(m_methods.contains(box->text()));
        box->setVisible(all || !isSeldom(box->text()));
    }
    m_more->setText(all ? tr("Fewer ▴") : tr("More ▾"));
    m_more->setAccessibleName(all ? tr("Show fewer methods") : tr("Show more methods"));
    m_more->setVisible(!isSeldomSet());
    m_note->setText(m_methods.isEmpty() ? tr("none: any method") : QString());
}
