#pragma once

#include "ui/editors/zip/zipnodes.h"

#include <QWidget>

class Chip;
class MessageBar;
class QFormLayout;
class QLabel;
class QProgressBar;
class QVBoxLayout;

/// At the right of an archive: what it takes of the server's limit, what is in it, what was changed.
class ZipFactsPane : public QWidget {
    Q_OBJECT
public:
    explicit ZipFactsPane(QWidget *parent = nullptr);

    struct Shown {
        ZipFacts facts;
        qint64 zipBytes = 0;
        qint64 sentBytes = 0; ///< base64
        QString kind;
        QString start;   ///< "index.js, function main"
        QString missing; ///< what the kind needs to start and the archive lacks
        QString version; ///< of the server's copy, empty for a new one
        bool readOnly = false;
    };
    void setShown(const Shown &shown);
    struct LineCounts {
        int added = 0;
        int removed = 0;
    };
    void setLines(const QString &path, LineCounts lines);

Q_SIGNALS:
    void leaveOutRequested(const QString &folder);
    void fileRequested(const QString &path);
    void linesWanted(const QString &path);

private:
    void build();
    QLabel *fact(QFormLayout *form, const QString &title, const QString &name);
    void showSize(const Shown &shown);
    void showWarning(const Shown &shown);
    void showChanges(const Shown &shown);
    void addChange(const QString &path, const QString &mark);

    Chip *m_fits;
    QLabel *m_unpacked;
    QLabel *m_zip;
    QLabel *m_sent;
    QLabel *m_limit;
    QProgressBar *m_bar;
    QLabel *m_left;
    QLabel *m_start;
    QLabel *m_kind;
    QLabel *m_largest;
    MessageBar *m_warning;
    QLabel *m_changedTitle;
    QVBoxLayout *m_changes;
    QLabel *m_others;
    QHash<QString, QLabel *> m_lines;
};
