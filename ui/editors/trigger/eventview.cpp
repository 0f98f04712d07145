#include "ui/editors/trigger/eventview.h"

#include "core/json/text.h"
#include "ui/editors/actionsecrets.h"
#include "ui/editors/editorparts.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>

#include <algorithm>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString memberText(const EventMember &member)
{
    const QString value = member.from == EventMember::From::Server ? u"{ … }"_s
                                                                   : shownValue({member.name, member.value, false, {}});
    return json::quoted(member.name) + u": "_s + value;
}

QString sourceText(const EventMember &member)
{
    switch (member.from) {
    case EventMember::From::Trigger:
        return EventView::tr("trigger’s parameter");
    case EventMember::From::Payload:
        return EventView::tr("payload");
    case EventMember::From::PayloadOverTrigger:
        return EventView::tr("payload, over trigger’s");
    case EventMember::From::Server:
        break;
    }
    return EventView::tr("server");
}

QString sourceTip(const EventMember &member)
{
    return member.from == EventMember::From::Server ? EventView::tr("From the server: the headers of your request")
                                                    : sourceText(member);
}

QVariant mono(const EventMember &, int role)
{
    return role == Qt::FontRole ? QVariant(theme::current().mono) : QVariant();
}

QVariant muted(const EventMember &, int role)
{
    return role == Qt::ForegroundRole ? QVariant(theme::current().textMuted) : QVariant();
}

} // namespace

EventView::EventView(QWidget *parent)
    : QTableView(parent)
{
    Column<EventMember> member{tr("Member"), [](const EventMember &m) { return QVariant(memberText(m)); }};
    member.extra = mono;
    member.toolTip = [](const EventMember &m) { return plainTip(memberText(m)); };
    Column<EventMember> source{tr("From"), [](const EventMember &m) { return QVariant(sourceText(m)); }};
    source.extra = muted;
    source.toolTip = sourceTip;
    m_model = new TableModel<EventMember>({member, source}, [](const EventMember &m) { return m.name; }, this);
    setModel(m_model);
    dressTable(this, u"event"_s, tr("What the action will get"));
    horizontalHeader()->hide();
    horizontalHeader()->setMinimumSectionSize(24); // else a short source makes both wider than the room
    setFocusPolicy(Qt::TabFocus);
}

void EventView::setEvent(const QList<KeyValue> &parameters, const json::Value &payload)
{
    m_model->setRows(eventMembers(parameters, payload));
    share();
}

void EventView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    share();
}

/// Where from is short and stands whole as long as half of the room is left for the member.
void EventView::share()
{
    const int room = viewport()->width();
    setColumnWidth(0, std::max(room / 2, room - sizeHintForColumn(1) - 8));
}
