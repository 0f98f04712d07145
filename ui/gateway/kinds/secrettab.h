#pragma once

#include "ui/gateway/kinds/kindtab.h"

class QButtonGroup;
class QLabel;

/// Where the gateway finds secrets that configurations refer to. Which manager it is stands in the id.
class SecretTab : public KindTab {
    Q_OBJECT
public:
    explicit SecretTab(ResourceState &state, QWidget *parent = nullptr);
    void load() override; ///< the gateway has no schemas of them

protected:
    QList<BoundForm::Section> sections(const json::Value &schema) const override;
    QStringList rules() const override { return {QStringLiteral("oneOf")}; }

private:
    QString manager() const;
    void choose(const QString &manager);
    void follow();

    QButtonGroup *m_choice;
    QLabel *m_how;
    QString m_built;
};
