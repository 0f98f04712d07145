#pragma once

#include "core/openwhisk/effective.h"
#include "ui/models/tablemodel.h"

/// What an action is called with, layer by layer: columns name, package, binding, action, call, what arrives, who wins.
class EffectiveModel : public TableModel<openwhisk::EffectiveRow> {
public:
    enum Column { NameColumn, PackageColumn, BindingColumn, ActionColumn, CallColumn, ArrivesColumn, WinnerColumn };
    enum Role { ExtraRole = Qt::UserRole + 40 }; ///< of WinnerColumn: what stands behind the chip
    explicit EffectiveModel(QObject *parent = nullptr);

    void setNames(const QString &package, const QString &binding); ///< in the heads; empty: without a name
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString m_package;
    QString m_binding;
};

/// One line: a text or number as it is, a list or object by its size, a secret as dots.
QString briefValue(const openwhisk::KeyValue &item);
QString layerTitle(openwhisk::Layer layer);
