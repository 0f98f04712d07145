#pragma once

#include "core/json/value.h"

#include <QWidget>

class JsonView;
class QLabel;

/// A document as the server gave it, to read; what looks secret is left out and named.
class EntityDocument : public QWidget {
    Q_OBJECT
public:
    explicit EntityDocument(QWidget *parent = nullptr);
    void setDocument(const json::Value &document);

private:
    JsonView *m_view;
    QLabel *m_hidden;
};
