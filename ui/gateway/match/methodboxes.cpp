#include "ui/gateway/match/methodboxes.h"

#include "ui/widgets/flowlayout.h"
#include "ui/widgets/parts.h"

#include <QCheckBox>
#include <QLabel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// All that the schema of a route knows; the last ones are seldom meant, and two of them never come through.
const QStringList &known()
{
    static const QStringList methods{u"GET"_s,  u"POST"_s,    u"PUT"_s,   u"DELETE"_s,  u"PATCH"_s,
                                     u"HEAD"_s, u"OPTIONS"_s, u"PURGE"_s, u"CONNECT"_s, u"TRACE"_s};
    return methods;
}

} // namespace

MethodBoxes::MethodBoxes(QWidget *parent)
    : QWidget(parent)
    , m_note(plainLabel({}, u"faint"_s, this))
{
    setObjectName(u"methods"_s);
    auto *flow = new FlowLayout(this);
    flow->setContentsMargins({});
    for (const QString &method : known())
        add(method);
    flow->addWidget(m_note);
    m_note->setObjectName(u"methods#note"_s);
    setFocusProxy(m_boxes.first());
    showNote();
}

void MethodBoxes::add(const QString &method)
{
    auto *box = new QCheckBox(method, this);
    box->setObjectName(u"method#"_s + method);
    box->setEnabled(!m_readOnly);
    m_boxes.append(box);
    layout()->addWidget(box);
    connect(box, &QCheckBox::clicked, this, [this, method](bool checked) {
        if (checked)
            m_methods.append(method);
        else
            m_methods.removeAll(method);
        showNote();
        Q_EMIT edited();
    });
}

void MethodBoxes::setMethods(const QStringList &methods)
{
    m_methods = methods;
    for (const QString &method : methods) {
        const auto same = [&method](const QCheckBox *box) { return box->text() == method; };
        if (std::none_of(m_boxes.cbegin(), m_boxes.cend(), same))
            add(method);
    }
    for (QCheckBox *box : std::as_const(m_boxes))
        box->setChecked(methods.contains(box->text()));
    showNote();
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

void MethodBoxes::showNote()
{
    m_note->setText(m_methods.isEmpty() ? tr("none: any method") : QString());
}
