#pragma once

#include "core/openwhisk/feedalarm.h"

#include <QWidget>

class JsonEdit;
class QButtonGroup;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

/// The parameters of a feed: a schedule with words for those of the alarms package, JSON for any other.
class FeedForm : public QWidget {
    Q_OBJECT
public:
    explicit FeedForm(QWidget *parent = nullptr);

    /// sort: none for feeds of another kind; names: parameters that the feed says it takes.
    void setFeed(std::optional<openwhisk::AlarmSort> sort, const QStringList &names);
    void setParameters(const json::Value &parameters); ///< as a READ or a draft has them
    json::Value parameters() const;
    std::optional<openwhisk::AlarmSort> sort() const { return m_sort; }
    openwhisk::AlarmSchedule schedule() const;
    QString problem() const; ///< why they cannot be sent, or empty
    /// The parameters are those of a feed that runs: it does not tell all of them.
    void setTold(bool byFeed);
    void setReadOnly(bool readOnly);

Q_SIGNALS:
    void changed();                                ///< by the user
    void sortChosen(openwhisk::AlarmSort sort);    ///< another feed of the alarms package

private:
    void build();
    QWidget *buildSorts();
    void addRow(const QString &title, QWidget *field);
    void showFields();
    void edited();
    void showWords(bool typed);
    void setSchedule(const openwhisk::AlarmSchedule &schedule);
    std::optional<qint64> timeOf(const QLineEdit *edit) const;
    QString typedProblem() const;

    std::optional<openwhisk::AlarmSort> m_sort;
    bool m_filling = false;
    QFormLayout *m_layout;
    QButtonGroup *m_sorts;
    QSpinBox *m_minutes;
    QLineEdit *m_cron;
    QLineEdit *m_date;
    QLabel *m_words;
    QComboBox *m_zone;
    QLineEdit *m_start;
    QLineEdit *m_stop;
    QSpinBox *m_max;
    QComboBox *m_after;
    JsonEdit *m_payload;
    JsonEdit *m_other;
    QLabel *m_names;
    QLabel *m_untold;
    json::Value m_unknown = json::Value::object(); ///< parameters that have no field here go back as they came
};
