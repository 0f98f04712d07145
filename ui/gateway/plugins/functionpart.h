#pragma once

#include "core/gateway/functions.h"
#include "core/openwhisk/names.h"
#include "ui/forms/formsetup.h"
#include "ui/gateway/resource/resourcestate.h"

#include <QHash>

class FunctionPicker;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;
class SchemaForm;
struct Target;

/// What the form of a plugin that calls a function shows beside its fields: which function, the address that is called,
/// and what is known of how such calls go wrong.
class FunctionPart : public QObject {
    Q_OBJECT
public:
    FunctionPart(ResourceState &state, SchemaForm &form, const QString &plugin);

    static FormSetup setup(const QString &plugin, bool keychain); ///< for the form of such a plugin

Q_SIGNALS:
    void openRequested(const Target &target);

private:
    void buildPicker();
    void buildAddress();
    void refresh();
    void refreshFunction();
    void refreshForwarded();
    void refreshNotes(const QList<gateway::Advice> &advice);
    void pick();
    void fill(const openwhisk::EntityName &name);
    void askLimit(const openwhisk::EntityName &name);
    QStringList routeUris() const;
    bool isOurs() const; ///< the OpenWhisk of the same connection is meant
    std::optional<openwhisk::EntityName> action() const;

    struct Known {
        std::optional<qint64> timeoutMs;
        bool missing = false;
    };
    Known known();

    ResourceState &m_state;
    SchemaForm &m_form;
    QString m_plugin;
    QPointer<openwhisk::Session> m_session;
    QHash<openwhisk::EntityName, Known> m_known;
    FunctionPicker *m_picker = nullptr;
    QLabel *m_chosen = nullptr;
    QPushButton *m_function = nullptr;
    QPushButton *m_open = nullptr;
    QLabel *m_address;
    QWidget *m_forwardRow;
    QLineEdit *m_path;
    QLabel *m_forwarded;
    QWidget *m_notes;
    QList<FormNote> m_shown;
};
