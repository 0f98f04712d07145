#pragma once

#include "core/async/result.h"
#include "ui/editors/zip/zipnodes.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>

/// An archive being edited. All that takes time is done on workers, so that 48 MB are as quick to type in as one; the
/// latest wins. Knows no widget.
class ZipWork : public QObject {
    Q_OBJECT
public:
    explicit ZipWork(QObject *parent = nullptr);
    ~ZipWork() override;

    /// code: as it is in exec, base64. server: the same of what the server has; empty for a new one.
    void open(const QString &code, const QString &server);
    bool isOpen() const { return m_open; }
    const ZipContents &contents() const { return m_contents; }
    const QString &code() const { return m_code; } ///< the last one made or opened
    bool busy() const { return m_working || m_packTimer.isActive(); } ///< code() lags behind the edit
    void packNow();

    bool has(const QString &path) const { return m_files.contains(path); }
    std::optional<ZipFile> file(const QString &path) const;
    /// The bytes of a file as it stands after the edit; deliver() it.
    Async<QByteArray> content(const QString &path, qint64 cap = zipTextLimit) const;
    void write(const QString &path, const QByteArray &content); ///< replaces or adds
    void add(const QMap<QString, zip::File> &files);            ///< those that are there are replaced
    void remove(const QString &path);                           ///< a file, or a folder with all in it
    QString rename(const QString &path, const QString &to);     ///< why not, or empty
    void restore(const zip::Edit &edit);                        ///< undo of the last one

Q_SIGNALS:
    void opened();                    ///< contents are there
    void failed(const Error &error);  ///< it cannot be opened, or not be packed
    void edited();                    ///< contents changed, code() will follow
    void packed(const QString &code); ///< code() has it

private:
    void touched();
    void index();
    void pack();
    void take(const ZipContents &contents, const zip::Edit &before);
    bool isOriginal(qsizetype entry, const QByteArray &content) const;
    ZipState stateOf(const QString &path, const QByteArray &content) const;
    QStringList pathsBelow(const QString &path) const;
    void renameOne(const QString &path, const QString &to);

    ZipContents m_contents;
    QHash<QString, ZipFile> m_files; ///< by path, as they stand after the edit
    QString m_code;
    QTimer m_packTimer;
    std::unique_ptr<QObject> m_reading;
    std::unique_ptr<QObject> m_job; ///< context of what is done on a worker
    bool m_open = false;
    bool m_working = false;
};
