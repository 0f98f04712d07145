#include "ui/widgets/theme.h"

#include "core/json/text.h"
#include "ui/widgets/plainfont.h"
#include "ui/widgets/style.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QStyle>
#include <QWidget>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct ColorToken {
    QLatin1StringView name;
    QColor Theme::*color;
};

constexpr std::array colorTokens{
    ColorToken{"window"_L1, &Theme::window},
    ColorToken{"surface"_L1, &Theme::surface},
    ColorToken{"sunken"_L1, &Theme::sunken},
    ColorToken{"border"_L1, &Theme::border},
    ColorToken{"border_strong"_L1, &Theme::borderStrong},
    ColorToken{"text"_L1, &Theme::text},
    ColorToken{"text_muted"_L1, &Theme::textMuted},
    ColorToken{"text_faint"_L1, &Theme::textFaint},
    ColorToken{"accent"_L1, &Theme::accent},
    ColorToken{"accent_soft"_L1, &Theme::accentSoft},
    ColorToken{"on_accent"_L1, &Theme::onAccent},
    ColorToken{"success"_L1, &Theme::success},
    ColorToken{"success_soft"_L1, &Theme::successSoft},
    ColorToken{"warning"_L1, &Theme::warning},
    ColorToken{"warning_soft"_L1, &Theme::warningSoft},
    ColorToken{"error"_L1, &Theme::error},
    ColorToken{"error_soft"_L1, &Theme::errorSoft},
    ColorToken{"wait"_L1, &Theme::wait},
    ColorToken{"init"_L1, &Theme::init},
    ColorToken{"run"_L1, &Theme::run},
    ColorToken{"on_wait"_L1, &Theme::onWait},
    ColorToken{"on_init"_L1, &Theme::onInit},
    ColorToken{"on_run"_L1, &Theme::onRun},
    ColorToken{"find"_L1, &Theme::find},
    ColorToken{"find_current"_L1, &Theme::findCurrent},
    ColorToken{"on_find"_L1, &Theme::onFind},
    ColorToken{"env_sandbox"_L1, &Theme::envSandbox},
    ColorToken{"env_dev"_L1, &Theme::envDev},
    ColorToken{"env_staging"_L1, &Theme::envStaging},
    ColorToken{"env_production"_L1, &Theme::envProduction},
};

struct SizeToken {
    QLatin1StringView name;
    int Theme::*size;
};

constexpr std::array sizeTokens{
    SizeToken{"unit"_L1, &Theme::unit},
    SizeToken{"control_height"_L1, &Theme::controlHeight},
    SizeToken{"row_height"_L1, &Theme::rowHeight},
    SizeToken{"panel_padding"_L1, &Theme::panelPadding},
    SizeToken{"radius"_L1, &Theme::radius},
};

constexpr qreal fontPoints = 10;

QByteArray resource(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QFont uiFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (QFontDatabase::hasFamily(u"Inter"_s))
        font.setFamily(u"Inter"_s);
    font.setPointSizeF(fontPoints);
    return font;
}

QFont monoFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (QFontDatabase::hasFamily(u"JetBrains Mono"_s))
        font = QFont(familyWithoutLigatures(u"JetBrains Mono"_s));
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setPointSizeF(fontPoints);
    return font;
}

/// Owned by the application, so that the theme lives as long as the widgets that ask for it.
class ThemeHolder : public QObject {
public:
    explicit ThemeHolder(QObject *parent) : QObject(parent), theme(Theme::load(false)) {}
    Theme theme;
};

constexpr const char *holderProperty = "whiskboardTheme";

ThemeHolder &holder()
{
    if (auto *known = static_cast<ThemeHolder *>(qApp->property(holderProperty).value<void *>()))
        return *known;
    auto *made = new ThemeHolder(qApp);
    qApp->setProperty(holderProperty, QVariant::fromValue<void *>(made));
    return *made;
}

} // namespace

