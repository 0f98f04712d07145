#pragma once

#include "core/openwhisk/operations.h"

#include <QToolButton>

/// How the invoke panel calls: blocking or not, and whether the record is stored in any case.
class InvokeModes : public QToolButton {
    Q_OBJECT
public:
    explicit InvokeModes(QWidget *parent = nullptr);
    openwhisk::Invoke mode() const { return m_mode; }
    openwhisk::KeepRecord keep() const { return m_keep; }

private:
    void showText();

    openwhisk::Invoke m_mode = openwhisk::Invoke::Blocking;
    openwhisk::KeepRecord m_keep = openwhisk::KeepRecord::AsTheServerDoes;
};
