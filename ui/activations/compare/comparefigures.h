#pragma once

#include "core/insight/compare.h"
#include "ui/models/tablemodel.h"

#include <QTableView>

/// One thing that two activations are compared by.
struct ComparedFact {
    QString name;
    QString first;
    QString second;
    QString difference;
    int tone = 0; ///< of Chip::Tone; 0: none
    bool operator==(const ComparedFact &) const = default;
};
QList<ComparedFact> comparedFacts(const openwhisk::Activation &a, const openwhisk::Activation &b, const insight::Comparison &found);
/// "+96 ms", "−12 ms (8 × as fast)"; empty where one is not known.
QString differenceText(const insight::Comparison::Figure &figure);

/// Times, version and status of two activations and how they differ.
class CompareFigures : public QTableView {
    Q_OBJECT
public:
    explicit CompareFigures(QWidget *parent = nullptr);
    void setFacts(const QList<ComparedFact> &facts);

private:
    TableModel<ComparedFact> *m_model;
};
