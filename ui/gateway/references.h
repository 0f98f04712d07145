#pragma once

#include "core/gateway/kinds.h"
#include "ui/forms/fieldeditor.h"
#include "ui/gateway/gatewayservices.h"
#include "ui/models/target.h"

#include <QPointer>
#include <QSet>

class QLabel;
class QLineEdit;
class QStandardItemModel;
class QToolButton;

/// Chooses an object of the gateway instead of typing its id: found by id, name, host or node in the session's lists. One
/// that is not there says so. It can be opened, and a new one made.
class ReferencePicker : public QWidget {
    Q_OBJECT
public:
    ReferencePicker(const GatewayServices &services, const QSet<gateway::Kind> &kinds, QWidget *parent = nullptr);
    ~ReferencePicker() override;

    /// As a document has it, a number or a text; none: nothing chosen.
    void setId(const std::optional<json::Value> &id);
    const std::optional<json::Value> &id() const { return m_id; }
    std::optional<gateway::Key> key() const;
    void setReadOnly(bool readOnly);
    void setRequired(bool required); ///< it cannot be emptied
    /// Only rows that fit are offered, e.g. certificates of type client.
    void setDetail(const QString &detail) { m_detail = detail; }
    QLineEdit *line() const { return m_line; }
    bool isBroken() const { return m_broken; }

Q_SIGNALS:
    void edited();
    void openRequested(const Target &target);

private:
    void build();
    void buildTools();
    void fill();
    void addRows(gateway::Kind kind);
    void take(const QString &text);
    void choose(const QString &entry);
    void showId();
    QString aboutIt();

    QPointer<gateway::Session> m_session;
    QList<gateway::Kind> m_kinds;
    std::optional<json::Value> m_id;
    std::optional<gateway::Kind> m_kind; ///< of what was chosen, where there are several
    QString m_detail;
    QLineEdit *m_line;
    QLabel *m_about;
    QToolButton *m_clear;
    QToolButton *m_open;
    QToolButton *m_new;
    QStandardItemModel *m_model;
    bool m_readOnly = false;
    bool m_required = false;
    bool m_broken = false;
    bool m_filled = false;
};

/// The same as the editor of a place of a form.
class ReferenceField : public FieldEditor {
    Q_OBJECT
public:
    ReferenceField(FormState &state, const QString &pointer, const GatewayServices &services, gateway::Kind kind, QWidget *parent);
    void refresh() override;
    bool suits() const override { return true; }
    ReferencePicker *picker() const { return m_picker; }

Q_SIGNALS:
    void openRequested(const Target &target);

private:
    ReferencePicker *m_picker;
};

namespace references {
QString idText(const json::Value &id); ///< 5 and "5" name the same
/// Opened targets go to the nearest widget around that hands them on: the tab.
void forward(QWidget *from, const Target &target);
}
