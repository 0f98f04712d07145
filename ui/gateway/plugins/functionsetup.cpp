#include "ui/forms/formsetup.h"
#include "ui/gateway/plugins/functionpart.h"
#include "ui/gateway/plugins/tokenfield.h"

using namespace Qt::StringLiterals;

namespace {

void addTexts(FormSetup &setup)
{
    const auto say = [&setup](const QString &name, const FormText &text) { setup.texts.insert(u'/' + name, text); };
    say(u"api_host"_s, {FunctionPart::tr("API host"), {}, {}});
    say(u"function_uri"_s, {FunctionPart::tr("Function URI"), {}, {}});
    say(u"ssl_verify"_s, {FunctionPart::tr("Verify TLS"), {}, {}});
    say(u"result"_s, {FunctionPart::tr("Return result"), FunctionPart::tr("off: returns the whole activation record"), {}});
    say(u"timeout"_s, {{}, FunctionPart::tr("for connecting, sending and reading, each"), FunctionPart::tr("ms")});
    say(u"keepalive_timeout"_s, {{}, FunctionPart::tr("connections that idle longer are closed"), FunctionPart::tr("ms")});
    say(u"keepalive_pool"_s, {{}, FunctionPart::tr("connections that are kept open"), {}});
    say(u"max_req_body_size"_s, {FunctionPart::tr("Largest body"), FunctionPart::tr("larger requests are refused"), FunctionPart::tr("bytes")});
}

} // namespace

FormSetup FunctionPart::setup(const QString &plugin, bool keychain)
{
    FormSetup setup;
    addTexts(setup);
    setup.order = {u"api_host"_s, u"namespace"_s, u"package"_s, u"action"_s, u"service_token"_s, u"function_uri"_s, u"authorization"_s,
                   u"ssl_verify"_s, u"result"_s, u"timeout"_s, u"keepalive"_s, u"keepalive_timeout"_s, u"keepalive_pool"_s};
    if (plugin == u"openwhisk" && keychain)
        setup.factory = [](FormState &state, const QString &pointer, QWidget *parent) -> FieldEditor * {
            const auto value = state.form().at(pointer);
            const bool isToken = pointer == u"/service_token" && (!value || value->isString());
            return isToken ? new TokenField(state, pointer, parent) : nullptr;
        };
    return setup;
}
