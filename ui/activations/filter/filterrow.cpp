#include "ui/activations/filter/filterrow.h"

#include "ui/widgets/flowlayout.h"
#include "ui/activations/filter/rangedialogs.h"
#include "ui/widgets/role.h"
#include "ui/widgets/searchfield.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace {

constexpr int fieldWidth = 230;
constexpr int widestChip = 260;
constexpr int typedMs = 150;

} // namespace

FilterRow::FilterRow(FilterState &state, SavedFilters saved, QWidget *parent)
    : QWidget(parent), m_state(state), m_saved(std::move(saved)), m_text(new SearchField(tr("Search names, logs, results"), u"Ctrl F"_s, this)),
      m_chips(new QWidget(this)), m_flow(new FlowLayout(m_chips)), m_savedButton(withRole(new QPushButton(tr("Filters"), this), u"flat"_s)), m_menu(new QMenu(this))
{
    m_text->setObjectName(u"activationText"_s);
    m_text->setFixedWidth(fieldWidth);
    m_chips->setObjectName(u"filterChips"_s);
    m_savedButton->setObjectName(u"savedFilters"_s);
    m_savedButton->setAccessibleName(tr("Saved filters"));
    m_savedButton->setMenu(m_menu);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_text, 0, Qt::AlignTop);
    row->addWidget(m_savedButton, 0, Qt::AlignTop);
    row->addWidget(m_chips, 1, Qt::AlignVCenter);
    m_typed.setSingleShot(true);
    m_typed.setInterval(typedMs);
    connect(m_text, &QLineEdit::textChanged, &m_typed, qOverload<>(&QTimer::start));
    connect(&m_typed, &QTimer::timeout, this, [this] { m_state.edit([this](FilterChoice &choice) { choice.text = m_text->text(); }); });
    connect(m_menu, &QMenu::aboutToShow, this, &FilterRow::fillSaved);
    connect(&m_state, &FilterState::changed, this, &FilterRow::showChoice);
    showChoice();
}

void FilterRow::showChoice()
{
    if (!m_typed.isActive() && m_text->text() != m_state.choice().text)
        m_text->setText(m_state.choice().text);
    QList<filterwords::Word> words = filterwords::words(m_state.choice());
    words.removeIf([](const filterwords::Word &word) { return word.part == filterwords::Part::Text; }); // its field shows it
    if (words == m_shown)
        return;
    m_shown = words;
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        item->widget()->deleteLater(); // it may be what was clicked
        item->widget()->hide();
        delete item;
    }
    for (const filterwords::Word &word : words) {
        auto *chip = withRole(new QPushButton(m_chips), u"chip"_s);
        chip->setText(fontMetrics().elidedText(word.text, Qt::ElideMiddle, widestChip).replace(u'&', u"&&"_s) + u" ×"_s);
        chip->setToolTip(tr("Take this filter away"));
        chip->setAccessibleName(tr("Filter %1, press to take it away").arg(word.text));
        connect(chip, &QPushButton::clicked, this, [this, part = word.part] { m_state.set(filterwords::without(m_state.choice(), part)); });
        m_flow->addWidget(chip);
        chip->show();
    }
    m_chips->updateGeometry();
}

void FilterRow::fillSaved()
{
    m_menu->clear();
    const QStringList names = m_saved.names();
    for (const QString &name : names) {
        m_menu->addAction(QString(name).replace(u'&', u"&&"_s), this, [this, name] {
            if (const auto choice = m_saved.filter(name))
                m_state.set(*choice);
        });
    }
    if (names.isEmpty())
        m_menu->addAction(tr("No filter is saved yet"))->setEnabled(false);
    m_menu->addSeparator();
    m_menu->addAction(tr("Save this filter as…"), this, &FilterRow::saveAs)->setObjectName(u"saveFilter"_s);
    if (names.isEmpty())
        return;
    QMenu *forget = m_menu->addMenu(tr("Forget"));
    for (const QString &name : names)
        forget->addAction(QString(name).replace(u'&', u"&&"_s), this, [this, name] { m_saved.remove(name); });
}

void FilterRow::saveAs()
{
    rangedialogs::askName(this, tr("Save filter"), tr("Name"), [this](const QString &name) { save(name); });
}

void FilterRow::save(const QString &name)
{
    switch (m_saved.save(name, m_state.choice())) {
    case SavedFilters::Saved::Whole: return Q_EMIT notice(tr("Filter saved as %1.").arg(name));
    case SavedFilters::Saved::WithoutText:
        return Q_EMIT notice(tr("Filter saved as %1, without its text: it looks like a secret.").arg(name));
    case SavedFilters::Saved::Nowhere: return Q_EMIT notice(tr("Filters cannot be saved here."));
    }
}
