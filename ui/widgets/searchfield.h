#pragma once

#include <QLineEdit>

/// A line to search or filter by: clear button, Escape clears, the shortcut that leads here as a hint at the right.
class SearchField : public QLineEdit {
    Q_OBJECT
public:
    explicit SearchField(QWidget *parent = nullptr);
    explicit SearchField(const QString &placeholder, const QString &hint = {}, QWidget *parent = nullptr);
    void setShortcutHint(const QString &hint);

Q_SIGNALS:
    void escaped();  ///< Escape with nothing left to clear
    void downPressed(); ///< into the list below

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void updateMargins();
    QString m_hint;
};

/// A key in a small frame, as hints show it; rect is where its right end goes.
void paintKeyHint(QPainter *painter, const QRect &rect, const QString &keys);
