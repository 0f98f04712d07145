#pragma once

#include "ui/activations/filter/filterchoice.h"

class QSettings;

/// Filters of one connection by name, kept in its part of the settings. A text that looks like a secret is not kept.
class SavedFilters {
public:
    /// settings may be null: then nothing is remembered.
    SavedFilters(QSettings *settings, const QString &profileId);

    QStringList names() const; ///< as they are read
    std::optional<FilterChoice> filter(const QString &name) const;
    enum class Saved { Whole, WithoutText, Nowhere };
    Saved save(const QString &name, FilterChoice choice); ///< one of the same name is replaced
    void remove(const QString &name);

    /// The span of time that was looked at last.
    FilterChoice::Span lastSpan() const;
    void setLastSpan(FilterChoice::Span span);

private:
    json::Value all() const;
    void write(const json::Value &filters);
    QSettings *m_settings;
    QString m_group;
};
