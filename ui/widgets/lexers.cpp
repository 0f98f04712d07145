#include "ui/widgets/lexers.h"

#include "ui/widgets/scintilla.h"
#include "ui/widgets/theme.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <array>

using namespace Qt::StringLiterals;

namespace {

constexpr int styleCount = 128;
constexpr qsizetype longestLine = 20'000;
constexpr qsizetype longestText = 4'000'000;

constexpr const char *scriptWords =
    "async await break case catch class const continue debugger default delete do else export extends false finally for "
    "from function get if import in instanceof let new null of return set static super switch this throw true try typeof "
    "undefined var void while with yield";
constexpr const char *typescriptWords =
    "abstract any as asserts async await bigint boolean break case catch class const continue debugger declare default "
    "delete do else enum export extends false finally for from function get if implements import in infer instanceof "
    "interface is keyof let module namespace never new null number object of private protected public readonly return "
    "satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown var void "
    "while with yield";
constexpr const char *goWords =
    "any bool break byte case chan const continue default defer else error fallthrough false float32 float64 for func go "
    "goto if import int int32 int64 interface iota map nil package range return rune select string struct switch true "
    "type uint uint32 uint64 var";
constexpr const char *rustWords =
    "as async await bool break const continue crate dyn else enum extern f32 f64 false fn for i32 i64 if impl in let loop "
    "match mod move mut pub ref return self Self static str struct super trait true type u8 u32 u64 unsafe use usize "
    "where while";
constexpr const char *swiftWords =
    "as associatedtype async await break case catch class continue default defer deinit do else enum extension "
    "fallthrough false fileprivate for func guard if import in init inout internal is let nil operator private protocol "
    "public repeat rethrows return self Self static struct subscript super switch throw throws true try typealias var "
    "where while";

/// A language whose comments, strings and numbers are those of C, with words of its own.
class WordLexer : public QsciLexerJavaScript {
public:
    WordLexer(const char *name, const char *words, QObject *parent)
        : QsciLexerJavaScript(parent), m_name(name), m_words(words)
    {
        setHighlightBackQuotedStrings(true);
        setFoldComments(true);
    }
    const char *language() const override { return m_name; }
    const char *keywords(int set) const override { return set == 1 ? m_words : nullptr; }

private:
    const char *m_name;
    const char *m_words;
};

struct Coloring {
    const char *part; ///< of the lexer's own description of a style
    QColor Theme::*color;
};

// The first that fits wins.
constexpr std::array colorings{
    Coloring{"error", &Theme::error},
    Coloring{"unclosed", &Theme::error},
    Coloring{"comment", &Theme::textFaint},
    Coloring{"property", &Theme::accent},
    Coloring{"secondary keyword", &Theme::accent},
    Coloring{"highlighted identifier", &Theme::accent},
    Coloring{"function", &Theme::accent},
    Coloring{"class name", &Theme::accent},
    Coloring{"tag", &Theme::accent},
    Coloring{"attribute", &Theme::init},
    Coloring{"decorator", &Theme::init},
    Coloring{"keyword", &Theme::init},
    Coloring{"variable", &Theme::text},
    Coloring{"string", &Theme::success},
    Coloring{"character", &Theme::success},
    Coloring{"regular expression", &Theme::success},
    Coloring{"here document", &Theme::success},
    Coloring{"number", &Theme::warning},
    Coloring{"symbol", &Theme::warning},
};

QColor colorOf(const QString &description, const Theme &theme)
{
    for (const Coloring &coloring : colorings) {
        if (description.contains(QLatin1StringView(coloring.part), Qt::CaseInsensitive))
            return theme.*coloring.color;
    }
    return theme.text;
}

} // namespace

QString lexers::languageOf(const QString &kindOrLanguage)
{
    static const QHash<QString, QString> names{
        {u"nodejs"_s, u"javascript"_s}, {u"js"_s, u"javascript"_s},  {u"deno"_s, u"typescript"_s},
        {u"bun"_s, u"typescript"_s},    {u"ts"_s, u"typescript"_s},  {u"dotnet"_s, u"csharp"_s},
        {u"sh"_s, u"bash"_s},           {u"yml"_s, u"yaml"_s},       {u"py"_s, u"python"_s},
        {u"rb"_s, u"ruby"_s},           {u"html"_s, u"php"_s},
    };
    static const QSet<QString> known{u"javascript"_s, u"typescript"_s, u"python"_s, u"php"_s,  u"ruby"_s, u"java"_s, u"go"_s,
                                     u"rust"_s,       u"swift"_s,      u"csharp"_s, u"bash"_s, u"json"_s, u"yaml"_s};
    const QString word = kindOrLanguage.section(':'_L1, 0, 0).toLower();
    const QString language = names.value(word, word);
    return known.contains(language) ? language : u"text"_s;
}

