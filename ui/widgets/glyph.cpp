#include "ui/widgets/glyph.h"

#include "ui/widgets/theme.h"

#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace {

struct Look {
    QColor sign;
    QColor fill;
    QString letter;
};

QColor mixed(const QColor &a, const QColor &b, double share)
{
    return QColor::fromRgbF(float(a.redF() * share + b.redF() * (1 - share)),
                            float(a.greenF() * share + b.greenF() * (1 - share)),
                            float(a.blueF() * share + b.blueF() * (1 - share)));
}

// The one colour that the tokens do not have: sequences are teal in the pictures.
QColor teal(const Theme &theme)
{
    return theme.dark ? QColor(0x3f, 0xb9, 0xc4) : QColor(0x0b, 0x7a, 0x85);
}

/// A quiet square with a coloured sign in the light; in the dark the square is pale, so that it stays visible there.
Look look(const QColor &color, const QString &letter, const Theme &theme)
{
    if (theme.dark)
        return {mixed(color, Qt::black, 0.45), mixed(color, QColor(0xe4, 0xe8, 0xee), 0.3), letter};
    return {color, mixed(color, theme.surface, 0.13), letter};
}

Look lookOf(const QString &kind, const Theme &theme)
{
    if (kind == "action"_L1)
        return look(theme.accent, u"ƒ"_s, theme);
    if (kind == "sequence"_L1)
        return look(teal(theme), u"⇉"_s, theme);
    if (kind == "package"_L1 || kind == "binding"_L1)
        return look(theme.warning, u"P"_s, theme);
    if (kind == "trigger"_L1)
        return look(theme.init, u"⚡"_s, theme);
    if (kind == "rule"_L1)
        return look(theme.success, u"→"_s, theme);
    static const QHash<QString, QString> quiet{{u"default"_s, u"·"_s}, {u"route"_s, u"R"_s}, {u"activations"_s, u"≣"_s},
                                               {u"activation"_s, u"≣"_s}, {u"api"_s, u"A"_s}, {u"command"_s, u"›"_s}};
    return look(theme.textMuted, quiet.value(kind, kind.left(1).toUpper()), theme);
}

QPen signPen(const Look &look, const QRectF &rect)
{
    return QPen(look.sign, rect.width() * 0.09, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

void arrow(QPainterPath *path, qreal x1, qreal x2, qreal y, qreal head)
{
    path->moveTo(x1, y);
    path->lineTo(x2, y);
    path->moveTo(x2 - head, y - head);
    path->lineTo(x2, y);
    path->lineTo(x2 - head, y + head);
}

/// Signs that not every font has are drawn, on a square of 16.
bool signPath(const QString &kind, QPainterPath *path)
{
    if (kind == "sequence"_L1) {
        arrow(path, 3.5, 12.5, 5.5, 2);
        arrow(path, 3.5, 12.5, 10.5, 2);
    } else if (kind == "rule"_L1) {
        arrow(path, 3.5, 12.5, 8, 3);
    } else if (kind == "activations"_L1 || kind == "activation"_L1) {
        for (const qreal y : {5.0, 8.0, 11.0}) {
            path->moveTo(4.5, y);
            path->lineTo(11.5, y);
        }
    } else if (kind == "trigger"_L1) {
        path->addPolygon(QPolygonF{{9.4, 3}, {5, 9}, {8, 9}, {6.6, 13}, {11, 7}, {8, 7}, {9.4, 3}});
    } else {
        return false;
    }
    return true;
}

/// Asks the theme when it paints, so that icons once set follow a change.
class GlyphEngine : public QIconEngine {
public:
    explicit GlyphEngine(QString kind) : m_kind(std::move(kind)) {}
    QIconEngine *clone() const override { return new GlyphEngine(m_kind); }
    bool isNull() override { return false; }
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintGlyph(painter, rect, m_kind, theme::current(), mode == QIcon::Disabled);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, pixmap.rect(), mode, state);
        return pixmap;
    }

private:
    QString m_kind;
};

} // namespace

void paintGlyph(QPainter *painter, const QRectF &rect, const QString &kind, const Theme &theme, bool faded)
{
    const Look look = lookOf(kind, theme);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setOpacity(faded ? 0.5 : 1);
    painter->setPen(Qt::NoPen);
    painter->setBrush(look.fill);
    painter->drawRoundedRect(rect, 3 * rect.width() / 16, 3 * rect.width() / 16);
    QPainterPath path;
    if (signPath(kind, &path)) {
        painter->translate(rect.topLeft());
        painter->scale(rect.width() / 16, rect.height() / 16);
        painter->setPen(signPen(look, QRectF(0, 0, 16, 16)));
        painter->setBrush(kind == "trigger"_L1 ? QBrush(look.sign) : QBrush(Qt::NoBrush));
        if (kind == "trigger"_L1)
            painter->setPen(Qt::NoPen);
        painter->drawPath(path);
    } else {
        QFont font = theme.ui;
        font.setPixelSize(std::max(6, int(rect.height() * 0.7)));
        font.setBold(true);
        font.setItalic(kind == "action"_L1);
        painter->setFont(font);
        painter->setPen(look.sign);
        painter->drawText(rect, Qt::AlignCenter, look.letter);
    }
    painter->restore();
}

QPixmap entityGlyph(const QString &kind, qreal dpr, int size)
{
    QPixmap pixmap(QSize(size, size) * dpr);
    pixmap.setDevicePixelRatio(dpr);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintGlyph(&painter, QRectF(0, 0, size, size), kind, theme::current());
    return pixmap;
}

QIcon entityIcon(const QString &kind)
{
    return QIcon(new GlyphEngine(kind));
}
