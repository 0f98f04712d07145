#include "core/sandbox/api/exec.h"

#include "core/json/text.h"
#include "core/sandbox/api/canonical.h"
#include "core/sandbox/api/kinds.h"
#include "core/sandbox/api/refusal.h"

#include <QRegularExpression>

#include <algorithm>

namespace sandbox {

using namespace Qt::StringLiterals;

namespace {

json::Value text(const QString &text) { return json::Value::string(text); }

/// Trimmed and not empty, a multiple of four, all of base64's letters: as the server decides whether code is an archive.
bool looksBinary(QStringView code)
{
    if (code.isEmpty() || code.size() % 4 != 0)
        return false;
    auto letters = code.endsWith(u"==") ? code.chopped(2) : code.endsWith(u'=') ? code.chopped(1) : code;
    return std::all_of(letters.begin(), letters.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'+' || c == u'/';
    });
}

void takeCode(ExecInput &input, const json::Value &code)
{
    if (!code.isString()) {
        const auto *name = code.find(u"attachmentName");
        const auto *type = code.find(u"attachmentType");
        if (!name || !name->isString() || !type || !type->isString())
            rejectMalformed(u"Could not deserialize as attachment record: "_s + QString::fromUtf8(json::compact(code)));
        input.code = json::compact(canonical(code));
        input.exec.set(u"binary", json::Value::boolean(false));
        return;
    }
    const auto source = code.toString();
    const bool binary = looksBinary(QStringView(source).trimmed());
    input.undecodable = binary && QStringView(source).trimmed().size() != source.size();
    input.exec.set(u"binary", json::Value::boolean(binary));
    input.code = json::compact(canonical(code));
    input.size = source.toUtf8().size();
}

void takeMain(ExecInput &input, const json::Value &value, const QString &kind, bool required)
{
    const auto *main = value.find(u"main");
    if (main && !main->isString())
        rejectMalformed(u"if defined, 'main' be a string in 'exec' for '%1' actions"_s.arg(kind));
    if (!main && required)
        rejectMalformed(u"'main' must be a string defined in 'exec' for '%1' actions"_s.arg(kind));
    if (main)
        input.exec.set(u"main", canonical(*main));
}

QString imageName(const QString &image)
{
    static const QRegularExpression form(
        u"\\A((?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*"
        "(?::[0-9]+)?/)?[a-z0-9]+(?:(?:[._]|__|-*)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-*)[a-z0-9]+)*)*"
        "(?::\\w[\\w.-]{0,127})?)(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?\\z"_s);
    const auto match = form.match(image);
    if (!match.hasMatch())
        rejectMalformed(u"could not parse image name"_s);
    return match.captured(1);
}

void readBlackbox(ExecInput &input, const json::Value &value)
{
    const auto *image = value.find(u"image");
    if (!image || !image->isString())
        rejectMalformed(u"'image' must be a string defined in 'exec' for 'blackbox' actions"_s);
    input.exec.set(u"image", text(imageName(image->toString())));
    input.exec.set(u"binary", json::Value::boolean(false));
    const auto *code = value.find(u"code");
    if (code && !(code->isString() && code->toString().isEmpty()))
        takeCode(input, *code);
    takeMain(input, value, u"blackbox"_s, false);
}

void readSequence(ExecInput &input, const json::Value &value, const QString &own)
{
    const auto *components = value.find(u"components");
    if (!components)
        rejectMalformed(u"'components' must be defined for sequence kind"_s);
    if (!components->isArray())
        rejectMalformed(u"'components' must be an array"_s);
    auto names = json::Value::array();
    for (const auto &component : components->items()) {
        input.components.append(readReference(component, own).name);
        names.append(text(withLeadingSlash(input.components.last())));
    }
    input.exec.set(u"components", names);
}

void readCode(ExecInput &input, const json::Value &value, const QString &kind)
{
    const auto *code = value.find(u"code");
    if (!code)
        code = value.find(u"jar");
    if (!code)
        rejectMalformed(u"'code' must be a string or attachment object defined in 'exec' for '%1' actions"_s.arg(kind));
    takeCode(input, *code);
    takeMain(input, value, kind, Kinds::all().find(kind)->requireMain);
}

QString readKind(const json::Value &value)
{
    const auto *kind = value.find(u"kind");
    if (!kind || !kind->isString())
        rejectMalformed(u"'kind' must be a string defined in 'exec'"_s);
    const auto name = Kinds::all().resolved(kind->toString().trimmed().toLower());
    if (!Kinds::all().find(name))
        rejectMalformed(u"The specified runtime '%1' is not supported by this platform. Valid values are: '%2'."_s.arg(
            name, Kinds::all().names().join(u"', '"_s)));
    return name;
}

} // namespace

ExecInput readExec(const json::Value &value, const QString &own)
{
    if (!value.isObject())
        rejectMalformed(u"JSON object expected"_s);
    ExecInput input;
    const auto kind = readKind(value);
    input.exec = json::Value::object({{u"kind"_s, text(kind)}});
    if (kind == u"sequence")
        readSequence(input, value, own);
    else if (kind == u"blackbox")
        readBlackbox(input, value);
    else
        readCode(input, value, kind);
    return input;
}

} // namespace sandbox
