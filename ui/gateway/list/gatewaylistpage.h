#pragma once

#include "core/gateway/session.h"
#include "ui/gateway/gatewayservices.h"
#include "ui/gateway/list/gatewayrows.h"
#include "ui/gateway/list/listsettings.h"
#include "ui/widgets/bulkplan.h"
#include "ui/widgets/page.h"

#include <QPointer>
#include <QTimer>

class Chip;
class ListBulkBar;
class ListFilterBar;
class ListHeader;
class MessageBar;
class OnDelegate;
class PreviewPane;
class QLabel;
class QMenu;
class QPushButton;
class QTableView;
class StateView;
class Waiting;
namespace gatewaybulk {
class ImportReader;
}

/// All objects of one kind on a gateway: searched, filtered, sorted, with what is odd about them; the current one beside
/// them; several changed at once.
class GatewayListPage : public Page {
    Q_OBJECT
public:
    GatewayListPage(const GatewayServices &services, gateway::Kind kind, QWidget *parent = nullptr);
    ~GatewayListPage() override;

    Target target() const override { return gatewayList(m_kind); }
    QString title() const override { return gateway::plural(m_kind); }
    QString glyph() const override { return gatewayGlyph(m_kind); }
    void refresh() override;
    void find() override;
    QList<QAction *> commands() const override { return m_commands; }
    QTableView *table() const { return m_table; }
    GatewayRows *rows() const { return m_rows; }
    ListFilterBar *filterBar() const { return m_filters; }
    /// What the file dialogs would have chosen.
    void exportTo(const QString &path);
    void importFrom(const QString &path);

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QWidget *buildHead();
    void buildButtons(QWidget *head);
    QWidget *buildBody();
    QWidget *buildList();
    void buildTable(QWidget *parent);
    QWidget *buildFoot(QWidget *parent);
    void buildCommands();
    void addCommand(const QString &text, const QString &id, std::function<void()> run);
    void connectParts(), connectTable(), connectSession();
    void fillColumns(QMenu *menu), fillNew(QMenu *menu);
    void showColumns();
    void fitColumns(); ///< paths, names and targets take what the others leave
    void ask();
    void take(const ListAnswer &answer);
    void listChanged();
    void showState(), showEmpty(), showProblem(const Error &problem), showRows(const gateway::Listing &listing);
    void showHead(), showFoot(), showCurrent(), showTicks(), showBans(), showUnread();
    void want(bool wanted); ///< credentials come only while somebody wants them
    void makeNew();
    QString countText() const;
    QString loadingText() const;
    QString writeBan() const; ///< why nothing can be written, or empty
    const gateway::Listing &listing() const;
    std::optional<Error> error() const;
    const gateway::Row *current() const;
    void openRow(int row), menuAt(const QPoint &place);
    QList<gateway::Key> chosen() const; ///< ticked, else the current one
    void exposeAction();
    void askSwitch(const gateway::Key &key, bool on);
    void askRaise(const gateway::Key &key, qint64 priority);
    void writeMembers(const gateway::Key &key, const json::Value &patch, const QString &done);
    void openBulk(BulkPlan plan), askLabels(), askExport(), askImport();
    void remove(const QList<gateway::Key> &keys);

    GatewayServices m_services;
    QPointer<gateway::Session> m_session;
    gateway::Kind m_kind;
    ListSettings m_settings;
    Waiting *m_waiting; ///< for the next try
    RouteRemarks *m_remarks;
    ListOrder m_order;
    gateway::Rows m_known;   ///< those of the answer that is shown
    qint64 m_newest = 0;     ///< change, s
    bool m_canceled = false, m_asking = false, m_wants = false;
    std::optional<Error> m_shownProblem;
    QString m_shownBan;
    QTimer m_clock;          ///< "2 min ago" grows old
    QTimer m_previewSoon;    ///< who types or holds an arrow key waits for no preview
    QList<QAction *> m_commands;
    QPointer<gatewaybulk::ImportReader> m_import;
    QLabel *m_counts = nullptr, *m_foot = nullptr;
    Chip *m_mode = nullptr;
    ListFilterBar *m_filters = nullptr;
    QPushButton *m_columnsButton = nullptr, *m_importButton = nullptr, *m_newButton = nullptr, *m_showAll = nullptr;
    MessageBar *m_message = nullptr, *m_unread = nullptr;
    ListBulkBar *m_bulk = nullptr;
    StateView *m_state = nullptr;
    QTableView *m_table = nullptr;
    ListHeader *m_header = nullptr;
    GatewayRows *m_rows = nullptr;
    OnDelegate *m_switches = nullptr;
    PreviewPane *m_preview = nullptr;
};
