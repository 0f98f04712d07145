#include "ui/activations/filter/rangedialogs.h"

#include "ui/widgets/timetext.h"

#include <QCoreApplication>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("RangeDialogs", text);
}

struct Parts {
    QDialog *dialog;
    QFormLayout *form;
    QPushButton *ok;
};

Parts makeDialog(QWidget *parent, const QString &name, const QString &title)
{
    auto *dialog = new QDialog(parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(name);
    dialog->setWindowTitle(title);
    auto *form = new QFormLayout(dialog);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, dialog);
    QObject::connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    form->addRow(buttons);
    return {dialog, form, buttons->button(QDialogButtonBox::Ok)};
}

template<typename Widget> Widget *addField(const Parts &parts, const QString &label, const QString &name, Widget *field)
{
    field->setObjectName(name);
    field->setAccessibleName(label);
    parts.form->insertRow(parts.form->rowCount() - 1, label, field);
    return field;
}

QDateTimeEdit *timeField(qint64 ms)
{
    auto *field = new QDateTimeEdit;
    field->setTimeSpec(timesInUtc() ? Qt::UTC : Qt::LocalTime);
    field->setDateTime(timesInUtc() ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC) : QDateTime::fromMSecsSinceEpoch(ms));
    field->setDisplayFormat(u"yyyy-MM-dd HH:mm:ss"_s);
    field->setCalendarPopup(true);
    return field;
}

} // namespace

void rangedialogs::askSpan(QWidget *parent, const insight::TimeSpan &now, std::function<void(const insight::TimeSpan &)> chosen)
{
    const Parts parts = makeDialog(parent, u"spanDialog"_s, tr("Span of time"));
    const QString zone = u" (%1)"_s.arg(zoneText(now.toMs));
    auto *from = addField(parts, tr("From") + zone, u"spanFrom"_s, timeField(now.fromMs));
    auto *to = addField(parts, tr("To") + zone, u"spanTo"_s, timeField(now.toMs));
    const auto check = [from, to, ok = parts.ok] { ok->setEnabled(from->dateTime() < to->dateTime()); };
    QObject::connect(from, &QDateTimeEdit::dateTimeChanged, parts.dialog, check);
    QObject::connect(to, &QDateTimeEdit::dateTimeChanged, parts.dialog, check);
    QObject::connect(parts.dialog, &QDialog::accepted, parent, [from, to, chosen = std::move(chosen)] {
        chosen({from->dateTime().toMSecsSinceEpoch(), to->dateTime().toMSecsSinceEpoch()});
    });
    check();
    parts.dialog->open();
}

std::optional<qint64> rangedialogs::durationFrom(const QString &text)
{
    static const QRegularExpression form(u"^\\s*(\\d+(?:[.,]\\d+)?)\\s*(ms|s|min|h)?\\s*$"_s);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return {};
    const QString unit = match.captured(2);
    const double factor = unit == "s"_L1 ? 1000 : unit == "min"_L1 ? 60'000 : unit == "h"_L1 ? 3'600'000 : 1;
    return qint64(match.captured(1).replace(u',', u'.').toDouble() * factor);
}

void rangedialogs::askDurations(QWidget *parent, const Durations &now, std::function<void(const Durations &)> chosen)
{
    const Parts parts = makeDialog(parent, u"durationDialog"_s, tr("Duration"));
    const auto text = [](std::optional<qint64> ms) { return ms ? u"%1 ms"_s.arg(*ms) : QString(); };
    auto *least = addField(parts, tr("At least"), u"durationLeast"_s, new QLineEdit(text(now.least)));
    auto *most = addField(parts, tr("At most"), u"durationMost"_s, new QLineEdit(text(now.most)));
    least->setPlaceholderText(tr("250 ms, 1.5 s, 2 min"));
    const auto good = [](const QLineEdit *field) { return field->text().trimmed().isEmpty() || durationFrom(field->text()); };
    const auto check = [least, most, good, ok = parts.ok] { ok->setEnabled(good(least) && good(most)); };
    QObject::connect(least, &QLineEdit::textChanged, parts.dialog, check);
    QObject::connect(most, &QLineEdit::textChanged, parts.dialog, check);
    QObject::connect(parts.dialog, &QDialog::accepted, parent, [least, most, chosen = std::move(chosen)] {
        chosen({durationFrom(least->text()), durationFrom(most->text())});
    });
    parts.dialog->open();
}

void rangedialogs::askName(QWidget *parent, const QString &title, const QString &label, std::function<void(const QString &)> chosen)
{
    const Parts parts = makeDialog(parent, u"nameDialog"_s, title);
    auto *name = addField(parts, label, u"filterName"_s, new QLineEdit);
    parts.ok->setEnabled(false);
    QObject::connect(name, &QLineEdit::textChanged, parts.dialog, [name, ok = parts.ok] { ok->setEnabled(!name->text().simplified().isEmpty()); });
    QObject::connect(parts.dialog, &QDialog::accepted, parent, [name, chosen = std::move(chosen)] { chosen(name->text().simplified()); });
    parts.dialog->open();
}
