#pragma once

#include "core/async/result.h"
#include "core/json/value.h"
#include "ui/widgets/page.h"

#include <QPointer>

#include <memory>

class DetailView;
class QLabel;
class StateView;

namespace openwhisk {
class Session;
}

/// A package, binding, trigger or rule as the server has it, to read: facts, lists with links, the whole document.
class DetailPage : public Page {
    Q_OBJECT
public:
    DetailPage(openwhisk::Session &session, const Target &target, QWidget *parent = nullptr);
    ~DetailPage() override;

    Target target() const override { return m_target; }
    QString title() const override { return m_target.name.name; }
    QString glyph() const override;
    void refresh() override { load(true); }
    void find() override;

private:
    void build();
    void load(bool keepContent);
    void loaded(const Result<json::Value> &document, bool keepContent);

    QPointer<openwhisk::Session> m_session;
    Target m_target;
    bool m_binding = false;
    bool m_known = false;
    std::unique_ptr<QObject> m_request;
    QLabel *m_glyph;
    QLabel *m_name;
    QLabel *m_place;
    DetailView *m_view;
    StateView *m_state;
};
