#pragma once

#include "core/openwhisk/entities.h"

#include <QAbstractTableModel>
#include <QHash>

#include <optional>

/// Parameters or annotations while they are edited, beside what they were. Values are changed through setValue();
/// names, types and the init mark in the table itself.
class KeyValueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, TypeColumn, ValueColumn, LastColumn, SecretColumn, CallerColumn };
    enum class Sort { Parameters, Annotations }; ///< LastColumn: init mark, or what the annotation means
    enum Role { TypeRole = Qt::UserRole + 1, WasRole, HiddenRole };
    explicit KeyValueModel(Sort sort, QObject *parent = nullptr);

    void setItems(const QList<openwhisk::KeyValue> &items, const QList<openwhisk::KeyValue> &was);
    QList<openwhisk::KeyValue> items() const;
    const openwhisk::KeyValue &item(int row) const { return m_rows.at(row).item; }
    void setReadOnly(bool readOnly);
    bool isReadOnly() const { return m_readOnly; }
    Sort sort() const { return m_sort; }
    void setFinal(std::optional<bool> final); ///< none: nobody calls it with parameters of his own
    void setEntity(int entity) { m_entity = entity; } ///< AnnotationKind::Entity, whose annotations they are
    int entity() const { return m_entity; }
    void setMostBytes(qint64 bytes) { m_mostBytes = bytes; } ///< 0: unknown
    qint64 mostBytes() const { return m_mostBytes; }
    qint64 bytes() const; ///< of all items, as the server counts

    int add();
    int add(const openwhisk::KeyValue &item); ///< in the place of one of that name, else at the end
    void remove(int row);
    void move(int row, int by);
    void setValue(int row, const json::Value &value); ///< an encrypted one becomes an ordinary one
    /// The value in another type as far as it can be read so; the former ones come back with their type.
    void setType(int row, json::Type type);
    void setUnparsed(int row, const QString &text); ///< typed, but no JSON yet; kept until it is
    QString unparsed(int row) const { return m_rows.at(row).unparsed; }
    bool isManaged(int row) const; ///< set by the server, whatever is sent
    bool isHidden(int row) const; ///< a secret that nobody asked to see
    void reveal(int row);
    QString problem() const; ///< why this cannot be sent, or empty

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void edited();
    void typeChanged(int row);

private:
    struct Row {
        openwhisk::KeyValue item;
        QString value; ///< as shown: making it anew for each paint would be slow for large values
        QString type;
        QString unparsed;
        bool secret = false;
        bool revealed = false;
        bool changed = false;
        QString was;
        QHash<int, json::Value> former = {}; ///< by type, for who changes his mind
    };
    Row makeRow(const openwhisk::KeyValue &item) const;
    void update(int row);
    QString text(const Row &row, int column) const;
    QString tip(const Row &row, int column) const;
    QVariant colour(const Row &row, int column) const;
    QVariant check(const Row &row, int column) const;
    QString callerText(const Row &row) const;
    bool setName(int row, const QString &name);

    Sort m_sort;
    QList<Row> m_rows;
    QList<openwhisk::KeyValue> m_was;
    std::optional<bool> m_final;
    qint64 m_mostBytes = 0;
    int m_entity = 1; ///< an action's
    bool m_readOnly = false;
};

/// What a known annotation means, in a few words; empty for the user's own.
QString annotationMeaning(const QString &key);
/// Set by the server on every write of an action.
bool isServerAnnotation(const QString &key);
