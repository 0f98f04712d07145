#pragma once

#include "core/openwhisk/names.h"

#include <QLineEdit>

class QStringListModel;

/// A name to type or to search: what is offered contains the typed text anywhere.
class EntityPicker : public QLineEdit {
    Q_OBJECT
public:
    explicit EntityPicker(QWidget *parent = nullptr);

    void setNames(const QStringList &names); ///< as they are typed: "pkg/a", "/whisk.system/utils/echo"
    void setName(const openwhisk::EntityName &name);
    /// What is typed; triggers and rules have no package.
    std::optional<openwhisk::EntityName> name() const;
    QString problem() const; ///< of the name, or empty

Q_SIGNALS:
    void edited(); ///< by the user: typed or chosen

private:
    QStringListModel *m_names;
};

/// "pkg/a" for own ones, "/ns/pkg/a" for others.
QString typedForm(const openwhisk::EntityName &name);
