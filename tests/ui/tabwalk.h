#pragma once

#include <QApplication>
#include <QStringList>
#include <QTest>
#include <QWidget>

/// Presses Tab through a screen as somebody without a mouse does, and tells what is wrong: a control that is never
/// reached, one that keeps the focus, or an order that jumps up or back.
class TabWalk {
public:
    explicit TabWalk(QWidget &screen) : m_screen(screen) {}

    QStringList problems()
    {
        QStringList found;
        const QList<QWidget *> wanted = controls();
        if (wanted.isEmpty())
            return found;
        m_screen.activateWindow();
        first(wanted)->setFocus(Qt::TabFocusReason);
        const QList<QWidget *> order = walk(wanted.size() + 20, &found);
        for (QWidget *control : wanted) {
            if (!order.contains(control) && isReached(control))
                found += word(control) + QStringLiteral(" is never reached");
        }
        for (qsizetype i = 1; i < order.size(); ++i) {
            if (isBefore(order[i], order[i - 1]))
                found += word(order[i]) + QStringLiteral(" comes after ") + word(order[i - 1]);
        }
        return found;
    }

private:
    static QWidget *first(const QList<QWidget *> &of)
    {
        QWidget *best = of.first();
        for (qsizetype round = 0; round < of.size(); ++round) {
            for (QWidget *one : of)
                best = isBefore(one, best) ? one : best;
        }
        return best;
    }
    /// In the order of the focus chain.
    QList<QWidget *> controls() const
    {
        QList<QWidget *> found;
        for (QWidget *widget = m_screen.nextInFocusChain(); widget && widget != &m_screen; widget = widget->nextInFocusChain()) {
            if (m_screen.isAncestorOf(widget) && isReached(widget))
                found += widget;
        }
        return found;
    }
    bool isReached(const QWidget *widget) const
    {
        return widget->focusPolicy() & Qt::TabFocus && !widget->focusProxy() && widget->isEnabled() && widget->isVisibleTo(&m_screen)
            && !widget->size().isEmpty();
    }
    QList<QWidget *> walk(qsizetype patience, QStringList *problems) const
    {
        QList<QWidget *> order;
        for (QWidget *now = focused(); now && !order.contains(now) && order.size() < patience; now = focused()) {
            order += now;
            press(now);
            if (focused() == now && controls().size() > 1)
                problems->append(word(now) + QStringLiteral(" keeps the focus"));
        }
        return order;
    }
    void press(QWidget *now) const
    {
        if (now->inherits("QsciScintilla")) // where Tab is a letter
            QTest::keyClick(now, Qt::Key_Escape);
        QTest::keyClick(now, Qt::Key_Tab);
    }
    QWidget *focused() const { return m_screen.window()->focusWidget(); }

    /// Whether one reads it first: above the other or left of it, seen where their ways to the screen part.
    static bool isBefore(const QWidget *one, const QWidget *other)
    {
        const QWidget *above = one->parentWidget();
        while (above && !above->isAncestorOf(other))
            above = above->parentWidget();
        if (!above || one->isAncestorOf(other) || other->isAncestorOf(one))
            return false;
        const QRect a = branch(one, above)->geometry(), b = branch(other, above)->geometry();
        const bool sameColumn = a.left() < b.right() && b.left() < a.right();
        const bool sameRow = a.top() < b.center().y() && b.top() < a.center().y();
        return sameRow ? a.right() <= b.left() : sameColumn && a.bottom() <= b.top();
    }
    static const QWidget *branch(const QWidget *leaf, const QWidget *root)
    {
        while (leaf->parentWidget() != root)
            leaf = leaf->parentWidget();
        return leaf;
    }
    static QString word(const QWidget *widget)
    {
        QString name = widget->objectName();
        for (const QWidget *up = widget->parentWidget(); name.isEmpty() && up; up = up->parentWidget())
            name = up->objectName();
        return QStringLiteral("%1 %2 \"%3\"").arg(QString::fromLatin1(widget->metaObject()->className()), name, widget->accessibleName());
    }

    QWidget &m_screen;
};

inline QString tabProblems(QWidget &screen)
{
    return TabWalk(screen).problems().join(QStringLiteral("; "));
}
