#pragma once

#include "ui/editors/package/packagerows.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTableView;
template <typename Row> class TableModel;

/// What an action says of itself by its annotations: description, parameters, an example.
class EntryAbout : public QWidget {
    Q_OBJECT
public:
    explicit EntryAbout(QWidget *parent = nullptr);
    ~EntryAbout() override;
    void setEntry(const PackageRow *row); ///< nullptr: none is chosen
    void offerPayload(); ///< the example can be used beside this

Q_SIGNALS:
    void payloadWanted(const QString &text);

private:
    QWidget *buildSamples();

    QLabel *m_title;
    QLabel *m_description;
    QLabel *m_noNotes;
    QTableView *m_table;
    TableModel<ParameterNote> *m_notes;
    QWidget *m_samples;
    QWidget *m_inputPart;
    QWidget *m_outputPart;
    QPlainTextEdit *m_input;
    QPlainTextEdit *m_output;
    QPushButton *m_copy;
    QPushButton *m_use;
};
