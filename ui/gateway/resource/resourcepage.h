#pragma once

#include "ui/widgets/page.h"

#include <memory>

class ResourceState;
class ResourceWorks;
struct GatewayServices;

/// The page of an object of the gateway, also of one that does not exist yet: head, tabs by kind, pending changes,
/// loading, drafts, review and save. Once a new one is created, target() is that of an ordinary one.
class ResourcePage : public Page {
    Q_OBJECT
public:
    ResourcePage(const GatewayServices &services, const Target &target, QWidget *parent = nullptr);
    ~ResourcePage() override;

    Target target() const override;
    QString title() const override;
    QString glyph() const override;
    bool modified() const override;
    void refresh() override;
    void save() override;
    void revert() override;
    void invoke() override; ///< a test request
    void find() override;
    bool canSave() const override;
    bool canInvoke() const override;
    QList<QAction *> commands() const override;
    bool prepareClose() override;

    ResourceState &state();

private:
    void endTyping();

    std::unique_ptr<ResourceWorks> d;
};
