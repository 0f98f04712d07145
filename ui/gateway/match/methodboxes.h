#pragma once

#include <QWidget>

class FlowLayout;
class QCheckBox;
class QLabel;
class QPushButton;

/// Methods as boxes: the usual ones, and behind "More" those that are seldom meant, with what the route has beside them.
class MethodBoxes : public QWidget {
    Q_OBJECT
public:
    explicit MethodBoxes(QWidget *parent = nullptr);

    void setMethods(const QStringList &methods); ///< tells nobody
    QStringList methods() const; ///< those that were there keep their order
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void edited();

private:
    void add(const QString &method);
    void take(const QString &method, bool checked);
    void showMore(bool more);
    bool isSeldomSet() const;
    void showState();

    QStringList m_methods;
    QList<QCheckBox *> m_boxes;
    FlowLayout *m_flow;
    QPushButton *m_more;
    QLabel *m_note;
    bool m_unfolded = false;
    bool m_readOnly = false;
};
