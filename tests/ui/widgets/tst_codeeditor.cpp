#include "tests/support/threadtime.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/findbar.h"
#include "ui/widgets/lexers.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/scintilla.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

class TestCodeEditor : public QObject {
    Q_OBJECT

    static QColor colorAt(const CodeEditor &editor, int position)
    {
        const auto *scintilla = editor.scintilla();
        const long style = scintilla->SendScintilla(QsciScintillaBase::SCI_GETSTYLEAT, ulong(position));
        const long bgr = scintilla->SendScintilla(QsciScintillaBase::SCI_STYLEGETFORE, ulong(style));
        return QColor(int(bgr & 255), int(bgr >> 8 & 255), int(bgr >> 16 & 255));
    }
    static void style(const CodeEditor &editor)
    {
        editor.scintilla()->SendScintilla(QsciScintillaBase::SCI_COLOURISE, 0UL, -1L);
    }
    static QLineEdit *openFind(CodeEditor &editor)
    {
        editor.show();
        QTest::keyClick(editor.editor(), Qt::Key_F, Qt::ControlModifier);
        return editor.findChild<QLineEdit *>(u"findField"_s);
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }

    void languages_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("language");
        for (const auto &[kind, language] :
             {std::pair{"nodejs:20", "javascript"}, {"nodejs:default", "javascript"}, {"python:3.11", "python"}, {"php:8.0", "php"},
              {"ruby:2.5", "ruby"}, {"java:8", "java"}, {"go:1.20", "go"}, {"rust:1.34", "rust"}, {"swift:5.7", "swift"},
              {"dotnet:2.2", "csharp"}, {"typescript", "typescript"}, {"json", "json"}, {"blackbox", "text"}, {"", "text"}})
            QTest::newRow(kind) << QString::fromLatin1(kind) << QString::fromLatin1(language);
    }
    void languages()
    {
        QFETCH(QString, kind);
        QFETCH(QString, language);
        CodeEditor editor;
        editor.setLanguage(kind);
        QCOMPARE(editor.language(), language);
        QCOMPARE(editor.highlighted(), language != u"text"_s);
        editor.setText(u"x = 1\n"_s);
        QCOMPARE(editor.text(), u"x = 1\n"_s);
    }

    void colors()
    {
        const QString code = u"// note\nconst a = 12;\nfunction run() { return discount('x'); }\n"_s;
        CodeEditor editor;
        editor.setLanguage(u"nodejs:20"_s);
        editor.setText(code);
        style(editor);
        const Theme &light = theme::current();
        QCOMPARE(colorAt(editor, 2), light.textFaint);
        QCOMPARE(colorAt(editor, int(code.indexOf(u"const"_s))), light.init);
        QCOMPARE(colorAt(editor, int(code.indexOf(u"12"_s))), light.warning);
        QCOMPARE(colorAt(editor, int(code.indexOf(u"'x'"_s))), light.success);
        QCOMPARE(colorAt(editor, int(code.indexOf(u"discount"_s))), light.accent);
        theme::apply(*qApp, true);
        QCOMPARE(colorAt(editor, int(code.indexOf(u"const"_s))), theme::current().init);
        theme::apply(*qApp, false);
    }

    void textComesBackAsItWas()
    {
        CodeEditor editor;
        const QString odd = u"a\r\nb\0c\u2028\n"_s + QChar(0xd800) + u"x"_s;
        editor.setText(odd);
        QCOMPARE(editor.text(), odd);
        QVERIFY(!editor.modified());
        editor.setText(u"one\r\ntwo"_s);
        editor.scintilla()->setCursorPosition(1, 3);
        QTest::keyClick(editor.editor(), Qt::Key_Return);
        QCOMPARE(editor.text(), u"one\r\ntwo\r\n"_s);
        QVERIFY(editor.modified());
    }

    void typingAndUndo()
    {
        CodeEditor editor;
        editor.setText(u"a"_s);
        QSignalSpy text(&editor, &CodeEditor::textChanged), modified(&editor, &CodeEditor::modifiedChanged);
        QTest::keyClicks(editor.editor(), u"xy"_s);
        QCOMPARE(editor.text(), u"xya"_s);
        QVERIFY(text.count() >= 2);
        QCOMPARE(modified.last().first().toBool(), true);
        editor.scintilla()->undo();
        QVERIFY(!editor.modified());
        editor.replaceText(u"whole"_s);
        QCOMPARE(editor.text(), u"whole"_s);
        editor.scintilla()->undo();
        QCOMPARE(editor.text(), u"a"_s);
        editor.setReadOnly(true);
        QTest::keyClicks(editor.editor(), u"z"_s);
        QCOMPARE(editor.text(), u"a"_s);
    }

    void findByKeys()
    {
        CodeEditor editor;
        editor.setText(u"name is Name, no name here"_s);
        QLineEdit *field = openFind(editor);
        QVERIFY(field->isVisible());
        QTest::keyClicks(field, u"name"_s);
        auto *result = editor.findChild<QLabel *>(u"findResult"_s);
        QCOMPARE(result->text(), u"1 of 3"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(result->text(), u"2 of 3"_s);
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClick(field, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(result->text(), u"3 of 3"_s);
        editor.findChild<QToolButton *>(u"findCase"_s)->click();
        QCOMPARE(result->text(), u"2 of 2"_s);
        QCOMPARE(editor.scintilla()->selectedText(), u"name"_s);
        field->setText(u"nothing"_s);
        QCOMPARE(result->text(), u"not found"_s);
        editor.findChild<QToolButton *>(u"findRegex"_s)->click();
        field->setText(u"na("_s);
        QCOMPARE(result->text(), u"no valid expression"_s);
        field->setText(u"n[ao]"_s);
        QCOMPARE(result->text().section(u' ', 2), u"3"_s);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->isVisible());
    }

    void theKeyboardLeavesIt()
    {
        QWidget screen;
        QVBoxLayout layout(&screen);
        QLineEdit before, after;
        CodeEditor editor;
        for (QWidget *part : std::initializer_list<QWidget *>{&before, &editor, &after})
            layout.addWidget(part);
        screen.show();
        screen.activateWindow();
        editor.editor()->setFocus();
        QTRY_VERIFY(editor.editor()->hasFocus());
        QTest::keyClick(editor.editor(), Qt::Key_Tab);
        QVERIFY(editor.editor()->hasFocus());
        QVERIFY(!editor.text().isEmpty());
        const QString indented = editor.text();
        QTest::keyClick(editor.editor(), Qt::Key_Escape);
        QTest::keyClick(editor.editor(), Qt::Key_Tab);
        QTRY_VERIFY(after.hasFocus());
        editor.editor()->setFocus();
        QTest::keyClick(editor.editor(), Qt::Key_Escape);
        QTest::keyClick(editor.editor(), Qt::Key_Shift); // as it comes before a Backtab
        QTest::keyClick(editor.editor(), Qt::Key_Backtab, Qt::ShiftModifier);
        QTRY_VERIFY(before.hasFocus());
        editor.editor()->setFocus();
        QTest::keyClick(editor.editor(), Qt::Key_Tab, Qt::ControlModifier); // in a dialog, which Escape closes
        QTRY_VERIFY(after.hasFocus());
        QCOMPARE(editor.text(), indented);
    }

    void errorLine()
    {
        CodeEditor editor;
        editor.setText(u"a\nb\nc"_s);
        editor.markErrorLine(2, u"SyntaxError"_s);
        QCOMPARE(editor.errorLine(), 2);
        QCOMPARE(editor.scintilla()->annotation(1), u"SyntaxError"_s);
        editor.markErrorLine(0);
        QCOMPARE(editor.scintilla()->annotation(1), QString());
        editor.markErrorLine(1);
        editor.setText(u"new"_s);
        QCOMPARE(editor.errorLine(), 0);
    }

    void longLinesAreShownShortened_data()
    {
        QTest::addColumn<QString>("text");
        const QString line = u"[\""_s + QString(500'000, u'x') + u"\"]"_s;
        QTest::newRow("one") << line;
        QTest::newRow("amid others") << u"a\n"_s + line + u"\nb\n"_s;
        QTest::newRow("5 MB") << QString(10, u'"').replace(u"\""_s, line + u'\n');
        QTest::newRow("many") << QString(1'000, u'"').replace(u"\""_s, QString(5'000, u'y') + u"\r\n"_s);
        QTest::newRow("pairs") << QString(300'000, u'"').replace(u"\""_s, QString::fromUcs4(U"\U0001f600"));
    }
    void longLinesAreShownShortened()
    {
        QFETCH(QString, text);
        CodeEditor editor;
        editor.resize(1000, 900);
        editor.show();
        editor.setLanguage(u"json"_s);
        editor.grab();
        double longest = threadMs([&] { editor.setText(text); });
        qInfo("set in %.1f ms", longest);
        QVERIFY(longest < mostMs());
        longest = threadMs([&] { editor.grab(); });
        qInfo("painted in %.1f ms", longest);
        QVERIFY2(longest < mostMs(), "to paint it holds up the window");
        QVERIFY(editor.isShortened());
        QVERIFY(!editor.isReadOnly());
        QVERIFY(!editor.highlighted());
        QCOMPARE(editor.text(), text);
        QVERIFY(!editor.modified());
        QCOMPARE(editor.scintilla()->lines(), int(text.count(u'\n')) + 1);
        QVERIFY(!editor.scintilla()->text().contains(QChar::ReplacementCharacter));
        QTest::keyClicks(editor.editor(), u"z"_s); // would go into what is not the text
        QCOMPARE(editor.text(), text);
    }

    void whatIsShownWholeIsPaintedInAFrame()
    {
        for (const auto &text : {QString(19'900, u'x'), QString(60, u'"').replace(u"\""_s, QString(310, u'x') + u'\n')}) {
            CodeEditor editor;
            editor.resize(1000, 1200);
            editor.show();
            editor.setText(text);
            QVERIFY(!editor.isShortened());
            const double ms = threadMs([&] { editor.grab(); });
            qInfo("painted in %.1f ms", ms);
            QVERIFY(ms < mostMs());
        }
    }

    void longLinesAreShownWholeWhenWanted()
    {
        const QString text = u"[\""_s + QString(40'000, u'x') + u"\"]"_s;
        CodeEditor editor;
        editor.resize(600, 400);
        editor.show();
        editor.setText(text);
        auto *notice = editor.findChild<MessageBar *>(u"longLines"_s);
        QVERIFY(notice->isVisible());
        QSignalSpy changed(&editor, &CodeEditor::textChanged);
        for (auto *button : notice->findChildren<QPushButton *>()) {
            if (button->text() == u"Show all"_s)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QVERIFY(!notice->isVisible());
        QVERIFY(!editor.isShortened());
        QCOMPARE(changed.count(), 0); // the text is what it was
        QCOMPARE(editor.scintilla()->text(), text);
        QTest::keyClicks(editor.editor(), u"z"_s);
        QCOMPARE(editor.text(), u'z' + text);
        editor.setText(u'y' + text); // saved and read again
        QVERIFY(!editor.isShortened());
    }

    void replacingShortenedTextCanBeUndone()
    {
        const QString text = QString(40'000, u'x');
        CodeEditor editor;
        editor.setText(text);
        QVERIFY(editor.isShortened());
        editor.replaceText(u"short"_s);
        QCOMPARE(editor.text(), u"short"_s);
        editor.scintilla()->undo();
        QCOMPARE(editor.text(), text);
    }

    void shortenedStaysReadOnlyWhenItWas()
    {
        CodeEditor editor;
        editor.setReadOnly(true);
        editor.setText(QString(40'000, u'x'));
        editor.showAll();
        QVERIFY(editor.scintilla()->isReadOnly());
        editor.setReadOnly(false);
        QVERIFY(!editor.scintilla()->isReadOnly());
    }

    void onlyLongLinesDropTheLexer()
    {
        CodeEditor editor;
        editor.setLanguage(u"json"_s);
        editor.setText(QString(40'000, u'x'));
        QVERIFY(!editor.highlighted());
        editor.setText(u"[1]"_s);
        QVERIFY(editor.highlighted());
        QVERIFY(!editor.isShortened());
        editor.setText(QString(20'000, u'"').replace(u"\""_s, u"[1, 2, 3, 4]\n"_s));
        QVERIFY(!editor.isShortened());
    }

    void calledNames()
    {
        QCOMPARE(lexers::calledNames(u"if (a) foo(bar.baz (1)); return (x) $get();"_s), QByteArray("baz foo"));
    }
};

QTEST_MAIN(TestCodeEditor)
#include "tst_codeeditor.moc"
