#pragma once

#include "core/schema/check.h"
#include "core/schema/field.h"
#include "ui/gateway/plugins/plugintext.h"
#include "ui/gateway/resource/resourcestate.h"

#include <QWidget>

class JsonEdit;
class PluginFields;
class QAbstractButton;
class QLabel;
class QStackedLayout;
class SchemaForm;
struct Target;

/// The configuration of one plugin: as a form made from its schema, or as JSON alone with its secrets under dots.
class PluginForm : public QWidget {
    Q_OBJECT
public:
    PluginForm(ResourceState &state, PluginFields &fields, const QString &plugin, QWidget *parent = nullptr);

    const QString &plugin() const { return m_plugin; }
    /// before: none for a plugin that the server does not have here yet.
    void setConf(const json::Value &conf, const std::optional<json::Value> &before);
    const json::Value &conf() const { return m_conf; }
    /// Of what is shown: texts that are no values yet included. unfinishedOnly: what no server could be asked about.
    QList<schema::Problem> problems(bool unfinishedOnly = false) const;
    bool focusPlace(const QString &pointer);
    void showComplaint(const schema::Problem &problem);
    void setReadOnly(bool readOnly);
    void addTool(QWidget *tool); ///< at the end of the head
    void addBottom(QWidget *widget); ///< below the form; a plugin without one has no such place
    void focusFirst();

Q_SIGNALS:
    void edited();
    void problemsChanged();
    void openRequested(const Target &target);

private:
    void buildHead();
    void buildForm();
    void buildJson();
    void showJson(bool json);
    void fillJson();
    void takeJson();
    void take(const json::Value &conf);

    ResourceState &m_state;
    QString m_plugin;
    schema::FieldPtr m_field; ///< nullptr: nobody knows this plugin
    QString m_description;
    json::Value m_conf;
    std::optional<json::Value> m_before;
    SchemaForm *m_form = nullptr;
    PluginText m_text;
    JsonEdit *m_json;
    QLabel *m_complaint;
    QWidget *m_head;
    QAbstractButton *m_formButton;
    QAbstractButton *m_jsonButton;
    QStackedLayout *m_views;
    bool m_filling = false;
};
