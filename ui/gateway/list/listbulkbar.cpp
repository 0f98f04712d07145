#include "ui/gateway/list/listbulkbar.h"

#include "ui/gateway/list/gatewaybulk.h"
#include "ui/widgets/parts.h"
#include "ui/widgets/role.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostNames = 12;

} // namespace

ListBulkBar::ListBulkBar(gateway::Kind kind, QWidget *parent)
    : QFrame(parent), m_count(plainLabel({}, u"title"_s, this)), m_names(shortLabel({}, u"muted"_s, this))
{
    setObjectName(u"bulkBar"_s);
    setRole(this, u"selection"_s);
    m_count->setObjectName(u"tickedCount"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 4);
    row->setSpacing(8);
    row->addWidget(m_count);
    row->addWidget(m_names, 1);
    const auto add = [this, row](const QString &text, const QString &name, const QString &role, auto pressed, bool writes = true) {
        auto *button = makeButton(text, name, this, role);
        connect(button, &QPushButton::clicked, this, pressed);
        row->addWidget(button);
        if (writes)
            m_writes.append(button);
    };
    if (gatewaybulk::hasStatus(kind)) {
        add(tr("Enable"), u"bulkEnable"_s, {}, [this] { Q_EMIT switchRequested(true); });
        add(tr("Disable"), u"bulkDisable"_s, {}, [this] { Q_EMIT switchRequested(false); });
    }
    if (gatewaybulk::hasLabels(kind))
        add(tr("Labels…"), u"bulkLabels"_s, {}, [this] { Q_EMIT labelsRequested(); });
    add(tr("Export…"), u"bulkExport"_s, {}, [this] { Q_EMIT exportRequested(); }, false);
    add(tr("Delete…"), u"bulkDelete"_s, u"danger"_s, [this] { Q_EMIT deleteRequested(); });
    add(tr("× Clear"), u"bulkClear"_s, u"flat"_s, [this] { Q_EMIT clearRequested(); }, false);
    hide();
}

void ListBulkBar::showTicked(const QStringList &names, const QString &writeBan)
{
    setVisible(!names.isEmpty());
    m_count->setText(tr("%n selected", nullptr, int(names.size())));
    m_names->setText(names.mid(0, mostNames).join(u", "_s) + (names.size() > mostNames ? u" …"_s : QString()));
    for (auto *button : std::as_const(m_writes))
        enableOrExplain(button, writeBan);
}
