#pragma once

#include "core/insight/actionfinder.h"

#include <QFrame>

class QListWidget;
class SearchField;

/// All actions that a gateway could run, to be searched: the namespace's own, those of bindings, public ones.
class FunctionPicker : public QFrame {
    Q_OBJECT
public:
    explicit FunctionPicker(openwhisk::Session &session, QWidget *parent = nullptr);
    void openBelow(QWidget *widget);

Q_SIGNALS:
    void chosen(const openwhisk::EntityName &name, std::optional<qint64> timeoutMs);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show();
    void take();

    insight::ActionFinder m_finder;
    QList<insight::Found> m_found;
    SearchField *m_search;
    QListWidget *m_list;
};
