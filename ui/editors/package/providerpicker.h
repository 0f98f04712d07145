#pragma once

#include "core/openwhisk/entities.h"

#include <QPointer>
#include <QWidget>

class PackageAbout;
class QLabel;
class QLineEdit;
class SharedPackages;

namespace openwhisk {
class Session;
}

/// Which package a binding stands for: chosen from the shared packages of a namespace or the own ones, or typed.
class ProviderPicker : public QWidget {
    Q_OBJECT
public:
    explicit ProviderPicker(openwhisk::Session &session, QWidget *parent = nullptr);
    void setProvider(const std::optional<openwhisk::EntityName> &provider);
    openwhisk::EntityName provider() const; ///< without a name: none, or what is typed is no name
    QString problem() const;                ///< of what is typed
    const PackageAbout &about() const { return *m_about; }
    void setReadOnly(const QString &reason);
    void setProblem(const QString &problem); ///< shown below, of whoever knows more
    void refresh();

Q_SIGNALS:
    void edited();
    void openRequested(const openwhisk::EntityName &action);

private:
    void typed();

    QPointer<openwhisk::Session> m_session;
    QLineEdit *m_name;
    QLabel *m_problem;
    SharedPackages *m_list;
    PackageAbout *m_about;
};
