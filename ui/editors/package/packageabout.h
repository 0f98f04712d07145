#pragma once

#include "core/openwhisk/entities.h"

#include <QPointer>
#include <QWidget>

#include <memory>

class ContentsView;
class QLabel;
class QTimer;
class StateView;

namespace openwhisk {
class Session;
}

/// One package to look at, read when it is chosen: what it is for, its parameters, actions and feeds.
class PackageAbout : public QWidget {
    Q_OBJECT
public:
    explicit PackageAbout(openwhisk::Session &session, QWidget *parent = nullptr);
    ~PackageAbout() override;
    void setPackage(const std::optional<openwhisk::EntityName> &name);
    void refresh();
    const std::optional<openwhisk::EntityName> &package() const { return m_name; }
    bool isKnown() const { return m_known; } ///< it was read: it exists and may be used
    const QString &problem() const { return m_problem; } ///< why it could not be read
    std::optional<openwhisk::EntityName> action() const; ///< the chosen one

Q_SIGNALS:
    void openRequested(const openwhisk::EntityName &action);
    void changed();
    void payloadWanted(const QString &text); ///< for the action chosen

private:
    void read();
    void came(const Result<openwhisk::Package> &package);
    void show(const openwhisk::Package &package);
    using QWidget::show;

    QPointer<openwhisk::Session> m_session;
    std::optional<openwhisk::EntityName> m_name;
    bool m_known = false;
    QString m_problem;
    std::unique_ptr<QObject> m_request; ///< the latest wins
    QTimer *m_soon; ///< holding an arrow key over a list reads only where it rests
    QLabel *m_title;
    QLabel *m_description;
    QLabel *m_parameters;
    ContentsView *m_contents;
    StateView *m_state;
};
