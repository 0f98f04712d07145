#pragma once

#include "core/openwhisk/activation.h"

#include <QWidget>

#include <functional>

class QComboBox;
class SearchField;

/// What the user wants to see of the activations.
struct ActivationFilter {
    enum Status { Any, Success, Failed, ApplicationError, DeveloperError, InternalError, TimedOut, ColdStart };
    QString text;   ///< in action, id, kind or cause; several words: all of them
    QString action; ///< "pkg/name" or "name", empty for all
    Status status = Any;

    bool isEmpty() const { return text.trimmed().isEmpty() && action.isEmpty() && status == Any; }
    std::function<bool(const openwhisk::ActivationSummary &)> keep() const; ///< unset when empty; runs anywhere
    bool operator==(const ActivationFilter &) const = default;
};

/// Search field, action and status, side by side.
class ActivationFilterBar : public QWidget {
    Q_OBJECT
public:
    explicit ActivationFilterBar(QWidget *parent = nullptr);

    ActivationFilter filter() const;
    void setAction(const QString &action); ///< also one that no row has yet
    void setActions(const QStringList &actions); ///< keeps the choice
    void clear();
    SearchField *field() const { return m_text; }

Q_SIGNALS:
    void changed();

private:
    void addStatuses();
    SearchField *m_text;
    QComboBox *m_action;
    QComboBox *m_status;
};
