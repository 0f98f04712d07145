#pragma once

#include "core/history/records.h"

#include <QPointer>
#include <QWidget>

#include <memory>
#include <optional>

class JsonView;
class QLabel;

namespace history {
class Store;
}

/// The payload that this console sent to start an activation. The server keeps none, so of other runs it is not known.
class InputPane : public QWidget {
    Q_OBJECT
public:
    explicit InputPane(QWidget *parent = nullptr);
    ~InputPane() override;

    void setHistory(history::Store *store) { m_store = store; }
    void show(const QString &profileId, const QString &activationId);
    void clear();
    const std::optional<history::Payload> &payload() const { return m_payload; }
    void find();

Q_SIGNALS:
    void changed();

private:
    void take(const std::optional<history::Payload> &payload);

    history::Store *m_store = nullptr;
    std::unique_ptr<QObject> m_request;
    std::optional<history::Payload> m_payload;
    QLabel *m_note;
    JsonView *m_view;
};
