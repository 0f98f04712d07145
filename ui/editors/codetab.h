#pragma once

#include "ui/editors/actionstate.h"
#include "ui/editors/codetext.h"

#include <QWidget>

class CodeEditor;
class MessageBar;
class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QTimer;

/// The code of an action as it is: text in the editor, an archive as a file, a sequence as its members, an image.
class CodeTab : public QWidget {
    Q_OBJECT
public:
    explicit CodeTab(ActionState &state, QWidget *parent = nullptr);

    void setReadOnly(const QString &reason);
    void commit(); ///< what was typed up to now is in the state
    void find();
    void saveToFile();
    void replaceByFile();
    void loadFile(const QString &path);
    void writeTo(const QString &path);

Q_SIGNALS:
    void typed(); ///< before the state has it
    void memberActivated(const openwhisk::EntityName &name);

private:
    enum Page { TextPage, ArchivePage, SequencePage };
    void build();
    QWidget *buildArchive();
    QWidget *buildSequence();
    void fill();
    void fillArchive(const openwhisk::Exec &exec);
    void fillSequence(const openwhisk::Exec &exec);
    void fillText(const openwhisk::Exec &exec);
    void showNote();
    void enable();
    void codeRead(const Result<codetext::File> &file);

    ActionState &m_state;
    QString m_reason;
    bool m_filling = false;
    bool m_editable = true; ///< the editor can hold the code as it is
    QString m_place; ///< folder of the last file
    QStackedWidget *m_pages;
    CodeEditor *m_editor;
    QLabel *m_archiveTitle;
    QLabel *m_archiveText;
    QListWidget *m_members;
    QLabel *m_note;
    MessageBar *m_bar;
    QPushButton *m_save;
    QPushButton *m_replace;
    QTimer *m_timer;
};
