#include "ui/connections/environment.h"

#include "ui/widgets/theme.h"

#include <QCoreApplication>
#include <QPainter>

using connections::Environment;

QColor environmentColor(Environment environment, const Theme &theme)
{
    switch (environment) {
    case Environment::Sandbox: return theme.envSandbox;
    case Environment::Dev: return theme.envDev;
    case Environment::Staging: return theme.envStaging;
    case Environment::Production: return theme.envProduction;
    }
    return theme.border;
}

QString environmentWord(Environment environment)
{
    switch (environment) {
    case Environment::Sandbox: return QCoreApplication::translate("Environment", "sandbox");
    case Environment::Dev: return QCoreApplication::translate("Environment", "dev");
    case Environment::Staging: return QCoreApplication::translate("Environment", "staging");
    case Environment::Production: return QCoreApplication::translate("Environment", "production");
    }
    return {};
}

QIcon environmentDot(Environment environment)
{
    QPixmap pixmap(32, 32);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(environmentColor(environment, theme::current()));
    painter.drawEllipse(QRectF(7, 7, 18, 18));
    return QIcon(pixmap);
}
