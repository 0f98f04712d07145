#pragma once

#include "core/openwhisk/entities.h"

#include <QAbstractListModel>

/// What activations can be of: packages and bindings as a whole, actions, triggers; ticked ones are chosen.
class ActionChoices : public QAbstractListModel {
    Q_OBJECT
public:
    struct Entry {
        openwhisk::EntityName name; ///< an empty name: the whole package
        QString glyph;              ///< see EntityGlyph
        bool operator==(const Entry &) const = default;
    };
    using QAbstractListModel::QAbstractListModel;

    void setEntries(QList<Entry> entries); ///< what is chosen stays
    void setChosen(const QList<openwhisk::EntityName> &names);
    const QList<openwhisk::EntityName> &chosen() const { return m_chosen; }
    void setText(const QString &text); ///< only those with these words are listed
    void toggle(int row);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void chosenChanged();

private:
    void arrange();
    const Entry &at(int row) const { return m_entries.at(m_shown.at(row)); }
    bool isChosen(const Entry &entry) const;
    QList<Entry> m_entries;
    QList<openwhisk::EntityName> m_chosen;
    QString m_text;
    QList<int> m_shown;
};

namespace openwhisk {
class Session;
}
/// Of a session's lists, by name; packages before their actions.
QList<ActionChoices::Entry> actionEntries(const openwhisk::Session &session);
