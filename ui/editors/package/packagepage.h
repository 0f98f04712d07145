#pragma once

#include "ui/editors/entity/entitypage.h"

class BoundParameters;
class PackageContents;
class ProviderPicker;
class UsedByTab;

/// A package or a binding, also a new one of either. A binding whose provider is gone is explained, and can be bound
/// anew or deleted.
class PackagePage : public EntityPage {
    Q_OBJECT
public:
    PackagePage(openwhisk::Session &session, history::Store &store, const Target &target, QWidget *parent = nullptr);

    QString glyph() const override;
    void refresh() override;

protected:
    Target::Kind newKind() const override;
    json::Value emptyEdit() const override;
    QString newTitle() const override;
    QString proposedName() const override;
    QString nameProblem(const QString &name) const override;
    QList<EntityChip> chips() const override;
    void fill() override;
    void showState() override;
    QString problem() const override;
    QString deleteText() const override;
    void remove() override;

private:
    void build();
    void connectParts();
    bool binding() const; ///< known before it is loaded, if the lists say so
    bool broken() const;
    bool own() const;
    std::optional<openwhisk::EntityName> provider() const;
    openwhisk::EntityName fullName() const;
    QString bindingReason() const; ///< why the provider cannot be bound
    QString brokenText() const;
    QString usesText() const;
    QStringList secretParameters() const;
    void showTabs();
    void showContents();
    void providerEdited();
    void openOrigin();
    void removeWithContents();

    PackageContents *m_contents;
    ProviderPicker *m_picker;
    BoundParameters *m_bound;
    UsedByTab *m_usedBy;
    bool m_chosen = false; ///< the tab to begin with was chosen
};
