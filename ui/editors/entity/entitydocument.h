#pragma once

#include "core/json/value.h"

#include <QWidget>

class JsonView;
namespace history {
struct Public;
}
class QLabel;

/// A document as the server gave it, to read; what looks secret is left out and named.
class EntityDocument : public QWidget {
    Q_OBJECT
public:
    explicit EntityDocument(QWidget *parent = nullptr);
    void setDocument(const json::Value &document);
    void setShown(const history::Public &shown); ///< looked through already: with 48 MB of code that is work for a worker

private:
    JsonView *m_view;
    QLabel *m_hidden;
};
