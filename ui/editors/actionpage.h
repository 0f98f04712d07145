#pragma once

#include "core/openwhisk/operations.h"
#include "core/openwhisk/session.h"
#include "ui/widgets/page.h"

#include <memory>

namespace history {
class Store;
}

/// The editor of one action, also of one that does not exist yet (Target::Kind::NewAction), with the invoke panel at
/// its right. A new action becomes an ordinary one once it is created: target() changes then.
class ActionPage : public Page {
    Q_OBJECT
public:
    ActionPage(openwhisk::Session &session, history::Store &store, const Target &target, QWidget *parent = nullptr);
    ~ActionPage() override;

    Target target() const override;
    QString title() const override;
    QString glyph() const override;
    bool modified() const override;
    void refresh() override;
    void save() override;
    void revert() override;
    void invoke() override;
    void find() override;
    bool canSave() const override;
    bool canInvoke() const override;
    QList<QAction *> commands() const override;
    bool prepareClose() override;
    void allowExpose(const std::optional<QString> &ban) override;
    void takeFile(const QString &path); ///< or a folder: becomes the code once the page has loaded; not saved

private:
    class Private;
    std::unique_ptr<Private> d;
};
