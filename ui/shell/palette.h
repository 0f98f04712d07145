#pragma once

#include "ui/shell/paletteindex.h"

#include <QPointer>
#include <QWidget>

class PaletteModel;
class QFrame;
class QLabel;
class QLineEdit;
class QListView;

/// Ctrl+K: finds everything that is loaded and every command, over the dimmed window. Keyboard only if one likes.
/// Gathering and matching are done on a worker, so that typing never waits for ten thousand names.
class Palette : public QWidget {
    Q_OBJECT
public:
    explicit Palette(QWidget *window);
    ~Palette() override;

    void open(PaletteSource source);
    void update(PaletteSource source); ///< lists changed while it is open
    void close();
    using QWidget::update;

Q_SIGNALS:
    void chosen(const PaletteItem &item);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    void gather(PaletteSource source);
    void match();
    void showRows(QList<PaletteRow> rows);
    void place();
    bool keyPressed(int key);
    void move(int step);
    void choose(const QModelIndex &index);

    QFrame *m_frame;
    QLineEdit *m_edit;
    QListView *m_list;
    QLabel *m_nothing;
    PaletteModel *m_model;
    std::shared_ptr<const PaletteIndex> m_index;
    std::unique_ptr<QObject> m_gathering;
    std::unique_ptr<QObject> m_matching; ///< of the newest letters; older answers vanish
    QPointer<QWidget> m_focusBefore;
    bool m_pending = false;      ///< what is listed is not yet for what is typed
    bool m_chooseSoon = false;   ///< Enter came faster than the rows
};
