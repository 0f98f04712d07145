#pragma once

#include "core/openwhisk/names.h"
#include "core/json/value.h"

#include <QPointer>
#include <QWidget>

class CodeEditor;
class EntityPicker;
class QCheckBox;
class QComboBox;
class QLabel;

namespace openwhisk {
class Session;
}

/// The action that a rule runs: one that exists, or one that is made with it.
class ActionChoice : public QWidget {
    Q_OBJECT
public:
    ActionChoice(openwhisk::Session &session, bool mayCreate, QWidget *parent = nullptr);

    void setAction(const openwhisk::EntityName &action);
    void setNew(const QString &kind, const QString &code); ///< empty kind: it exists
    std::optional<openwhisk::EntityName> action() const;
    QString kind() const; ///< of a new one, else empty
    QString code() const;
    QString problem() const; ///< of what is typed
    QString note() const;    ///< what the lists say about it, as a warning; empty when they know it
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void edited();

private:
    void build();
    void fillNames();
    void chooseKind();
    void showParts();
    bool listed() const;

    QPointer<openwhisk::Session> m_session;
    bool m_mayCreate;
    EntityPicker *m_picker;
    QCheckBox *m_create;
    QComboBox *m_kind;
    CodeEditor *m_code;
    QLabel *m_note;
    QString m_template; ///< as long as the code is this, it follows the kind
};
