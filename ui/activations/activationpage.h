#pragma once

#include "ui/widgets/page.h"

class ActivationDetail;

namespace openwhisk {
class ActivationPoll;
class Session;
}

/// One activation as a tab.
class ActivationPage : public Page {
    Q_OBJECT
public:
    ActivationPage(openwhisk::Session &session, openwhisk::ActivationPoll &poll, Target target, QWidget *parent = nullptr);

    Target target() const override { return m_target; }
    QString title() const override;
    QString glyph() const override;
    void refresh() override;
    void find() override;
    QList<QAction *> commands() const override;
    ActivationDetail *detail() const { return m_detail; }

private:
    Target m_target;
    ActivationDetail *m_detail;
};
