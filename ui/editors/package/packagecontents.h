#pragma once

#include "ui/editors/package/packagerows.h"

#include <QWidget>

class ContentsView;
class QLabel;
class QPushButton;
class Switch;

/// What is in a package: its actions and feeds, and whether others may use them.
class PackageContents : public QWidget {
    Q_OBJECT
public:
    explicit PackageContents(QWidget *parent = nullptr);
    void setRows(const QList<PackageRow> &rows, const QString &emptyText);
    /// none: a binding cannot be shared. secrets: parameters whose values everybody could read.
    void setSharing(std::optional<bool> shared, const QString &frozen, const QStringList &secrets);
    void setOrigin(const std::optional<openwhisk::EntityName> &provider); ///< of a binding: who its actions belong to
    void setUses(const QString &sentence);
    void setAddReason(const QString &reason); ///< why no action can be added; empty: it can
    void setBindReason(const QString &reason);

Q_SIGNALS:
    void sharingChosen(bool shared);
    void openRequested(const QString &name);
    void deleteRequested(const QString &name);
    void addRequested();
    void bindRequested();
    void originRequested();

private:
    QWidget *buildSharing();
    QWidget *buildOrigin();

    Switch *m_share = nullptr;
    QLabel *m_meaning = nullptr;
    QWidget *m_sharing;
    QLabel *m_originText = nullptr;
    QPushButton *m_originLink = nullptr;
    QWidget *m_origin;
    QLabel *m_uses;
    QPushButton *m_add;
    QPushButton *m_bind;
    ContentsView *m_contents;
};
