#pragma once

#include "core/json/value.h"

#include <QStringList>

namespace exchange {

/// What cannot be said, once each.
class Losses {
public:
    void add(const QString &place, const QString &what);
    const QStringList &sentences() const { return m_sentences; }

private:
    QStringList m_sentences;
};

/// An OpenAPI 3 document while it is said in other words.
class OpenApi {
public:
    OpenApi(json::Value document, Losses &losses) : m_document(std::move(document)), m_losses(losses) { }

    json::Value resolved(const json::Value &value) const; ///< what a "$ref" into this document means, else value itself
    json::Value schema(const json::Value &schema, const QString &place);
    json::Value parameter(const json::Value &parameter, const QString &place); ///< null when Swagger has none such
    json::Value response(const json::Value &response, const QString &place);
    /// Adds the parameters that say the body, and "consumes".
    void body(const json::Value &requestBody, json::Value *operation, const QString &place);
    json::Value securityDefinitions();
    void lose(const QString &place, const QString &what) { m_losses.add(place, what); }

private:
    json::Value typed(const json::Value &schema, const QString &place);
    void formFields(const json::Value &schema, bool file, json::Value *parameters, const QString &place);
    json::Value renamedReference(const json::Value &value) const;
    void nullable(json::Value *schema, const QString &place);
    void addFlows(const QString &name, const json::Value &scheme, json::Value *definitions);

    json::Value m_document;
    Losses &m_losses;
    int m_depth = 0;
};

/// The first of content that is JSON, else the first.
const json::Member *mainContent(const json::Value &content);
void copyMembers(const json::Value &from, json::Value *to, const QStringList &names); ///< and all that begin with x-

} // namespace exchange
