#pragma once

#include <QString>

class QsciLexer;
class QsciScintilla;
class QObject;
struct Theme;

namespace lexers {

/// "javascript" for "nodejs:20", "python" for "python:3.11"; a language stays itself; "text" for what is not known.
QString languageOf(const QString &kindOrLanguage);
/// nullptr for "text".
QsciLexer *make(const QString &language, QObject *parent);
/// A lexer styles a line as a whole: long lines and long texts would stop the window for seconds.
bool tooLong(const QString &text);
void applyTheme(QsciLexer *lexer, const Theme &theme);
int indentWidth(const QString &language);
bool indentsWithTabs(const QString &language);

/// Names in front of "(", blank-separated: lexers do not know functions, so those that a text calls are given as words.
QByteArray calledNames(const QString &text);
/// Where a lexer takes such words; -1: nowhere.
int wordSetForFunctions(const QString &language);

} // namespace lexers
