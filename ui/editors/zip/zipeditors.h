#pragma once

#include <QHash>
#include <QPointer>
#include <QWidget>

class CodeEditor;
class QLabel;
class QStackedWidget;
class QTabBar;
class ZipWork;

/// The files of an archive that are open, each in a tab: text in an editor, the rest as facts.
class ZipEditors : public QWidget {
    Q_OBJECT
public:
    explicit ZipEditors(ZipWork &work, QWidget *parent = nullptr);

    void open(const QString &path);
    void close(const QString &path);
    void reload();  ///< another archive: what is still in it stays open and is read again
    void renamed(const QString &path, const QString &to);
    void commit();  ///< what was typed is in the archive
    void find();
    void setReadOnly(bool readOnly);
    QString current() const;
    bool isOpen(const QString &path) const { return m_pages.contains(path); }
    CodeEditor *editor(const QString &path) const;

Q_SIGNALS:
    void typed();
    void currentChanged(const QString &path);
    void replaceRequested(const QString &path);

private:
    struct Page {
        QWidget *widget = nullptr;
        CodeEditor *editor = nullptr;
        bool dirty = false;
        bool filling = false;
    };
    void fill(const QString &path);
    void show(const QString &path, const QByteArray &content);
    void showFacts(const QString &path, const QString &why);
    QWidget *factsPage(const QString &path, const QString &why);
    void setPage(const QString &path, QWidget *widget, CodeEditor *editor);
    void edited(const QString &path);
    void showTabs();
    int tabOf(const QString &path) const;

    ZipWork &m_work;
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QLabel *m_note;
    QWidget *m_empty;
    QTimer *m_pause;
    QHash<QString, Page> m_pages;
    bool m_readOnly = false;
};