void initThemeResources()
{
    Q_INIT_RESOURCE(whiskboard_themes);
    Q_INIT_RESOURCE(whiskboard_icons);
}

Theme Theme::load(bool dark)
{
    initThemeResources();
    const auto tokens = json::read(resource(u":/themes/tokens.json"_s));
    Theme theme;
    theme.dark = dark;
    if (!tokens)
        return theme;
    const json::Value colors = tokens->value.value(dark ? u"dark" : u"light");
    for (const ColorToken &token : colorTokens)
        theme.*token.color = QColor(colors.value(QString(token.name)).toString());
    const json::Value spacing = tokens->value.value(u"spacing");
    for (const SizeToken &token : sizeTokens)
        theme.*token.size = int(spacing.value(QString(token.name)).toInteger().value_or(theme.*token.size));
    theme.ui = uiFont();
    theme.mono = monoFont();
    return theme;
}

QPalette Theme::palette() const
{
    QPalette colors(surface, window);
    const std::array<std::pair<QPalette::ColorRole, QColor>, 19> roles{{
        {QPalette::WindowText, text},       {QPalette::Base, surface},        {QPalette::AlternateBase, window},
        {QPalette::Text, text},             {QPalette::Button, surface},      {QPalette::ButtonText, text},
        {QPalette::BrightText, error},      {QPalette::Highlight, accentSoft}, {QPalette::HighlightedText, text},
        {QPalette::Link, accent},           {QPalette::LinkVisited, init},    {QPalette::ToolTipBase, surface},
        {QPalette::ToolTipText, text},      {QPalette::PlaceholderText, textFaint}, {QPalette::Light, surface},
        {QPalette::Midlight, sunken},       {QPalette::Mid, border},          {QPalette::Dark, borderStrong},
        {QPalette::Shadow, borderStrong},
    }};
    for (const auto &[role, color] : roles)
        colors.setColor(role, color);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        colors.setColor(QPalette::Disabled, role, textFaint);
    colors.setColor(QPalette::Disabled, QPalette::Highlight, sunken);
    return colors;
}

QString Theme::styleSheet() const
{
    // Longer names first: "@border" is also the beginning of "@border_strong".
    QList<std::pair<QString, QString>> values;
    for (const ColorToken &token : colorTokens)
        values.append({u'@' + QString(token.name), (this->*token.color).name()});
    for (const SizeToken &token : sizeTokens)
        values.append({u'@' + QString(token.name), QString::number(this->*token.size)});
    values.append({u"@mono_family"_s, mono.family()});
    std::sort(values.begin(), values.end(), [](const auto &a, const auto &b) { return a.first.size() > b.first.size(); });
    QString sheet = QString::fromUtf8(resource(u":/themes/application.qss"_s));
    for (const auto &[name, value] : values)
        sheet.replace(name, value);
    return sheet;
}

void theme::apply(QApplication &app, bool dark)
{
    ThemeHolder &held = holder();
    held.theme = Theme::load(dark);
    if (!qobject_cast<ConsoleStyle *>(app.style()) && !app.property("whiskboardStyled").toBool()) {
        QApplication::setStyle(new ConsoleStyle);
        app.setProperty("whiskboardStyled", true);
    }
    QApplication::setPalette(held.theme.palette());
    QApplication::setFont(held.theme.ui);
    app.setStyleSheet(held.theme.styleSheet());
    // Qt tells widgets that were never shown when they are; those that keep colours of their own want to know now.
    for (QWidget *widget : QApplication::allWidgets()) {
        if (!widget->testAttribute(Qt::WA_WState_Polished)) {
            QEvent changed(QEvent::PaletteChange);
            QApplication::sendEvent(widget, &changed);
        }
    }
}

const Theme &theme::current()
{
    return holder().theme;
}

bool theme::systemIsDark()
{
    const QPalette palette = QApplication::style() ? QApplication::style()->standardPalette() : QPalette();
    return palette.color(QPalette::Window).lightness() < 128;
}
