#pragma once

#include "ui/gateway/kinds/kindtab.h"

class Credentials;

/// A consumer: its group, what it is, and its credentials. Its plugins have a tab of their own.
class ConsumerTab : public KindTab {
    Q_OBJECT
public:
    explicit ConsumerTab(ResourceState &state, QWidget *parent = nullptr);
    int count() const override { return m_count; }
    Credentials *credentials() const { return m_credentials; }

protected:
    QList<BoundForm::Section> sections(const json::Value &schema) const override;
    FormSetup setup() override;

private:
    void follow();
    Credentials *m_credentials;
    int m_count = -1;
};
