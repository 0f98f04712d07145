#include "ui/editors/package/entryabout.h"

#include "ui/editors/editorparts.h"
#include "ui/models/tablemodel.h"
#include "ui/widgets/role.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QString noteText(const ParameterNote &note)
{
    QStringList parts;
    if (!note.description.isEmpty())
        parts.append(note.description);
    if (note.bound)
        parts.append(EntryAbout::tr("given by the binding"));
    if (!note.value.isEmpty())
        parts.append(EntryAbout::tr("usually %1").arg(note.value));
    return parts.join(u" · "_s);
}

QPlainTextEdit *sampleEdit(const QString &name, const QString &accessibleName, QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    edit->setObjectName(name);
    edit->setAccessibleName(accessibleName);
    edit->setReadOnly(true);
    edit->setFont(theme::current().mono);
    edit->setMinimumHeight(72);
    return edit;
}

} // namespace

EntryAbout::EntryAbout(QWidget *parent)
    : QWidget(parent)
    , m_title(shortLabel({}, u"title"_s, this))
    , m_description(plainLabel({}, {}, this))
    , m_noNotes(plainLabel(tr("It does not describe its parameters."), u"muted"_s, this))
    , m_table(new QTableView(this))
    , m_notes(new TableModel<ParameterNote>(
          {{tr("Parameter"), [](const ParameterNote &n) { return n.name; }},
           {tr("Type"), [](const ParameterNote &n) { return n.type; }},
           {tr("Needed"), [](const ParameterNote &n) { return n.required ? tr("yes") : QString(); }},
           {tr("What it is"), [](const ParameterNote &n) { return noteText(n); }}},
          [](const ParameterNote &n) { return n.name; }, this))
    , m_samples(buildSamples())
{
    m_title->setObjectName(u"aboutTitle"_s);
    m_description->setObjectName(u"aboutText"_s);
    m_description->setWordWrap(true);
    m_description->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_table->setModel(m_notes);
    dressTable(m_table, u"parameterNotes"_s, tr("Parameters it describes"));
    m_table->setColumnWidth(0, 130);
    m_table->setColumnWidth(1, 70);
    m_table->setColumnWidth(2, 78);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 10);
    for (QWidget *part : QList<QWidget *>{m_title, m_description, m_noNotes, m_table, m_samples})
        layout->addWidget(part);
    layout->setStretchFactor(m_table, 1);
    layout->addStretch();
    setEntry(nullptr);
}

EntryAbout::~EntryAbout() = default;

QWidget *EntryAbout::buildSamples()
{
    auto *part = new QWidget(this);
    m_inputPart = new QWidget(part);
    m_outputPart = new QWidget(part);
    m_input = sampleEdit(u"sampleInput"_s, tr("Example of a payload"), m_inputPart);
    m_output = sampleEdit(u"sampleOutput"_s, tr("Example of a result"), m_outputPart);
    m_copy = makeButton(tr("Copy"), u"copySample"_s, m_inputPart, u"link"_s);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_input->toPlainText()); });
    m_use = makeButton(tr("Use as payload"), u"useSample"_s, m_inputPart, u"link"_s);
    m_use->hide();
    connect(m_use, &QPushButton::clicked, this, [this] { Q_EMIT payloadWanted(m_input->toPlainText()); });
    auto *left = new QVBoxLayout(m_inputPart);
    left->setContentsMargins(0, 0, 0, 0);
    left->addLayout(rowOf({sectionLabel(tr("Example of a payload"), m_inputPart), nullptr, m_use, m_copy}));
    left->addWidget(m_input);
    auto *right = new QVBoxLayout(m_outputPart);
    right->setContentsMargins(0, 0, 0, 0);
    right->addWidget(sectionLabel(tr("and of its result"), m_outputPart));
    right->addWidget(m_output);
    QBoxLayout *row = rowOf({m_inputPart, m_outputPart}, 12);
    row->setContentsMargins(0, 0, 0, 0);
    part->setLayout(row);
    return part;
}

void EntryAbout::offerPayload()
{
    m_use->show();
}

void EntryAbout::setEntry(const PackageRow *row)
{
    const PackageRow none;
    const PackageRow &shown = row ? *row : none;
    const QList<ParameterNote> notes = parameterNotes(shown.annotations);
    const QString input = sampleText(shown.annotations, u"sampleInput");
    const QString output = sampleText(shown.annotations, u"sampleOutput");
    m_title->setText(row ? row->name : QString());
    m_description->setText(!row                         ? tr("Choose an action to see what it says of itself.")
                               : row->description.isEmpty() ? tr("It has no description.")
                                                            : row->description);
    setRole(m_description, shown.description.isEmpty() ? u"muted"_s : QString());
    m_notes->setRows(notes);
    m_table->setVisible(!notes.isEmpty());
    m_table->setMaximumHeight(theme::current().rowHeight * (int(notes.size()) + 1) + 12);
    m_noNotes->setVisible(row && notes.isEmpty());
    m_input->setPlainText(input);
    m_output->setPlainText(output);
    m_inputPart->setVisible(!input.isEmpty());
    m_outputPart->setVisible(!output.isEmpty());
    m_samples->setVisible(!input.isEmpty() || !output.isEmpty());
}
