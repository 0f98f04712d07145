#include "ui/editors/actionhead.h"

#include "core/openwhisk/kinds.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/glyph.h"
#include "ui/widgets/headlayout.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

QString limitsText(const ActionLimits &limits)
{
    QStringList parts;
    if (limits.memoryMb)
        parts.append(u"%1 MB"_s.arg(*limits.memoryMb));
    if (limits.timeoutMs)
        parts.append(*limits.timeoutMs % 1000 == 0 ? u"%1 s"_s.arg(*limits.timeoutMs / 1000)
                                                   : u"%1 ms"_s.arg(*limits.timeoutMs));
    return parts.join(u" · "_s);
}

bool isWeb(const QList<KeyValue> &annotations)
{
    const json::Value *value = findValue(annotations, u"web-export");
    return value && value->isBool() && value->toBool();
}

void showChip(Chip *chip, const QString &text, Chip::Tone tone)
{
    chip->set(text, tone);
    chip->setVisible(!text.isEmpty());
}

} // namespace

ActionHead::ActionHead(QWidget *parent)
    : QWidget(parent)
    , m_glyph(new QLabel(this))
    , m_name(shortLabel({}, u"head"_s, this))
    , m_place(shortLabel({}, u"muted"_s, this))
    , m_package(new QComboBox(this))
    , m_nameEdit(new QLineEdit(this))
    , m_newKind(new QComboBox(this))
    , m_problem(shortLabel({}, u"error"_s, this))
    , m_kind(new Chip({}, Chip::Tone::Neutral, this))
    , m_web(new Chip({}, Chip::Tone::Accent, this))
    , m_limits(new Chip({}, Chip::Tone::Neutral, this))
    , m_version(new Chip({}, Chip::Tone::Neutral, this))
    , m_readOnly(new Chip({}, Chip::Tone::Error, this))
    , m_expose(makeButton(tr("Expose…"), u"expose"_s, this, u"flat"_s))
    , m_compare(makeButton(tr("Compare with server"), u"compare"_s, this, u"flat"_s))
    , m_revert(makeButton(tr("Revert"), u"revert"_s, this))
    , m_save(makeButton(tr("Review && save   Ctrl S"), u"save"_s, this, u"primary"_s))
    , m_more(makeButton(u"⋯"_s, u"more"_s, this, u"flat"_s))
{
    build();
    connect(m_nameEdit, &QLineEdit::textChanged, this, &ActionHead::checkName);
    connect(m_package, &QComboBox::currentIndexChanged, this, &ActionHead::checkName);
    connect(m_newKind, &QComboBox::activated, this, [this] { Q_EMIT kindChosen(m_newKind->currentText()); });
}

void ActionHead::build()
{
    m_name->setObjectName(u"actionName"_s);
    m_package->setObjectName(u"newPackage"_s);
    m_package->setAccessibleName(tr("Package"));
    m_nameEdit->setObjectName(u"newName"_s);
    m_nameEdit->setMinimumWidth(200);
    m_problem->setObjectName(u"nameProblem"_s);
    m_newKind->setObjectName(u"newKind"_s);
    m_newKind->setAccessibleName(tr("Kind"));
    for (QComboBox *box : {m_package, m_newKind})
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_newKind->setMinimumContentsLength(11);
    m_problem->hide();
    showTyped(false);
    m_expose->hide();
    m_more->setAccessibleName(tr("More commands"));
    m_kind->setObjectName(u"kindChip"_s);
    m_version->setObjectName(u"versionChip"_s);
    m_readOnly->setObjectName(u"readOnlyChip"_s);
    auto *row = new HeadLayout(this);
    row->setContentsMargins(16, 10, 12, 6);
    row->addFacts({m_glyph, m_name, m_place, m_package, m_nameEdit, m_newKind, m_problem, m_kind, m_web, m_limits, m_version, m_readOnly});
    row->addButtons({m_expose, m_compare, m_revert, m_save, m_more});
}

/// What a new one is asked stands where a saved one has its name.
void ActionHead::showTyped(bool typed)
{
    for (QWidget *widget : {static_cast<QWidget *>(m_package), static_cast<QWidget *>(m_nameEdit), static_cast<QWidget *>(m_newKind)})
        widget->setVisible(typed);
    m_name->setVisible(!typed);
    m_place->setVisible(!typed);
}

