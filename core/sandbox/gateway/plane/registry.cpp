#include "core/sandbox/gateway/plane/plugin.h"

namespace sandbox::gateway {

using namespace Qt::StringLiterals;

const Plugin *findPlugin(const QString &name)
{
    static const QHash<QString, const Plugin *> plugins{{u"request-id"_s, &requestIdPlugin},
                                                        {u"fault-injection"_s, &faultInjectionPlugin},
                                                        {u"mocking"_s, &mockingPlugin},
                                                        {u"cors"_s, &corsPlugin},
                                                        {u"ip-restriction"_s, &ipRestrictionPlugin},
                                                        {u"uri-blocker"_s, &uriBlockerPlugin},
                                                        {u"request-validation"_s, &requestValidationPlugin},
                                                        {u"basic-auth"_s, &basicAuthPlugin},
                                                        {u"jwt-auth"_s, &jwtAuthPlugin},
                                                        {u"key-auth"_s, &keyAuthPlugin},
                                                        {u"proxy-rewrite"_s, &proxyRewritePlugin},
                                                        {u"limit-count"_s, &limitCountPlugin},
                                                        {u"redirect"_s, &redirectPlugin},
                                                        {u"response-rewrite"_s, &responseRewritePlugin},
                                                        {u"aws-lambda"_s, &awsLambdaPlugin},
                                                        {u"azure-functions"_s, &azureFunctionsPlugin},
                                                        {u"openwhisk"_s, &openwhiskPlugin},
                                                        {u"openfunction"_s, &openfunctionPlugin}};
    return plugins.value(name);
}

} // namespace sandbox::gateway
