#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QPair>
#include <QStringList>

class QSettings;
class QTimer;

/// What of one connection is open.
struct OpenTabs {
    QStringList targets; ///< Target::toText()
    QString current;
    QStringList expanded; ///< explorer keys
    QStringList titles = {}; ///< of the targets, as their pages had them

    QString titleOf(const QString &target) const; ///< empty: not known
    bool operator==(const OpenTabs &) const = default;
};

/// What the window remembers over a restart and a crash, in an INI file. Never a secret. Written a moment after a
/// change, so that a crash costs nothing and dragging a splitter does not write a hundred times.
class WindowState : public QObject {
    Q_OBJECT
public:
    explicit WindowState(const QString &file, QObject *parent = nullptr);
    ~WindowState() override;

    QByteArray bytes(const QString &key) const; ///< geometry and splitters
    void setBytes(const QString &key, const QByteArray &value);
    QString text(const QString &key, const QString &fallback = {}) const;
    void setText(const QString &key, const QString &value);
    bool flag(const QString &key, bool fallback) const;
    void setFlag(const QString &key, bool value);

    OpenTabs tabs(const QString &profileId) const;
    void setTabs(const QString &profileId, const OpenTabs &tabs);
    void forget(const QString &profileId);
    void flush();
    QSettings &settings() { return *m_settings; } ///< for what pages remember; its groups are "profile-<id>"

private:
    void set(const QString &key, const QVariant &value);
    std::unique_ptr<QSettings> m_settings;
    QTimer *m_soon;
};
