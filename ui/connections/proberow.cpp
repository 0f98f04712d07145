#include "ui/connections/proberow.h"

#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

using namespace Qt::StringLiterals;
using connections::ProbeLayer;
using State = ProbeLayer::State;

namespace {

QString markOf(State state)
{
    switch (state) {
    case State::Waiting:
        return u"·"_s;
    case State::Running:
        return u"…"_s;
    case State::Good:
        return u"✓"_s;
    case State::Warning:
        return u"▲"_s;
    case State::Failed:
        return u"✕"_s;
    case State::NotTried:
        return u"–"_s;
    }
    return {};
}

QString roleOf(State state)
{
    switch (state) {
    case State::Good:
        return u"success"_s;
    case State::Warning:
        return u"warning"_s;
    case State::Failed:
        return u"error"_s;
    default:
        return u"faint"_s;
    }
}

QString wordOf(State state)
{
    switch (state) {
    case State::Waiting:
        return ProbeRow::tr("waiting");
    case State::Running:
        return ProbeRow::tr("running");
    case State::Good:
        return ProbeRow::tr("good");
    case State::Warning:
        return ProbeRow::tr("warning");
    case State::Failed:
        return ProbeRow::tr("failed");
    case State::NotTried:
        return ProbeRow::tr("not tried");
    }
    return {};
}

} // namespace

QString layerName(ProbeLayer::Name name)
{
    switch (name) {
    case ProbeLayer::Name::Resolve:
        return ProbeRow::tr("Name");
    case ProbeLayer::Name::Tcp:
        return ProbeRow::tr("TCP");
    case ProbeLayer::Name::Tls:
        return ProbeRow::tr("TLS");
    case ProbeLayer::Name::Version:
        return ProbeRow::tr("Version");
    case ProbeLayer::Name::Key:
        return ProbeRow::tr("Key");
    case ProbeLayer::Name::Http:
        return ProbeRow::tr("HTTP");
    }
    return {};
}

ProbeRow::ProbeRow(ProbeLayer::Name name, QWidget *parent)
    : QWidget(parent), m_layer(name), m_mark(new QLabel(this)), m_name(new QLabel(layerName(name), this)), m_text(new QLabel(this))
{
    setObjectName(u"layer"_s + QString::number(int(name)));
    m_mark->setFixedWidth(16);
    m_name->setFixedWidth(58);
    m_name->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_mark->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_text->setObjectName(u"text"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    setRole(m_text, u"small"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 5);
    row->setSpacing(8);
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addWidget(m_name, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    set({name, State::Waiting, {}});
}

void ProbeRow::set(const ProbeLayer &layer)
{
    m_state = layer.state;
    m_mark->setText(markOf(layer.state));
    setRole(m_mark, roleOf(layer.state));
    setRole(m_name, layer.state == State::NotTried || layer.state == State::Waiting ? u"faint"_s : QString());
    m_text->setText(layer.text);
    setAccessibleName(u"%1: %2. %3"_s.arg(layerName(layer.name), wordOf(layer.state), layer.text));
    update();
}

void ProbeRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = theme::current();
    QPainter painter(this);
    if (m_state == State::Failed)
        painter.fillRect(rect(), theme.errorSoft);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme.border);
}
