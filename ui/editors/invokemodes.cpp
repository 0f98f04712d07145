#include "ui/editors/invokemodes.h"

#include "ui/widgets/role.h"

#include <QActionGroup>
#include <QMenu>

using namespace openwhisk;
using namespace Qt::StringLiterals;

InvokeModes::InvokeModes(QWidget *parent) : QToolButton(parent)
{
    setObjectName(u"invokeMode"_s);
    setPopupMode(InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setAccessibleName(tr("How to invoke"));
    setRole(this, u"button"_s);
    auto *menu = new QMenu(this);
    menu->setToolTipsVisible(true);
    setMenu(menu);
    const std::pair<QString, Invoke> modes[] = {{tr("Blocking"), Invoke::Blocking},
                                                {tr("Result only"), Invoke::BlockingResultOnly},
                                                {tr("Not blocking"), Invoke::NonBlocking}};
    auto *group = new QActionGroup(this);
    for (const auto &[text, mode] : modes) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setActionGroup(group);
        action->setChecked(mode == m_mode);
        connect(action, &QAction::triggered, this, [this, mode = mode] {
            m_mode = mode;
            showText();
        });
    }
    menu->addSeparator();
    QAction *keep = menu->addAction(tr("Keep the record in any case"));
    keep->setObjectName(u"keepRecord"_s);
    keep->setCheckable(true);
    keep->setToolTip(tr("Some servers store no record of a call that was waited for and went well. This asks for it by "
                        "X-OW-EXTRA-LOGGING, and the server logs more about this one call."));
    connect(keep, &QAction::toggled, this, [this](bool on) {
        m_keep = on ? KeepRecord::Always : KeepRecord::AsTheServerDoes;
        showText();
    });
    showText();
}

void InvokeModes::showText()
{
    QString text = m_mode == Invoke::Blocking ? tr("Blocking")
        : m_mode == Invoke::NonBlocking       ? tr("Not blocking")
                                              : tr("Result only");
    if (m_keep == KeepRecord::Always)
        text += u" · "_s + tr("kept");
    setText(text + u" ▾"_s);
}
