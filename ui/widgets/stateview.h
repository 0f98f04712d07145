#pragma once

#include "core/async/error.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include <functional>

class MessageBar;
class NoticePane;
class LoadingPane;
class QStackedLayout;

/// The states of a list or a detail round its content: loading, content, empty, error, stale and "not stored" are
/// things to tell apart; an error never leaves an editable empty form.
class StateView : public QWidget {
    Q_OBJECT
public:
    enum State { Loading, Content, Empty, Error_, Stale, NotStored };
    Q_ENUM(State)
    explicit StateView(QWidget *content, QWidget *parent = nullptr);

    /// what: "GET /… · gives up after 30 s". keepContent: the old content stays, a line above it moves.
    void showLoading(const QString &what, bool keepContent = false);
    void showContent();
    void showEmpty(const QString &sentence, const QString &hint, const QString &buttonText = {});
    void showError(const Error &error, bool keepContent = false);
    void showStale(const Error &error, const QString &asOf);
    void showNotStored(const QString &headline, const QString &text);
    /// A further button in the state shown now; gone with the next state.
    void addButton(const QString &text, std::function<void()> pressed);
    /// How the sentence of an error or of stale content goes on, e.g. when the next try is; what is unfolded stays.
    void setTail(const QString &tail);
    void addFact(const QString &name, const QString &text); ///< below a "not stored": what is known and what is not

    State state() const { return m_state; }
    QString text() const; ///< what the user reads now: sentence of the state, empty for content

Q_SIGNALS:
    void cancelRequested();
    void retryRequested();
    void emptyActionRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void enter(State state, QWidget *page);
    void showProgress(bool shown);

    State m_state = Content;
    QStackedLayout *m_stack;
    QWidget *m_content;
    QWidget *m_contentPage;
    MessageBar *m_bar;
    NoticePane *m_notice;
    LoadingPane *m_loading;
    QWidget *m_progress;
};
