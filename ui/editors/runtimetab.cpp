#include "ui/editors/runtimetab.h"

#include "core/openwhisk/limitwords.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QSpinBox>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <limits>

using namespace openwhisk;
using namespace Qt::StringLiterals;

namespace {

/// Changes by the wheel only when it was chosen before: scrolling a page must alter nothing.
template <typename Input> class Calm : public Input {
public:
    explicit Calm(QWidget *parent)
        : Input(parent)
    {
        this->setFocusPolicy(Qt::StrongFocus);
    }

protected:
    void wheelEvent(QWheelEvent *event) override
    {
        if (this->hasFocus())
            Input::wheelEvent(event);
        else
            event->ignore();
    }
};

template <typename T> void mark(QLabel *label, const T &was, const T &now, const QString &wasText)
{
    label->setText(was == now ? QString() : u"● "_s + RuntimeTab::tr("was %1").arg(wasText));
    label->setHidden(was == now);
}

} // namespace

RuntimeTab::RuntimeTab(ActionState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
    , m_kind(new Calm<QComboBox>(this))
    , m_main(new QLineEdit(this))
    , m_image(new QLineEdit(this))
    , m_kindMark(plainLabel({}, u"info"_s, this))
    , m_mainMark(plainLabel({}, u"info"_s, this))
    , m_imageMark(plainLabel({}, u"info"_s, this))
    , m_kindHint(plainLabel({}, u"muted"_s, this))
    , m_mainHint(plainLabel({}, u"muted"_s, this))
{
    build();
    connect(m_kind, &QComboBox::activated, this, &RuntimeTab::takeExec);
    connect(m_main, &QLineEdit::textEdited, this, &RuntimeTab::takeExec);
    connect(m_image, &QLineEdit::textEdited, this, &RuntimeTab::takeExec);
    connect(&m_state, &ActionState::reset, this, &RuntimeTab::fill);
    connect(&m_state, &ActionState::edited, this, [this] {
        const Exec &exec = m_state.now().exec; // the code tab and the head change it, too
        if (m_kind->currentData().toString() != exec.kind || m_image->text().trimmed() != exec.image.trimmed())
            fill();
    });
}

void RuntimeTab::build()
{
    auto *content = new QWidget;
    setRole(content, u"surface"_s);
    m_form = new QFormLayout(content);
    m_form->setContentsMargins(16, 16, 16, 16);
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(10);
    m_kind->setObjectName(u"kind"_s);
    m_main->setObjectName(u"main"_s);
    m_image->setObjectName(u"image"_s);
    m_main->setPlaceholderText(u"main"_s);
    m_form->addRow(tr("&Kind"), field(m_kind, m_kindMark, m_kindHint));
    m_form->addRow(tr("&Image"), field(m_image, m_imageMark));
    m_form->addRow(tr("&Entry point"), field(m_main, m_mainMark, m_mainHint));
    m_form->addRow(sectionLabel(tr("Limits of one run"), content));
    addLimit(m_form, {&ActionLimits::timeoutMs, 100, 300000, 60000, tr("ms")}, tr("&Time"), u"timeout"_s);
    addLimit(m_form, {&ActionLimits::memoryMb, 128, 512, 256, tr("MB")}, tr("&Memory"), u"memory"_s);
    addLimit(m_form, {&ActionLimits::logsMb, 0, 10, 10, tr("MB")}, tr("&Logs"), u"logs"_s);
    addLimit(m_form, {&ActionLimits::concurrency, 1, 1, 1, tr("in a container")}, tr("C&oncurrency"), u"concurrency"_s);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
}

QWidget *RuntimeTab::field(QWidget *input, QLabel *label, QLabel *hint)
{
    auto *box = new QWidget(this);
    input->setFixedWidth(240);
    QBoxLayout *row = rowOf({input, label, hint, nullptr}, 12);
    row->setContentsMargins(0, 0, 0, 0);
    box->setLayout(row);
    box->setFocusProxy(input);
    return box;
}

void RuntimeTab::addLimit(QFormLayout *form, Limit limit, const QString &title, const QString &name)
{
    limit.spin = new Calm<QSpinBox>(this);
    limit.spin->setObjectName(name);
    limit.spin->setGroupSeparatorShown(true);
    limit.mark = plainLabel({}, u"info"_s, this);
    limit.mark->setObjectName(name + u"Mark"_s);
    limit.hint = plainLabel({}, u"muted"_s, this);
    limit.hint->setObjectName(name + u"Hint"_s);
    form->addRow(title, field(limit.spin, limit.mark, limit.hint));
    connect(limit.spin, &QSpinBox::valueChanged, this, &RuntimeTab::takeLimits);
    m_limits.append(limit);
}

void RuntimeTab::setServer(const ServerInfo &info, const NamespaceLimits &limits)
{
    m_info = info;
    m_bounds = limits;
    const std::pair<qint64, qint64> bounds[] = {{limits.minTimeoutMs, limits.maxTimeoutMs},
                                                {limits.minMemoryMb, limits.maxMemoryMb},
                                                {limits.minLogsMb, limits.maxLogsMb},
                                                {limits.minConcurrency, limits.maxConcurrency}};
    for (int i = 0; i < int(m_limits.size()); ++i) {
        m_limits[i].min = bounds[i].first;
        m_limits[i].max = bounds[i].second;
    }
    fill();
}

void RuntimeTab::setReadOnly(const QString &reason)
{
    for (QWidget *input : QList<QWidget *>{m_kind, m_main, m_image})
        enableOrExplain(input, reason);
    for (const Limit &limit : m_limits)
        enableOrExplain(limit.spin, reason);
}

const ServerInfo::Runtime *RuntimeTab::runtime(const QString &kind) const
{
    const auto &list = m_info.runtimes;
    const auto found = std::find_if(list.begin(), list.end(), [&kind](const auto &r) { return r.kind == kind; });
    return found == list.end() ? nullptr : &*found;
}

QString RuntimeTab::problem() const
{
    const Exec &exec = m_state.now().exec;
    const ServerInfo::Runtime *known = runtime(exec.kind);
    if (known && known->requireMain && exec.main.isEmpty())
        return tr("%1 needs an entry point.").arg(exec.kind);
    if (isImage(exec) && exec.image.trimmed().isEmpty())
        return tr("An image is needed, e.g. openwhisk/dockerskeleton.");
    for (const Limit &limit : m_limits)
        if (const QString refused = refusal(limit); !refused.isEmpty())
            return refused;
    return {};
}

QString RuntimeTab::refusal(const Limit &limit) const
{
    const auto value = m_state.now().limits.*limit.member;
    // What is not changed is not sent, so the server does not look at it.
    if (!value || value == m_state.was().limits.*limit.member)
        return {};
    return limitRefusal(limit.spin->objectName(), *value, m_bounds);
}

void RuntimeTab::fill()
{
    const QScopedValueRollback guard(m_filling, true);
    const Exec &exec = m_state.now().exec;
    fillKinds();
    if (m_main->text() != exec.main)
        m_main->setText(exec.main);
    if (m_image->text() != exec.image)
        m_image->setText(exec.image);
    for (Limit &limit : m_limits)
        fillLimit(limit);
    showMarks();
}

void RuntimeTab::fillKinds()
{
    const QString kind = m_state.now().exec.kind;
    m_kind->clear();
    if (isSequence(m_state.now().exec)) {
        m_kind->addItem(tr("sequence"), u"sequence"_s);
        return;
    }
    for (const ServerInfo::Runtime &known : m_info.runtimes) {
        if (known.deprecated && known.kind != kind)
            continue; // the server refuses it for new code
        const QString note = known.deprecated ? tr(" (deprecated)") : known.isDefault ? tr(" (default)") : QString();
        m_kind->addItem(known.kind + note, known.kind);
    }
    m_kind->addItem(tr("blackbox (own image)"), u"blackbox"_s);
    if (m_kind->findData(kind) < 0)
        m_kind->addItem(kind, kind);
    m_kind->setCurrentIndex(m_kind->findData(kind));
}

void RuntimeTab::fillLimit(Limit &limit)
{
    const std::optional<qint64> value = m_state.now().limits.*limit.member;
    const std::optional<qint64> was = m_state.was().limits.*limit.member;
    // Anything may be typed: what is out of bounds is told in the server's words instead of being altered silently.
    limit.spin->setRange(was ? 0 : -1, std::numeric_limits<int>::max());
    limit.spin->setSpecialValueText(was ? QString() : tr("not set"));
    limit.spin->setSuffix(u' ' + limit.unit);
    limit.spin->setValue(int(value.value_or(limit.spin->minimum())));
}

void RuntimeTab::showHint(const Limit &limit) const
{
    const QString refused = refusal(limit);
    setRole(limit.hint, refused.isEmpty() ? u"muted"_s : u"error"_s);
    limit.hint->setText(!refused.isEmpty() ? refused
                                           : tr("%1 to %2 %3, usually %4")
                                                 .arg(countText(limit.min), countText(limit.max), limit.unit,
                                                      countText(std::clamp(limit.usual, limit.min, limit.max))));
}

void RuntimeTab::takeExec()
{
    if (m_filling)
        return;
    Exec exec = m_state.now().exec;
    exec.kind = m_kind->currentData().toString();
    exec.main = m_main->text();
    exec.image = m_image->text();
    m_state.setExec(exec);
    showMarks();
}

void RuntimeTab::takeLimits()
{
    if (m_filling)
        return;
    ActionLimits limits = m_state.now().limits;
    for (const Limit &limit : std::as_const(m_limits)) {
        const bool unset = !limit.spin->specialValueText().isEmpty() && limit.spin->value() == limit.spin->minimum();
        limits.*limit.member = unset ? std::optional<qint64>() : limit.spin->value();
    }
    m_state.setLimits(limits);
    showMarks();
}

void RuntimeTab::showMarks()
{
    const Exec &was = m_state.was().exec;
    const Exec &now = m_state.now().exec;
    const ServerInfo::Runtime *known = runtime(now.kind);
    m_form->setRowVisible(1, isImage(now));
    m_form->setRowVisible(2, !isSequence(now));
    mark(m_kindMark, was.kind, now.kind, was.kind);
    mark(m_mainMark, was.main, now.main, was.main.isEmpty() ? u"main"_s : was.main);
    mark(m_imageMark, was.image, now.image, was.image.isEmpty() ? tr("none") : was.image);
    const bool deprecated = known && known->deprecated;
    m_kindHint->setText(deprecated ? tr("no longer supported: the server lets it be read and deleted only")
                            : m_info.runtimesKnown ? QString()
                                                   : tr("a usual list; the server does not tell its kinds"));
    m_mainHint->setText(known && known->requireMain ? tr("needed by this kind") : QString());
    for (const Limit &limit : std::as_const(m_limits)) {
        const auto before = m_state.was().limits.*limit.member;
        const QString text = before ? u"%1 %2"_s.arg(*before).arg(limit.unit) : tr("not set");
        mark(limit.mark, before, m_state.now().limits.*limit.member, text);
        showHint(limit);
    }
}
