#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;

/// Methods as boxes: the usual ones, and those that the route has beside them.
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
    void showNote();

    QStringList m_methods;
    QList<QCheckBox *> m_boxes;
    QLabel *m_note;
    bool m_readOnly = false;
};
