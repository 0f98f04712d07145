#pragma once

#include "core/openwhisk/activation.h"
#include "ui/widgets/logview.h"

#include <QWidget>

#include <memory>

class QComboBox;

/// The log lines of one run, or of all members of a trace, each under its name.
class LogsPane : public QWidget {
    Q_OBJECT
public:
    struct Part {
        QString id;
        QString name;
        QList<openwhisk::LogLine> lines;
        QString note; ///< in place of lines
        bool operator==(const Part &) const = default;
    };
    explicit LogsPane(QWidget *parent = nullptr);
    ~LogsPane() override;

    /// The rows are made on a worker where they are many; the latest call wins.
    void setParts(const QList<Part> &parts);
    void setMessage(const QString &text);
    void choose(const QString &id); ///< unless all members are shown
    void find();
    LogView *view() const { return m_view; }
    qsizetype lineCount() const; ///< of all parts
    bool showsAll() const;

Q_SIGNALS:
    void notice(const QString &text);
    void counted(); ///< lineCount() is another

protected:
    void changeEvent(QEvent *event) override;

private:
    void fillChoice();
    void showRows();
    void takeRows(const QList<LogRow> &rows);

    QList<Part> m_parts;
    QString m_chosen;
    std::unique_ptr<QObject> m_work;
    QWidget *m_chooser;
    QComboBox *m_choice;
    LogView *m_view;
};
