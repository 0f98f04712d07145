#pragma once

#include <QFrame>

class QCheckBox;
class QLabel;
class QToolButton;
class SearchField;

/// The bar that Ctrl+F opens inside a text, log or tree. It asks; who owns the text looks.
class FindBar : public QFrame {
    Q_OBJECT
public:
    struct Query {
        QString text;
        bool caseSensitive = false;
        bool regex = false;
        bool operator==(const Query &) const = default;
    };
    explicit FindBar(QWidget *parent = nullptr);

    void open(const QString &text = {});
    void close();
    Query query() const;
    void setResult(int current, int count); ///< from 1; count -1: not counted
    void setProblem(const QString &text);   ///< e.g. a broken regular expression
    void setOptionsVisible(bool visible);   ///< case and regex
    SearchField *field() const { return m_field; }

Q_SIGNALS:
    void changed();                 ///< other query: look from here
    void moveRequested(bool forward);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    QToolButton *addTool(const QString &icon, const QString &tip, const QString &name);

    SearchField *m_field;
    QLabel *m_result;
    QToolButton *m_case;
    QToolButton *m_regex;
};
