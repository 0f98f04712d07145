#pragma once

#include "core/openwhisk/activation.h"
#include "ui/models/tablemodel.h"

#include <QTableView>

/// Annotations of an activation; those that OpenWhisk sets itself are explained.
class AnnotationsPane : public QTableView {
    Q_OBJECT
public:
    explicit AnnotationsPane(QWidget *parent = nullptr);
    void setAnnotations(const QList<openwhisk::KeyValue> &annotations);
    int count() const;

private:
    TableModel<openwhisk::KeyValue> *m_model;
};
