#pragma once

#include "core/insight/actionfinder.h"

#include <QWidget>

#include <functional>

class QLabel;
class QListWidget;
class SearchField;

/// A line to search all actions that can be named, and what it found below, each with what would come of taking it.
class MemberFinder : public QWidget {
    Q_OBJECT
public:
    explicit MemberFinder(openwhisk::Session &session, QWidget *parent = nullptr);

    /// What taking it means: a note, or why it is refused.
    struct Verdict {
        QString note;
        QString refused;
    };
    void setJudge(std::function<Verdict(const openwhisk::EntityName &)> judge) { m_judge = std::move(judge); }
    void setReadOnly(const QString &reason);
    void setPurpose(const QString &placeholder, const QString &verb); ///< "Add at the end", "Replace by it"
    void refresh(); ///< verdicts may be others now
    void focusSearch();
    void clear();
    SearchField *search() const { return m_search; }
    QListWidget *list() const { return m_list; }

Q_SIGNALS:
    void chosen(const openwhisk::EntityName &name);
    void escaped();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show();
    void take();
    void addRow(const insight::Found &found);
    std::optional<insight::Found> typedName() const;

    insight::ActionFinder m_finder;
    std::function<Verdict(const openwhisk::EntityName &)> m_judge;
    QString m_verb;
    SearchField *m_search;
    QListWidget *m_list;
    QLabel *m_note;
};
