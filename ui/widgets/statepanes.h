#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <functional>

class Chip;
class QFormLayout;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

/// A thin line with a part that wanders: something is under way.
class ProgressLine : public QWidget {
    Q_OBJECT
public:
    explicit ProgressLine(QWidget *parent = nullptr);
    void setRunning(bool running);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
};

/// Nothing was known before: grey bars where rows will be, the request and its deadline, cancel.
class LoadingPane : public QWidget {
    Q_OBJECT
public:
    explicit LoadingPane(QWidget *parent = nullptr);
    void start(const QString &what);
    void stop();
    QString what() const { return m_what; }

Q_SIGNALS:
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showTime();
    QString m_what;
    ProgressLine *m_line;
    QLabel *m_label;
    QPushButton *m_cancel;
    QTimer m_timer;
    QElapsedTimer m_clock;
};

/// A headline, a text, facts and buttons in place of content: empty, error and "not stored".
class NoticePane : public QWidget {
    Q_OBJECT
public:
    explicit NoticePane(QWidget *parent = nullptr);
    void show(const QString &headline, const QString &text, bool centred);
    void setChip(const QString &text);
    void addFact(const QString &name, const QString &text);
    void addButton(const QString &text, bool primary, std::function<void()> pressed);
    void setBar(QWidget *bar); ///< an error's message bar on top; nullptr: none
    QString headline() const;

private:
    void clearParts();
    void build();

    QVBoxLayout *m_column;
    QVBoxLayout *m_barPlace;
    QWidget *m_above;
    QWidget *m_box;
    Chip *m_chip;
    QLabel *m_headline;
    QLabel *m_text;
    QWidget *m_facts = nullptr;
    QVBoxLayout *m_boxLayout;
    QHBoxLayout *m_buttons;
};
