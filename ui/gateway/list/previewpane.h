#pragma once

#include "ui/gateway/list/listcolumns.h"
#include "ui/models/target.h"

#include <QScrollArea>

class QGridLayout;
class QVBoxLayout;

/// The current row of a list, beside it: what is odd about it with ways to put it right, how it matches, where it leads.
class PreviewPane : public QScrollArea {
    Q_OBJECT
public:
    explicit PreviewPane(QWidget *parent = nullptr);

    void showItem(const ListItem &item);
    void showNothing(const QString &text);
    void forget() { m_shown.reset(); } ///< the same is to be written anew: times in UTC, another theme
    /// Why nothing can be written, or empty.
    void setWriteBan(const QString &reason);
    /// The namespace of the key: actions in it can be opened. Empty: none can.
    void setNameSpace(const QString &nameSpace);
    QString idShown() const { return m_shown ? m_shown->row.key.id : QString(); }

Q_SIGNALS:
    void openRequested(const Target &target);
    void switchRequested(const gateway::Key &key, bool on);
    void raiseRequested(const gateway::Key &key, qint64 priority);
    void testRequested(const gateway::Key &route);
    void compareRequested(const gateway::Key &one, const gateway::Key &other);

private:
    void begin();
    void addHead(const ListItem &item);
    void addMark(const gateway::Row &row, const RouteMark &mark);
    void addButtons(const gateway::Row &row);
    QGridLayout *addSection(const QString &title);
    void addFact(QGridLayout *grid, const QString &name, const QString &text, const QString &role = {});
    void addLink(QGridLayout *grid, const QString &name, const QString &text, const Target &target);
    void addMatch(const gateway::Row &row);
    void addTarget(const gateway::Row &row);
    void addAbout(const ListItem &item);

    QString m_ban;
    QString m_nameSpace;
    struct Shown {
        gateway::Row row;
        QList<RouteMark> marks;
        int uses;
        bool operator==(const Shown &) const = default;
    };
    std::optional<Shown> m_shown; ///< the same again costs nothing
    QWidget *m_body = nullptr;
    QVBoxLayout *m_layout = nullptr;
};

/// "2, one nested"
QString conditionsText(const gateway::Row &row);
