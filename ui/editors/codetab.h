#pragma once

#include "core/zip/pack.h"
#include "ui/editors/actionstate.h"
#include "ui/editors/codetext.h"

#include <QWidget>

class CodeEditor;
class ImageBar;
class MessageBar;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTimer;
class ZipTab;
struct FileCode;

/// The code of an action as it is: text in the editor, a zip as a tree, other archives as a file, a sequence as its
/// members, an image.
class CodeTab : public QWidget {
    Q_OBJECT
public:
    explicit CodeTab(ActionState &state, QWidget *parent = nullptr);

    void setSequencePage(QWidget *page); ///< stands in place of the code while the action is a sequence
    void setServer(const openwhisk::ServerInfo &info); ///< for the kind that a file suggests
    void setReadOnly(const QString &reason);
    void commit(); ///< what was typed up to now is in the state, or on its way there
    bool busy() const; ///< on its way: settled() will tell
    bool showsZip() const;
    QString problem() const; ///< why the code cannot be saved, or empty
    void setFactsVisible(bool visible); ///< of a zip
    void find();
    void saveToFile();
    void replaceByFile();
    void replaceByFolder();
    void loadFile(const QString &path); ///< or a folder, which becomes a zip
    void writeTo(const QString &path);

Q_SIGNALS:
    void typed(); ///< before the state has it
    void settled(); ///< busy() or problem() may be another
    void shownChanged(); ///< text, zip, sequence: another sort of page
    void fileTaken(const QString &path);

private:
    enum Page { TextPage, ArchivePage, ImagePage, ZipPage, SequencePage };
    void build();
    void connectParts();
    QWidget *buildArchive();
    QWidget *buildImage();
    void showPage(Page page);
    void fill();
    void fillArchive(const openwhisk::Exec &exec, const QString &why = {});
    void fillText(const openwhisk::Exec &exec);
    void showNote();
    QString noteOf(const openwhisk::Exec &exec) const;
    void enable();
    void codeRead(const Result<FileCode> &file);
    void takeKind(openwhisk::Exec &exec, const FileCode &file);
    void suggestKind(const FileCode &file);
    void withCode(bool with);
    void showPacking();

    ActionState &m_state;
    openwhisk::ServerInfo m_info;
    QString m_reason;
    bool m_filling = false;
    bool m_editable = true; ///< the editor can hold the code as it is
    QString m_place; ///< folder of the last file
    QString m_laidAside; ///< code of an image that was switched to "without"
    std::shared_ptr<zip::PackProgress> m_packing;
    QStackedWidget *m_pages;
    CodeEditor *m_editor;
    ZipTab *m_zip;
    ImageBar *m_image;
    QLabel *m_archiveTitle;
    QLabel *m_archiveText;
    QLabel *m_note;
    MessageBar *m_bar;
    QPushButton *m_save;
    QPushButton *m_replace;
    QTimer *m_timer;
    QTimer *m_packTimer;
};