void ActionHead::showName(const EntityName &name, const QString &ns, const QString &glyph)
{
    showTyped(false);
    m_problem->hide();
    m_name->setText(name.name);
    m_name->setToolTip(plainTip(name.full()));
    const QString space = name.ns == u"_"_s ? ns : name.ns;
    m_place->setText(name.package.isEmpty() ? space : space + u" / "_s + name.package);
    m_place->setToolTip(plainTip(m_place->text()));
    m_glyph->setPixmap(entityGlyph(glyph, devicePixelRatioF(), 18));
    m_save->setText(tr("Review && save   Ctrl S"));
}

void ActionHead::showFacts(const ActionEdit &edit, const QString &version)
{
    showChip(m_kind, isNew() ? QString() : isNative(edit.exec) ? nativeKind : edit.exec.kind, Chip::Tone::Neutral);
    const QString kind = isNative(edit.exec) ? nativeKind : edit.exec.kind;
    if (m_newKind->findText(kind) < 0)
        m_newKind->addItem(kind);
    m_newKind->setCurrentText(kind);
    showChip(m_web, isWeb(edit.annotations) ? tr("web") : QString(), Chip::Tone::Accent);
    showChip(m_limits, limitsText(edit.limits), Chip::Tone::Neutral);
    showChip(m_version, version.isEmpty() ? QString() : u'v' + version, Chip::Tone::Neutral);
}

void ActionHead::showReadOnly(const QString &reason)
{
    showChip(m_readOnly, reason.isEmpty() ? QString() : tr("read-only"), Chip::Tone::Error);
    m_readOnly->setToolTip(plainTip(reason));
}

void ActionHead::showExpose(const std::optional<QString> &ban)
{
    m_expose->setVisible(ban.has_value());
    enableOrExplain(m_expose, ban.value_or(QString()), tr("Publish this action under a path of the gateway (Ctrl+Shift+E)"));
}

void ActionHead::askName(const EntityName &proposed, bool sequence)
{
    const QString asked = sequence ? tr("Name of the new sequence") : tr("Name of the new action");
    m_nameEdit->setAccessibleName(asked);
    m_nameEdit->setPlaceholderText(asked);
    showTyped(true);
    m_wantedPackage = proposed.package;
    m_nameEdit->setText(proposed.name);
    setPackages({});
    m_glyph->setPixmap(entityGlyph(sequence ? u"sequence"_s : u"action"_s, devicePixelRatioF(), 18));
    m_save->setText(tr("Review && create   Ctrl S"));
    checkName();
}

void ActionHead::setPackages(const QStringList &packages)
{
    if (!isNew())
        return;
    const QSignalBlocker quiet(m_package);
    const QString chosen = m_package->count() ? m_package->currentData().toString() : m_wantedPackage;
    m_package->clear();
    m_package->addItem(tr("Default package"), QString());
    QStringList all = packages;
    // The list may come late, or the package be gone; the choice stays what it was and the server judges.
    if (!chosen.isEmpty() && !all.contains(chosen))
        all.append(chosen);
    for (const QString &package : std::as_const(all))
        m_package->addItem(package, package);
    m_package->setCurrentIndex(m_package->findData(chosen));
}

void ActionHead::setKinds(const QStringList &kinds)
{
    const QString chosen = m_newKind->currentText();
    m_newKind->clear();
    m_newKind->addItems(kinds);
    if (!chosen.isEmpty() && !kinds.contains(chosen))
        m_newKind->addItem(chosen);
    m_newKind->setCurrentText(chosen);
}

bool ActionHead::isNew() const
{
    return !m_nameEdit->isHidden();
}

EntityName ActionHead::typedName() const
{
    return {u"_"_s, m_package->currentData().toString(), m_nameEdit->text()};
}

QString ActionHead::nameProblem() const
{
    if (m_nameEdit->text().isEmpty())
        return tr("The action needs a name.");
    const QString problem = openwhisk::nameProblem(m_nameEdit->text());
    return problem.isEmpty() ? m_taken : problem;
}

void ActionHead::setTaken(const QString &problem)
{
    m_taken = problem;
    const QString shown = m_nameEdit->text().isEmpty() ? QString() : nameProblem();
    m_problem->setText(shown);
    m_problem->setToolTip(plainTip(shown));
    m_problem->setVisible(isNew() && !shown.isEmpty());
}

void ActionHead::checkName()
{
    m_taken.clear();
    Q_EMIT nameEdited(); // whoever knows the lists calls setTaken()
    setTaken(m_taken);
}

void ActionHead::focusName()
{
    m_nameEdit->setFocus();
}
