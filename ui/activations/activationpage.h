#pragma once

#include "ui/activations/activationdetail.h"
#include "ui/widgets/page.h"

/// One activation as a tab.
class ActivationPage : public Page {
    Q_OBJECT
public:
    ActivationPage(openwhisk::Session &session, const ActivationDetail::Sources &sources, Target target, QWidget *parent = nullptr);

    Target target() const override { return m_target; }
    QString title() const override;
    QString glyph() const override;
    void refresh() override;
    void find() override;
    void invoke() override; ///< again
    bool canInvoke() const override;
    QList<QAction *> commands() const override;
    ActivationDetail *detail() const { return m_detail; }

private:
    QAction *again() const;

    Target m_target;
    ActivationDetail *m_detail;
};
