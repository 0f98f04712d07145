#pragma once

#include "ui/gateway/kinds/kindtab.h"

class QComboBox;
class QLabel;

/// What a plugin uses wherever it runs. The id is the plugin's name; its metadata schema makes the form.
class MetadataTab : public KindTab {
    Q_OBJECT
public:
    explicit MetadataTab(ResourceState &state, QWidget *parent = nullptr);
    void load() override;

protected:
    QList<BoundForm::Section> sections(const json::Value &schema) const override;
    QStringList rules() const override { return {QStringLiteral("oneOf"), QStringLiteral("anyOf")}; }

private:
    void fillPlugins();
    void follow();

    QComboBox *m_plugin;
    QLabel *m_about;
    QString m_built;
};
