#include "ui/connections/environmentline.h"

#include "ui/connections/environment.h"
#include "ui/widgets/theme.h"

#include <QPainter>

EnvironmentLine::EnvironmentLine(QWidget *parent) : QWidget(parent)
{
    setFixedHeight(3);
}

void EnvironmentLine::set(connections::Environment environment)
{
    m_environment = environment;
    update();
}

void EnvironmentLine::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), environmentColor(m_environment, theme::current()));
}
