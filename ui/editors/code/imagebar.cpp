#include "ui/editors/code/imagebar.h"

#include "core/openwhisk/kinds.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/role.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

using namespace openwhisk;
using namespace Qt::StringLiterals;

ImageBar::ImageBar(ActionState &state, QWidget *parent)
    : QFrame(parent)
    , m_state(state)
    , m_image(new QLineEdit(this))
    , m_native(new Chip(tr("native"), Chip::Tone::Violet, this))
    , m_problem(shortLabel({}, u"error"_s, this))
    , m_with(makeButton(tr("With code"), u"imageWithCode"_s, this, u"segment"_s))
    , m_without(makeButton(tr("Without code"), u"imageWithoutCode"_s, this, u"segment"_s))
{
    build();
    connect(m_image, &QLineEdit::textEdited, this, [this] {
        Exec exec = m_state.now().exec;
        exec.image = m_image->text().trimmed();
        m_state.setExec(exec);
        fill();
    });
    connect(m_with, &QPushButton::clicked, this, [this] { Q_EMIT codeWanted(true); });
    connect(m_without, &QPushButton::clicked, this, [this] { Q_EMIT codeWanted(false); });
}

void ImageBar::build()
{
    setRole(this, u"bar"_s);
    setObjectName(u"imageBar"_s);
    m_image->setObjectName(u"codeImage"_s);
    m_image->setAccessibleName(tr("Image"));
    m_image->setMinimumWidth(260);
    m_image->setPlaceholderText(u"openwhisk/dockerskeleton"_s);
    m_native->setToolTip(tr("The image runs a program called exec that is sent as code: what wsk --native makes."));
    auto *group = new QButtonGroup(this);
    for (QPushButton *button : {m_with, m_without}) {
        button->setCheckable(true);
        group->addButton(button);
    }
    QBoxLayout *row = rowOf({plainLabel(tr("Runs in the image"), u"muted"_s, this), m_image, m_native, m_problem, nullptr, m_with, m_without});
    row->setContentsMargins(12, 6, 12, 6);
    setLayout(row);
}

void ImageBar::fill()
{
    const Exec &exec = m_state.now().exec;
    setVisible(isImage(exec));
    if (m_image->text() != exec.image && m_image->text().trimmed() != exec.image)
        m_image->setText(exec.image);
    m_native->setVisible(isNative(exec));
    const QString problem = isImage(exec) ? imageProblem(exec.image.trimmed()) : QString();
    m_problem->setText(problem);
    m_problem->setToolTip(plainTip(problem));
    m_problem->setVisible(!problem.isEmpty());
    (exec.code ? m_with : m_without)->setChecked(true);
    for (QPushButton *button : {m_with, m_without})
        enableOrExplain(button, m_reason);
    m_image->setReadOnly(!m_reason.isEmpty());
}

void ImageBar::setReadOnly(const QString &reason)
{
    m_reason = reason;
    fill();
}
