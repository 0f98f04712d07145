#include "ui/explorer/explorer.h"
#include "ui/explorer/explorermodel.h"
#include "ui/explorer/explorerview.h"

#include <QTimer>

using openwhisk::RuleStates;

void Explorer::connectRuleStates()
{
    m_ruleStates = std::make_unique<RuleStates>(m_session->client());
    connect(m_ruleStates.get(), &RuleStates::changed, this, &Explorer::showRuleState);
}

void Explorer::expireRuleStates()
{
    if (!m_ruleStates)
        return;
    m_ruleStates->expire();
    m_askSoon->start();
}

/// Only the rules in sight: thousands of them cost a request each.
void Explorer::askRuleStates()
{
    if (!m_ruleStates || !isVisible())
        return;
    QStringList rules;
    for (const auto &index : m_view->rowsInSight()) {
        if (const auto *node = m_model->node(index); node->kind == ExplorerNode::Kind::Rule)
            rules.append(node->name.name);
    }
    m_ruleStates->want(rules);
}

void Explorer::showRuleState(const QString &rule)
{
    using Tone = ExplorerModel::Tone;
    ExplorerNode node;
    node.kind = ExplorerNode::Kind::Rule;
    node.name.name = rule;
    switch (m_ruleStates->state(rule)) {
    case RuleStates::State::Active: return m_model->setRight(node, {tr("active"), Tone::Plain});
    case RuleStates::State::Inactive: return m_model->setRight(node, {tr("inactive"), Tone::Quiet});
    case RuleStates::State::Unreadable: return m_model->setRight(node, {tr("unreadable"), Tone::Bad});
    case RuleStates::State::Unknown: return m_model->setRight(node, {});
    }
}

QList<Target> Explorer::selected() const
{
    auto rows = m_view->selectionModel()->selectedRows();
    const auto place = [](const QModelIndex &index) {
        const bool top = !index.parent().isValid();
        return std::pair(top ? index.row() : index.parent().row(), top ? -1 : index.row());
    };
    std::sort(rows.begin(), rows.end(), [&](const auto &a, const auto &b) { return place(a) < place(b); });
    QList<Target> targets;
    for (const auto &index : rows) {
        const auto *node = m_model->node(index);
        if (const auto target = node->isEntity() ? node->target() : std::nullopt)
            targets.append(*target);
    }
    return targets;
}

QString Explorer::packageAt(const ExplorerNode *node) const
{
    if (!node || node->kind == ExplorerNode::Kind::Binding)
        return {};
    return node->kind == ExplorerNode::Kind::Package ? node->name.name : node->name.package;
}
