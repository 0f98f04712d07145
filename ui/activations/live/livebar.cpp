#include "ui/activations/filter/actionpicker.h"
#include "ui/activations/live/desktopnotifier.h"
#include "ui/activations/live/liveactivations.h"
#include "ui/widgets/role.h"

#include <QCheckBox>
#include <QDBusConnection>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

/// The controls above the rows of LiveActivations.

void LiveActivations::buildBar()
{
    m_bar = withRole(new QFrame(this), u"bar"_s);
    auto *row = new QHBoxLayout(m_bar);
    row->setContentsMargins(12, 3, 12, 3);
    row->setSpacing(8);
    m_picker = new ActionPicker(m_bar);
    m_picker->setObjectName(u"livePicker"_s);
    m_actions = new QPushButton(m_bar);
    m_actions->setObjectName(u"liveActions"_s);
    m_actions->setAccessibleName(tr("Actions followed"));
    row->addWidget(m_actions);
    buildSwitches(row);
    m_counts = withRole(new QLabel(m_bar), u"muted"_s);
    m_counts->setObjectName(u"liveCounts"_s);
    row->addStretch(1);
    row->addWidget(m_counts);
}

void LiveActivations::buildSwitches(QHBoxLayout *row)
{
    m_pause = new QPushButton(tr("Pause"), m_bar);
    m_pause->setObjectName(u"livePause"_s);
    m_pause->setToolTip(tr("The rows stay as they are; what comes meanwhile follows when it goes on."));
    m_follow = new QPushButton(tr("Follow"), m_bar);
    m_follow->setObjectName(u"liveFollow"_s);
    m_follow->setToolTip(tr("Keep the newest in sight. Scrolling down ends it."));
    m_follow->setChecked(true);
    for (QPushButton *button : {m_pause, m_follow}) {
        setRole(button, u"segment"_s);
        button->setCheckable(true);
        row->addWidget(button);
    }
    m_follow->setChecked(true);
    m_notify = new QCheckBox(tr("Tell me when one fails"), m_bar);
    m_notify->setObjectName(u"liveNotify"_s);
    m_notify->setToolTip(tr("A word on the desktop, at most one in 30 seconds; also while this is hidden."));
    if (!DesktopNotifier::available(QDBusConnection::sessionBus())) {
        m_notify->setEnabled(false);
        m_notify->setToolTip(tr("This desktop has no service for notifications."));
    }
    row->addWidget(m_notify);
}
