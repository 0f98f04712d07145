#pragma once

#include "ui/gateway/gatewayservices.h"
#include "ui/gateway/list/objectfile.h"
#include "ui/widgets/bulkplan.h"

#include <QObject>

namespace gatewaybulk {

/// An object of a file beside the one that the gateway has.
struct Compared {
    objectfile::Item item;
    enum class State { New, Same, Differs, Unknown } state = State::Unknown;
    json::Value now = {};          ///< Differs, Same: as the gateway has it
    QStringList places = {};       ///< Differs: what is different
    QStringList missing = {};      ///< secrets that neither the file nor the gateway has
    std::optional<Error> error = {}; ///< Unknown: why
};

/// Reads a file and looks at what the gateway has of it.
class ImportReader : public QObject {
    Q_OBJECT
public:
    ImportReader(const GatewayServices &services, const QString &path, QObject *parent = nullptr);
    ~ImportReader() override;
    void start();
    void cancel();

Q_SIGNALS:
    void progress(int done, int of);
    void failed(const Error &error); ///< the file, or canceled
    void finished(const QList<gatewaybulk::Compared> &objects);

private:
    void compare(const QList<objectfile::Item> &items);

    GatewayServices m_services;
    QString m_path;
    openwhisk::BulkRun *m_run = nullptr;
    std::shared_ptr<QList<Compared>> m_objects;
    bool m_canceled = false;
    int m_told = -1; ///< of the progress
};

Compared compared(const objectfile::Item &item, const Result<gateway::Document> &now);
BulkPlan planImport(const GatewayServices &services, const QList<Compared> &objects, const QString &path);

} // namespace gatewaybulk
