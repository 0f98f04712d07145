#pragma once

#include "core/openwhisk/entities.h"

#include <QAbstractTableModel>

#include <functional>

/// Parameters or annotations while they are edited, beside what they were. Values are changed through setValue();
/// names and the init mark in the table itself.
class KeyValueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, TypeColumn, ValueColumn, LastColumn };
    enum class Sort { Parameters, Annotations }; ///< the last column: init mark, or what the annotation means
    explicit KeyValueModel(Sort sort, QObject *parent = nullptr);

    void setItems(const QList<openwhisk::KeyValue> &items, const QList<openwhisk::KeyValue> &was);
    QList<openwhisk::KeyValue> items() const;
    const openwhisk::KeyValue &item(int row) const { return m_rows.at(row).item; }
    void setReadOnly(bool readOnly);
    bool isReadOnly() const { return m_readOnly; }
    Sort sort() const { return m_sort; }

    int add();
    void remove(int row);
    void move(int row, int by);
    void setValue(int row, const json::Value &value); ///< an encrypted one becomes an ordinary one
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
    };
    Row makeRow(const openwhisk::KeyValue &item) const;
    void update(int row);
    QString text(const Row &row, int column) const;
    QString tip(const Row &row, int column) const;
    QVariant colour(const Row &row, int column) const;

    Sort m_sort;
    QList<Row> m_rows;
    QList<openwhisk::KeyValue> m_was;
    bool m_readOnly = false;
};

/// What a known annotation means, in a few words; empty for the user's own.
QString annotationMeaning(const QString &key);
/// Set by the server on every write.
bool isServerAnnotation(const QString &key);
