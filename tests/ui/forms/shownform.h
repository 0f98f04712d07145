#pragma once

#include "core/json/text.h"
#include "core/schema/parse.h"
#include "ui/forms/objectfield.h"
#include "ui/forms/schemaform.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

/// Forms on screen, for tests. Header only.

inline json::Value read(const QByteArray &text)
{
    const auto parsed = json::read(text);
    return parsed ? parsed->value : json::Value();
}

/// A form on screen, made from a schema of these properties.
struct Shown {
    explicit Shown(const QByteArray &properties, const QByteArray &value = "{}", const QByteArray &more = {}, const QString &plugin = {})
        : form(schema::parse(read("{\"type\":\"object\",\"properties\":" + properties + more + "}"), {plugin, {QStringLiteral("key")}}))
    {
        form.resize(700, 600);
        form.setValue(read(value));
        form.show();
        active = QTest::qWaitForWindowActive(&form, 30'000);
    }
    template<typename Widget> Widget *at(const QString &name) { return form.findChild<Widget *>(name); }
    QByteArray text() const { return json::compact(form.value()); }
    QString problem(const QString &pointer)
    {
        auto *label = at<QLabel>(pointer + QStringLiteral("#problem"));
        return label && label->isVisibleTo(&form) ? label->text() : QString();
    }
    /// What was made a moment ago has no place yet.
    void click(const QString &name)
    {
        auto *button = at<QAbstractButton>(name);
        QVERIFY(button);
        QTRY_VERIFY(button->isVisible() && button->height() > 8);
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void type(const QString &name, const QString &text)
    {
        auto *line = at<QLineEdit>(name);
        QVERIFY(line);
        line->selectAll();
        QTest::keyClick(line, Qt::Key_Delete);
        line->insert(text); // as an input method does
    }
    SchemaForm form;
    bool active = false; ///< it can have the focus
};

inline bool complete(SchemaForm &form)
{
    const auto objects = form.findChildren<ObjectField *>();
    return std::all_of(objects.begin(), objects.end(), [](ObjectField *object) { return object->isComplete(); });
}

inline void pick(QComboBox *box, int row)
{
    QVERIFY(box);
    box->setCurrentIndex(row);
    Q_EMIT box->activated(row);
}
