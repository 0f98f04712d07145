#include "ui/widgets/theme.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QRegularExpression>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

void initThemeResources();

namespace {

QColor classColor(const QString &name, const QColor &text)
{
    const Theme &theme = theme::current();
    if (name == "Highlight"_L1)
        return theme.accent;
    if (name == "NegativeText"_L1)
        return theme.error;
    if (name == "NeutralText"_L1)
        return theme.warning;
    return name == "PositiveText"_L1 ? theme.success : text;
}

/// Breeze names its colours by class: ".ColorScheme-Text { color:#232629; }".
QByteArray recolored(const QString &name, const QColor &text)
{
    initThemeResources();
    QFile file(u":/icons/%1.svg"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString source = QString::fromUtf8(file.readAll());
    static const QRegularExpression rule(u"\\.ColorScheme-(\\w+)\\s*\\{\\s*color\\s*:\\s*(#[0-9a-fA-F]+)"_s);
    QString result;
    qsizetype done = 0;
    for (auto it = rule.globalMatch(source); it.hasNext();) {
        const auto match = it.next();
        result += QStringView(source).mid(done, match.capturedStart(2) - done);
        result += classColor(match.captured(1), text).name();
        done = match.capturedEnd(2);
    }
    result += QStringView(source).mid(done);
    return result.toUtf8();
}

/// Asks the theme when it paints, so that an icon once set follows a change of theme and of screen by itself.
class BreezeEngine : public QIconEngine {
public:
    explicit BreezeEngine(QString name) : m_name(std::move(name)) {}
    QIconEngine *clone() const override { return new BreezeEngine(m_name); }
    bool isNull() override { return !QFile::exists(u":/icons/%1.svg"_s.arg(m_name)); }
    QString iconName() override { return m_name; }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        painter->drawPixmap(rect, scaledPixmap(rect.size() * ratio, mode, state, ratio));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal ratio) override
    {
        const Theme &theme = theme::current();
        const QColor color = mode == QIcon::Disabled ? theme.textFaint : theme.text;
        const QString key = u"breeze/%1/%2x%3/%4/%5"_s.arg(m_name).arg(size.width()).arg(size.height()).arg(
            color.name(), theme.dark ? u"dark"_s : u"light"_s);
        QPixmap pixmap;
        if (!QPixmapCache::find(key, &pixmap)) {
            pixmap = draw(size, color, mode == QIcon::Disabled);
            QPixmapCache::insert(key, pixmap);
        }
        pixmap.setDevicePixelRatio(ratio);
        return pixmap;
    }

private:
    QPixmap draw(const QSize &size, const QColor &color, bool faded) const
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QSvgRenderer renderer(recolored(m_name, color));
        QPainter painter(&pixmap);
        painter.setOpacity(faded ? 0.6 : 1);
        renderer.render(&painter);
        return pixmap;
    }
    QString m_name;
};

} // namespace

QIcon theme::icon(const QString &name)
{
    return QIcon(new BreezeEngine(name));
}
