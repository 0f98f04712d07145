#pragma once

#include "core/openwhisk/entities.h"

/// One thing that a save changes, as the review lists it.
struct ReviewChange {
    QString area;   ///< title of the part it belongs to
    QString label;  ///< "memory", "rounding › digits"
    QString before; ///< empty for an addition; masked for a secret
    QString after;
    bool secret = false;
    bool dropsTheirs = false; ///< somebody else changed this since it was opened, and that goes
    bool inText = false;      ///< the diff of the text shows it
    bool operator==(const ReviewChange &) const = default;
};

/// Collects the changes of one area.
class ChangeLister {
public:
    ChangeLister(QList<ReviewChange> &changes, QString area);

    void text(const QString &label, const QString &opened, const QString &before, const QString &after);
    void number(const QString &label, const QString &unit, const std::optional<qint64> &opened,
                const std::optional<qint64> &before, const std::optional<qint64> &after);
    void items(const QList<openwhisk::KeyValue> &opened, const QList<openwhisk::KeyValue> &before,
               const QList<openwhisk::KeyValue> &after);

private:
    using KeyValue = openwhisk::KeyValue;
    void one(const KeyValue *opened, const KeyValue *before, const KeyValue *after);
    void inside(const KeyValue &before, const KeyValue &after, bool dropsTheirs);
    void secret(const KeyValue *before, const KeyValue *after, bool dropsTheirs);
    void order(const QList<KeyValue> &before, const QList<KeyValue> &after);

    QList<ReviewChange> &m_changes;
    QString m_area;
};

/// By key: items that the user did not touch are the server's, others the user's.
QList<openwhisk::KeyValue> rebasedItems(const QList<openwhisk::KeyValue> &was, const QList<openwhisk::KeyValue> &now,
                                        const QList<openwhisk::KeyValue> &server);
