#pragma once

#include "core/async/error.h"

#include <QFrame>

#include <functional>

class QBoxLayout;
class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QPushButton;

/// An inline bar in a page: a sentence, the evidence folded behind "Details", buttons. Server text stays plain.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Info, Success, Warning, Error };
    Q_ENUM(Kind)
    explicit MessageBar(QWidget *parent = nullptr);

    using QFrame::show;
    void show(Kind kind, const QString &sentence, const QString &detail = {});
    void showError(const Error &error);
    enum class Place { Last, BeforeLast };
    void addButton(const QString &text, std::function<void()> pressed, Place place = Place::Last); ///< until the next show or clear
    /// How the sentence goes on, which may change: buttons and unfolded details stay. Until the next show or clear.
    void setTail(const QString &tail);
    void clear();
    QString text() const;
    QString detail() const;
    Kind kind() const { return m_kind; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void removeButtons();
    void setDetailShown(bool shown);
    void showText();
    void arrange();

    Kind m_kind = Kind::Info;
    QLabel *m_icon;
    QString m_sentence;
    QString m_tail;
    QLabel *m_label;
    QPushButton *m_detailButton;
    QPlainTextEdit *m_detail;
    QBoxLayout *m_top; ///< sentence and buttons, side by side or one below the other
    QHBoxLayout *m_buttonRow;
    QList<QPushButton *> m_buttons;
};
