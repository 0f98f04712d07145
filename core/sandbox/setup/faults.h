#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <mutex>
#include <optional>

namespace sandbox {

/// One switch: NAME=VALUE[@PATH-PREFIX].
struct Fault {
    QString name;
    QString value;
    QString prefix; ///< only requests whose path begins so; empty: all
};

/// The switches that make error paths testable; may change while the sandbox runs (SIGHUP).
class Faults {
public:
    /// What is wrong with the text, or nothing.
    static QString parse(const QString &text, Fault *fault);

    void set(const QList<Fault> &faults);
    /// The first of that name that holds for the path (as sent, without query; empty: any).
    std::optional<QString> value(QStringView name, const QString &path = {}) const;
    qint64 number(QStringView name, const QString &path = {}, qint64 otherwise = 0) const;
    /// The first of that name, whatever paths it holds for.
    std::optional<QString> anywhere(QStringView name) const;
    /// True for every Nth call, where the fault NAME=N holds for the path.
    bool everyNth(QStringView name, const QString &path = {});

private:
    mutable std::mutex m_mutex;
    QList<Fault> m_faults;
    QList<quint64> m_counts; ///< one a fault, for everyNth
};

} // namespace sandbox
