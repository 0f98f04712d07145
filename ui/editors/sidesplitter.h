#pragma once

#include "ui/widgets/foldingsplitter.h"

/// A page's content and a pane at its right that keeps the width the user gave it while it comes and goes: a QSplitter
/// alone makes one that is shown again narrower each time.
class SideSplitter : public FoldingSplitter {
    Q_OBJECT
public:
    SideSplitter(QWidget *content, QWidget *parent = nullptr);
    void setSide(QWidget *side, int width);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void layOut();

    QWidget *m_side = nullptr;
    int m_sideWidth = 0;
};
