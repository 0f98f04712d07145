#pragma once

#include "core/gateway/allcredentials.h"
#include "core/gateway/plugins.h"

#include <QObject>

namespace gateway {

/// One list with its state: never loaded, loading, good, or the last good one beside an error.
struct Listing {
    Rows rows;                  ///< nullptr: nothing was known yet
    std::optional<Error> error; ///< of the last attempt
    bool loading = false;
    qint64 loadedAtMs = 0;      ///< epoch ms of the last good answer
    QList<Unread> unread;       ///< credentials: consumers that could not be asked; the rows are of the others
    bool stale() const { return rows && error; }
};

/// It may pass by itself: no answer, or one that says that the server is in trouble. A wrong key is none of that.
bool mayPass(const Error &error);

/// The gateway of an open connection: client, what the server is, its lists, and what its plugins look like.
class Session : public QObject {
    Q_OBJECT
public:
    Session(net::Endpoint endpoint, QString profileId, QString connectionName, net::RequestLog *log, QObject *parent = nullptr);
    ~Session() override;

    net::Client &client();
    QString profileId() const;
    QString connectionName() const;
    bool production() const { return m_production; } ///< deletes ask for the id
    void setProduction(bool production) { m_production = production; }
    /// The profile says so, or the key has the role viewer.
    bool readOnly() const;
    const Server &server() const;
    bool serverKnown() const;
    bool connected() const; ///< the last exchange had an answer and the key was good
    std::optional<Error> problem() const; ///< why not

    const Listing &listing(Kind kind) const; ///< of the kinds in kinds(), and of credentials while they are wanted
    /// Those that have a list of their own and that this server has: no credentials, no cost decorations.
    QList<Kind> kinds() const;
    std::shared_ptr<const Catalogue> catalogue() const; ///< nullptr until it came
    std::optional<Error> catalogueProblem() const;

    void open();             ///< what it is, then lists and plugins side by side
    void refresh();
    void refresh(Kind kind);
    void refreshCatalogue();
    /// Credentials take a request for each consumer, so they come only while somebody wants them: one call of true for
    /// each who does, one of false when it goes; what is under way for the last of them ends with it.
    void wantCredentials(bool wanted);
    /// One call of true for each who sees objects of a kind, one of false when it does not any more. While anybody does,
    /// what got no good answer is asked for again by itself, after growing random pauses.
    void watch(Kind kind, bool watched);
    qint64 nextTryMs() const; ///< epoch ms; 0: none is planned
    void setFirstPauseMs(int ms);
    Async<json::Value> schema(Kind kind); ///< asked for once

Q_SIGNALS:
    void changed(gateway::Kind kind); ///< a listing: rows, loading or error
    void stateChanged();              ///< connected, problem, server
    void catalogueChanged();

private:
    class Private;
    std::unique_ptr<Private> d;
    bool m_production = false;
};

} // namespace gateway
