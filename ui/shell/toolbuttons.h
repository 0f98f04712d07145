#pragma once

#include <QPushButton>

class QAction;

namespace connections {
enum class Environment;
}

/// The open connection: a dot in its environment's colour, name, namespace, read-only; its menu has the profiles.
class ConnectionButton : public QPushButton {
    Q_OBJECT
public:
    explicit ConnectionButton(QWidget *parent = nullptr);
    void setConnection(const QString &name, const QString &nameSpace, connections::Environment environment, bool readOnly);
    void setNone();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont bold() const;
    QString m_name;
    QString m_nameSpace;
    QColor dotColor() const;
    int m_environment = -1; ///< none
    bool m_readOnly = false;
};

/// What looks like a field and opens the palette.
class PaletteButton : public QPushButton {
    Q_OBJECT
public:
    explicit PaletteButton(QAction *action, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_keys;
};

/// A flat button of the tool bar for a command: icon, text, and its key in a small frame; off with the command.
class CommandButton : public QPushButton {
    Q_OBJECT
public:
    CommandButton(QAction *action, const QString &text, bool showKey, QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();
    QString keys() const;
    QAction *m_action;
    QString m_text;
    bool m_showKey;
};
