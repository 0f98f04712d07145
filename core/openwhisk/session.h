#pragma once

#include "core/openwhisk/operations.h"

#include <QObject>

class QTimer;

namespace openwhisk {

/// One list of the catalogue with its state: never loaded, loading, good, or the last good one beside an error.
template<typename Row> struct Listing {
    List<Row> rows;              ///< nullptr: nothing was known yet
    std::optional<Error> error;  ///< of the last attempt
    bool loading = false;
    qint64 loadedAtMs = 0;       ///< epoch ms of the last good answer
    bool stale() const { return rows && error; }
};

/// An open connection: client, what the server is, and the lists that explorer, palette and editors share.
class Session : public QObject {
    Q_OBJECT
public:
    Session(net::Endpoint endpoint, QString profileId, QString connectionName, net::RequestLog *log,
            QObject *parent = nullptr);
    ~Session() override;

    net::Client &client();
    QString profileId() const;
    QString connectionName() const;
    bool readOnly() const;
    bool production() const { return m_production; } ///< deletes ask for the name
    void setProduction(bool production) { m_production = production; }
    QString nameSpace() const; ///< empty until the server said it
    const ServerInfo &info() const;
    const NamespaceLimits &limits() const;
    bool connected() const;    ///< the last exchange had an answer and the key was good
    std::optional<Error> problem() const; ///< why not

    const Listing<ActionSummary> &actions() const;
    const Listing<PackageSummary> &packages() const;
    const Listing<TriggerSummary> &triggers() const;
    const Listing<RuleSummary> &rules() const;

    void open();                            ///< namespace, info, limits and lists, side by side
    void refresh();                         ///< what changed in all lists
    void refresh(Collection collection);

Q_SIGNALS:
    void changed(openwhisk::Collection collection); ///< a listing: rows, loading or error
    void stateChanged();                            ///< connected, namespace, info, limits

private:
    class Private;
    std::unique_ptr<Private> d;
    bool m_production = false;
};

} // namespace openwhisk
