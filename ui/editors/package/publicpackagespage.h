#pragma once

#include "ui/widgets/page.h"

#include <QPointer>

class InvokePanel;
class PackageAbout;
class QLabel;
class QPushButton;
class SharedPackages;

namespace history {
class Store;
}
namespace openwhisk {
class Session;
}

/// What other namespaces share, whisk.system above all: look into it, bind it, open it, try it.
class PublicPackagesPage : public Page {
    Q_OBJECT
public:
    PublicPackagesPage(openwhisk::Session &session, history::Store &store, const Target &target,
                       QWidget *parent = nullptr);

    Target target() const override { return m_target; }
    QString title() const override;
    QString glyph() const override;
    void refresh() override;
    void find() override;
    void invoke() override;
    bool canInvoke() const override;
    QList<QAction *> commands() const override { return m_commands; }

private:
    void build();
    QWidget *buildHead();
    QWidget *buildButtons();
    void addCommand(const QString &id, QPushButton *button);
    void enable();
    void bind();
    void openPackage();
    void openAction();
    void tryAction();
    openwhisk::EntityName ownName(openwhisk::EntityName name) const; ///< "_" in place of the own namespace

    QPointer<openwhisk::Session> m_session;
    Target m_target;
    openwhisk::EntityName m_tried = {}; ///< the action in the invoke panel
    SharedPackages *m_list;
    PackageAbout *m_about;
    InvokePanel *m_panel;
    QPushButton *m_bind;
    QPushButton *m_open;
    QPushButton *m_openAction;
    QPushButton *m_try;
    QList<QAction *> m_commands;
};
