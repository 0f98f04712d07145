#pragma once

#include "ui/widgets/readingorder.h"

#include <QDialog>

/// A dialog through which Tab goes as one reads it.
class Dialog : public QDialog {
    Q_OBJECT
public:
    using QDialog::QDialog;

protected:
    bool focusNextPrevChild(bool next) override
    {
        return focusAsRead(*this, next) || QDialog::focusNextPrevChild(next);
    }
};
