#include "ui/editors/codetext.h"

#include <QCoreApplication>
#include <QFile>
#include <QSaveFile>
#include <QStringDecoder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace codetext {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CodeText", text);
}

bool isBase64(QChar c)
{
    return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'+' || c == u'/';
}

Error fileError(const QString &sentence, const QFileDevice &file)
{
    return {Error::Kind::Rejected, sentence.arg(file.fileName(), file.errorString()), {}};
}

bool isText(const QByteArray &bytes, QString *text)
{
    if (bytes.contains('\0'))
        return false;
    QStringDecoder decoder(QStringDecoder::Utf8);
    *text = decoder(bytes);
    return !decoder.hasError();
}

} // namespace

bool countsAsArchive(QStringView code)
{
    QStringView text = code.trimmed();
    if (text.isEmpty() || text.size() % 4 != 0)
        return false;
    for (int padding = 0; padding < 2 && text.endsWith(u'='); ++padding)
        text.chop(1);
    return std::all_of(text.begin(), text.end(), isBase64);
}

bool isEditable(const QString &code)
{
    return !code.contains(QChar(0)) && QStringView(code).isValidUtf16();
}

qint64 decodedSize(const QString &base64)
{
    qint64 size = base64.size() / 4 * 3;
    if (base64.endsWith(u"=="_s))
        return size - 2;
    return base64.endsWith(u'=') ? size - 1 : size;
}

Result<File> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fileError(tr("%1 cannot be read: %2."), file);
    // Base64 makes 4 out of 3; what cannot be sent need not be read.
    if (file.size() > maxSentBytes)
        return Error{Error::Kind::TooLarge, tr("%1 is larger than the 48 MB that a server takes.").arg(path), {}};
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return fileError(tr("%1 cannot be read: %2."), file);
    QString text;
    if (isText(bytes, &text))
        return File{text, false};
    const QByteArray encoded = bytes.toBase64();
    if (encoded.size() > maxSentBytes)
        return Error{
            Error::Kind::TooLarge, tr("%1 is larger than the 36 MB that a server takes as an archive.").arg(path), {}};
    return File{QString::fromLatin1(encoded), true};
}

Result<Done> writeFile(const QString &path, const QString &code, bool binary)
{
    QSaveFile file(path);
    const QByteArray bytes = binary ? QByteArray::fromBase64(code.toLatin1()) : code.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fileError(tr("%1 cannot be written: %2."), file);
    return Done{};
}

namespace {

constexpr int headChars = 400; ///< of base64: enough for the mark of a tar

QString archiveSuffix(const QString &family, const QByteArray &head)
{
    const bool java = family == u"java"_s;
    if (head.startsWith("PK\3\4") || head.startsWith("PK\5\6"))
        return java ? u"jar"_s : u"zip"_s;
    if (head.startsWith("\x1f\x8b"))
        return u"tar.gz"_s;
    if (head.startsWith(QByteArrayView("\0asm", 4)))
        return u"wasm"_s;
    if (head.startsWith("\x7f" "ELF") || head.startsWith("#!"))
        return {};
    if (head.mid(257, 5) == "ustar")
        return u"tar"_s;
    return java ? u"jar"_s : family == u"ballerina"_s ? u"balx"_s : u"bin"_s;
}

} // namespace

QString suggestedSuffix(const QString &kind, const QString &code, bool binary)
{
    const QString family = kind.section(u':', 0, 0);
    if (binary)
        return archiveSuffix(family, QByteArray::fromBase64(code.left(headChars).toLatin1()));
    static const QList<std::pair<QString, QString>> suffixes
        = {{u"nodejs"_s, u"js"_s}, {u"python"_s, u"py"_s},     {u"php"_s, u"php"_s},     {u"ruby"_s, u"rb"_s},
           {u"go"_s, u"go"_s},     {u"rust"_s, u"rs"_s},       {u"swift"_s, u"swift"_s}, {u"deno"_s, u"ts"_s},
           {u"bun"_s, u"ts"_s},    {u"ballerina"_s, u"bal"_s}, {u"blackbox"_s, u"sh"_s},
           {u"java"_s, u"java"_s}, {u"dotnet"_s, u"cs"_s}};
    const auto found
        = std::find_if(suffixes.begin(), suffixes.end(), [&family](const auto &s) { return s.first == family; });
    return found == suffixes.end() ? u"txt"_s : found->second;
}

QString templateFor(const QString &kind)
{
    static const QList<std::pair<QString, QString>> templates
        = {{u"nodejs"_s,
            u"function main(params) {\n  const name = params.name ?? 'World';\n"
            "  return { greeting: `Hello, ${name}!` };\n}\n\nexports.main = main;\n"_s},
           {u"python"_s,
            u"def main(params):\n    name = params.get(\"name\", \"World\")\n"
            "    return {\"greeting\": f\"Hello, {name}!\"}\n"_s},
           {u"php"_s,
            u"<?php\nfunction main(array $args): array\n{\n    $name = $args[\"name\"] ?? \"World\";\n"
            "    return [\"greeting\" => \"Hello, $name!\"];\n}\n"_s},
           {u"ruby"_s,
            u"def main(params = {})\n  name = params[\"name\"] || \"World\"\n"
            "  { \"greeting\" => \"Hello, #{name}!\" }\nend\n"_s},
           {u"go"_s,
            u"package main\n\nfunc Main(params map[string]interface{}) map[string]interface{} {\n"
            "\tname, ok := params[\"name\"].(string)\n\tif !ok {\n\t\tname = \"World\"\n\t}\n"
            "\treturn map[string]interface{}{\"greeting\": \"Hello, \" + name + \"!\"}\n}\n"_s},
           {u"rust"_s,
            u"extern crate serde_json;\n\nuse serde_json::{Error, Value};\n\n"
            "pub fn main(args: Value) -> Result<Value, Error> {\n"
            "    let name = args[\"name\"].as_str().unwrap_or(\"World\");\n"
            "    Ok(serde_json::json!({ \"greeting\": format!(\"Hello, {}!\", name) }))\n}\n"_s},
           {u"swift"_s,
            u"func main(args: [String: Any]) -> [String: Any] {\n"
            "    let name = args[\"name\"] as? String ?? \"World\"\n"
            "    return [\"greeting\": \"Hello, \\(name)!\"]\n}\n"_s},
           {u"deno"_s,
            u"export default function main(args: any) {\n"
            "  return { greeting: `Hello, ${args.name ?? 'World'}!` };\n}\n"_s},
           {u"bun"_s,
            u"export function main(args: any) {\n"
            "  return { greeting: `Hello, ${args.name ?? 'World'}!` };\n}\n"_s},
           {u"ballerina"_s,
            u"public function main(json data) returns json|error {\n"
            "    return { greeting: \"Hello!\" };\n}\n"_s},
           {u"blackbox"_s,
            u"#!/bin/sh\n# The arguments come as JSON in $1; the last line printed is the result.\n"
            "echo '{\"greeting\": \"Hello!\"}'\n"_s}};
    const QString family = kind.section(u':', 0, 0);
    const auto found
        = std::find_if(templates.begin(), templates.end(), [&family](const auto &t) { return t.first == family; });
    return found == templates.end() ? QString() : found->second;
}

} // namespace codetext
