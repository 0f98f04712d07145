#include "ui/widgets/chip.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/plainfont.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QDirIterator>
#include <QFontDatabase>
#include <QPainter>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

class PaletteWatch : public QWidget {
public:
    using QWidget::QWidget;
    int changes = 0;

protected:
    void changeEvent(QEvent *event) override { changes += event->type() == QEvent::PaletteChange; }
};

class TestTheme : public QObject {
    Q_OBJECT

    static QImage image(const QIcon &icon, QIcon::Mode mode = QIcon::Normal)
    {
        return icon.pixmap(QSize(16, 16), 1, mode).toImage();
    }

private Q_SLOTS:
    void cleanup() { theme::apply(*qApp, false); }

    void tokens()
    {
        const Theme light = Theme::load(false), dark = Theme::load(true);
        QCOMPARE(light.accent, QColor(u"#1F6FEB"_s));
        QCOMPARE(dark.accent, QColor(u"#5B9BFF"_s));
        QCOMPARE(dark.envProduction, QColor(u"#F2776A"_s));
        QCOMPARE(light.rowHeight, 26);
        QCOMPARE(light.mono.pointSizeF(), 10.0);
        QVERIFY(dark.dark && !light.dark);
    }

    void styleSheetHasNoNamesLeft()
    {
        const QString sheet = Theme::load(true).styleSheet();
        QVERIFY(sheet.contains(u"#5b9bff"_s));
        const auto left = QRegularExpression(u"@\\w+"_s).match(sheet.mid(sheet.indexOf(u"*/"_s)));
        QVERIFY2(!left.hasMatch(), qPrintable(left.captured()));
    }

    void changeReachesWidgets()
    {
        theme::apply(*qApp, false);
        PaletteWatch shown, hidden, neverShown;
        PaletteWatch inside(&hidden);
        QPushButton button;
        shown.show();
        hidden.show();
        hidden.hide();
        shown.changes = 0;
        theme::apply(*qApp, true);
        QVERIFY(theme::current().dark);
        QVERIFY(shown.changes > 0);
        QVERIFY(hidden.changes > 0);
        QVERIFY(inside.changes > 0);
        QVERIFY(neverShown.changes > 0);
        QCOMPARE(button.palette().color(QPalette::Text), theme::current().text);
    }

    void iconsFollowTheTheme()
    {
        theme::apply(*qApp, false);
        const QIcon icon = theme::icon(u"document-save"_s), glyph = entityIcon(u"action"_s);
        const QImage light = image(icon), lightGlyph = image(glyph);
        QVERIFY(!icon.isNull());
        theme::apply(*qApp, true);
        QVERIFY(image(icon) != light);
        QVERIFY(image(glyph) != lightGlyph);
        QVERIFY(image(icon, QIcon::Disabled) != image(icon));
        QVERIFY(theme::icon(u"no-such-icon"_s).isNull());
    }

    void allIconsThatAreNamedAreThere()
    {
        const QRegularExpression use(u"theme::icon\\(u\"([^\"]+)\"_s\\)"_s);
        int uses = 0;
        QDirIterator files(QStringLiteral(TEST_SOURCE_DIR "/../ui"), {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (auto it = use.globalMatch(QString::fromUtf8(file.readAll())); it.hasNext(); ++uses) {
                const QString name = it.next().captured(1);
                QVERIFY2(!theme::icon(name).isNull(), qPrintable(name + u" in "_s + file.fileName()));
            }
        }
        QVERIFY(uses > 0);
    }

    void glyphsAreDrawnForEveryKind()
    {
        for (const QString &kind : {u"action"_s, u"sequence"_s, u"package"_s, u"binding"_s, u"default"_s, u"trigger"_s, u"rule"_s,
                                    u"route"_s, u"activations"_s, u"activation"_s, u"api"_s, u"command"_s, u"unknown"_s}) {
            const QPixmap pixmap = entityGlyph(kind, 2);
            QCOMPARE(pixmap.size(), QSize(32, 32));
            const QImage image = pixmap.toImage();
            QVERIFY(image.pixelColor(4, 4) != image.pixelColor(0, 0)); // a square with round corners
        }
    }

    void monoFontHasNoLigatures()
    {
        QVERIFY2(QFontDatabase::hasFamily(u"JetBrains Mono"_s), "packaging/setup installs it");
        const QString family = familyWithoutLigatures(u"JetBrains Mono"_s);
        QCOMPARE(family, u"JetBrains Code"_s);
        QCOMPARE(familyWithoutLigatures(u"JetBrains Mono"_s), family);
        const auto picture = [&](const QString &name, const QString &text, bool kerned) {
            QImage image(60, 30, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            QFont font(name);
            font.setPixelSize(16);
            if (!kerned)
                font.setStyleStrategy(QFont::PreferNoShaping);
            painter.setFont(font);
            painter.drawText(2, 20, text);
            return image;
        };
        QCOMPARE(picture(family, u">= =>"_s, true), picture(family, u">= =>"_s, false));
        QVERIFY(picture(u"JetBrains Mono"_s, u">= =>"_s, true) != picture(family, u">= =>"_s, true));
    }

    void rolesAreRepolished()
    {
        theme::apply(*qApp, false);
        QPushButton button(u"Save"_s);
        button.show();
        const QColor before = button.grab().toImage().pixelColor(6, 4);
        setRole(&button, u"primary"_s);
        QVERIFY(button.grab().toImage().pixelColor(6, 4) != before);
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