QsciLexer *lexers::make(const QString &language, QObject *parent)
{
    using Maker = QsciLexer *(*)(QObject *);
    static const QHash<QString, Maker> makers{
        {u"javascript"_s, [](QObject *p) -> QsciLexer * { return new WordLexer("JavaScript", scriptWords, p); }},
        {u"typescript"_s, [](QObject *p) -> QsciLexer * { return new WordLexer("TypeScript", typescriptWords, p); }},
        {u"go"_s, [](QObject *p) -> QsciLexer * { return new WordLexer("Go", goWords, p); }},
        {u"rust"_s, [](QObject *p) -> QsciLexer * { return new WordLexer("Rust", rustWords, p); }},
        {u"swift"_s, [](QObject *p) -> QsciLexer * { return new WordLexer("Swift", swiftWords, p); }},
        {u"python"_s, [](QObject *p) -> QsciLexer * { return new QsciLexerPython(p); }},
        {u"php"_s, [](QObject *p) -> QsciLexer * { return new QsciLexerHTML(p); }},
        {u"ruby"_s, [](QObject *p) -> QsciLexer * { return new QsciLexerRuby(p); }},
        {u"java"_s, [](QObject *p) -> QsciLexer * { return new QsciLexerJava(p); }},
        {u"csharp"_s, [](QObject *p) -> QsciLexer * { return new QsciLexerCSharp(p); }},
        {u"bash"_s, [](QObject *p) -> QsciLexer * { return new QsciLexerBash(p); }},
        {u"yaml"_s, [](QObject *p) -> QsciLexer * { return new QsciLexerYAML(p); }},
        {u"json"_s, [](QObject *p) -> QsciLexer * { return new QsciLexerJSON(p); }},
    };
    const Maker maker = makers.value(language);
    return maker ? maker(parent) : nullptr;
}

bool lexers::tooLong(const QString &text)
{
    if (text.size() > longestText)
        return true;
    for (qsizetype from = 0; from <= text.size();) {
        const qsizetype end = text.indexOf('\n'_L1, from);
        if ((end < 0 ? text.size() : end) - from > longestLine)
            return true;
        if (end < 0)
            break;
        from = end + 1;
    }
    return false;
}

void lexers::applyTheme(QsciLexer *lexer, const Theme &theme)
{
    lexer->setDefaultFont(theme.mono);
    lexer->setDefaultPaper(theme.surface);
    lexer->setDefaultColor(theme.text);
    lexer->setFont(theme.mono);
    lexer->setPaper(theme.surface);
    for (int style = 0; style < styleCount; ++style) {
        const QString description = lexer->description(style);
        lexer->setColor(description.isEmpty() ? theme.text : colorOf(description, theme), style);
        lexer->setEolFill(false, style);
    }
}

int lexers::indentWidth(const QString &language)
{
    static const QSet<QString> wide{u"python"_s, u"php"_s, u"java"_s, u"go"_s, u"rust"_s, u"swift"_s, u"csharp"_s};
    return wide.contains(language) ? 4 : 2;
}

bool lexers::indentsWithTabs(const QString &language)
{
    return language == "go"_L1;
}

QByteArray lexers::calledNames(const QString &text)
{
    static const QRegularExpression call(u"\\b([A-Za-z_$][\\w$]*)\\s*\\("_s);
    static const QSet<QString> words = [] {
        QSet<QString> all;
        for (const char *list : {scriptWords, typescriptWords, goWords, rustWords, swiftWords}) {
            for (const QString &word : QString::fromLatin1(list).split(' '_L1))
                all.insert(word);
        }
        return all += QSet<QString>{u"elif"_s, u"lambda"_s, u"not"_s, u"and"_s, u"or"_s, u"assert"_s, u"except"_s};
    }();
    QStringList names;
    for (auto it = call.globalMatch(text); it.hasNext();) {
        const QString name = it.next().captured(1);
        if (!words.contains(name))
            names += name;
    }
    names.sort();
    names.removeDuplicates();
    return names.join(' '_L1).toUtf8();
}

int lexers::wordSetForFunctions(const QString &language)
{
    static const QSet<QString> capable{u"javascript"_s, u"typescript"_s, u"go"_s,     u"rust"_s,
                                       u"swift"_s,      u"java"_s,       u"csharp"_s, u"python"_s};
    return capable.contains(language) ? 1 : -1;
}
