#include "ui/connections/connectiondialog_p.h"
#include "ui/connections/environmentline.h"
#include "ui/connections/importcard.h"
#include "ui/connections/probeview.h"
#include "ui/connections/profileform.h"
#include "ui/connections/tlssection.h"
#include "ui/widgets/foldingsplitter.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/role.h"
#include "ui/widgets/stateview.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int leftWidth = 280;
constexpr int middleWidth = 588;
constexpr int rightWidth = 350;
constexpr int leastRight = 300;

QString shortened(const QString &file)
{
    const QString home = QDir::homePath();
    return file.startsWith(home + u'/') ? u'~' + file.mid(home.size()) : file;
}

/// A thin line between two panes, in the palette's colour of borders.
QWidget *newRule(QWidget *parent)
{
    auto *rule = new QWidget(parent);
    rule->setFixedWidth(1);
    rule->setAutoFillBackground(true);
    rule->setBackgroundRole(QPalette::Mid);
    return rule;
}

} // namespace

void ConnectionDialog::Private::build()
{
    q->setObjectName(u"connections"_s);
    q->setWindowTitle(tr("Connections"));
    line = new EnvironmentLine(q);
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(makeLeft());
    body->addWidget(newRule(q));
    auto *parts = new FoldingSplitter(q);
    parts->addWidget(makeMiddle());
    parts->addWidget(makeRight());
    parts->setStretchFactor(0, 1);
    parts->setSizes({middleWidth, rightWidth});
    body->addWidget(parts, 1);
    auto *layout = new QVBoxLayout(q);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(line);
    layout->addLayout(body, 1);
    layout->addWidget(makeFoot());
    q->resize(1220, 800);
}

QPushButton *ConnectionDialog::Private::addButton(QHBoxLayout *row, const QString &name, const QString &text)
{
    auto *button = new QPushButton(text, q);
    button->setObjectName(name);
    button->setAutoDefault(false);
    row->addWidget(button);
    return button;
}

QWidget *ConnectionDialog::Private::makeLeft()
{
    auto *left = withRole(new QWidget(q), u"pane"_s);
    left->setFixedWidth(leftWidth);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 10, 12, 6);
    head->addWidget(withRole(new QLabel(tr("PROFILES"), left), u"section"_s), 1);
    count = withRole(new QLabel(left), u"small"_s);
    head->addWidget(count);
    list = new ProfileList(left);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(10, 8, 10, 8);
    buttons->setSpacing(6);
    auto *add = addButton(buttons, u"new"_s, tr("+ Ne&w"));
    duplicateButton = addButton(buttons, u"duplicate"_s, tr("D&uplicate"));
    removeButton = addButton(buttons, u"remove"_s, tr("&Remove…"));
    buttons->addStretch();
    import = new ImportCard(left);
    auto *card = new QHBoxLayout;
    card->setContentsMargins(10, 0, 10, 10);
    card->addWidget(import);
    auto *layout = new QVBoxLayout(left);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(list, 1);
    layout->addLayout(buttons);
    layout->addLayout(card);
    QObject::connect(add, &QPushButton::clicked, q, [this] { addProfile(); });
    return left;
}

QWidget *ConnectionDialog::Private::makeMiddle()
{
    auto *middle = withRole(new QWidget(q), u"surface"_s);
    message = new MessageBar(middle);
    message->setObjectName(u"dialogMessage"_s);
    message->hide();
    form = new ProfileForm;
    state = new StateView(form, middle);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 8, 12, 0);
    bar->addWidget(message);
    auto *layout = new QVBoxLayout(middle);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(state, 1);
    return middle;
}

QWidget *ConnectionDialog::Private::makeRight()
{
    auto *scroll = withRole(new QScrollArea(q), u"pane"_s);
    scroll->setMinimumWidth(leastRight);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    probe = withRole(new ProbeView(scroll), u"pane"_s);
    scroll->setWidget(probe);
    return scroll;
}

QWidget *ConnectionDialog::Private::makeFoot()
{
    auto *frame = withRole(new QFrame(q), u"foot"_s);
    auto *row = new QHBoxLayout(frame);
    row->setContentsMargins(14, 10, 14, 10);
    row->setSpacing(8);
    foot = withRole(new QLabel(frame), u"small"_s);
    foot->setObjectName(u"foot"_s);
    foot->setTextFormat(Qt::PlainText);
    foot->setWordWrap(true);
    foot->setProperty("where", tr("Keys go to the keychain, everything else to %1 (0600).").arg(shortened(profiles.file())));
    row->addWidget(foot, 1);
    cancelButton = addButton(row, u"cancel"_s, tr("Cancel"));
    saveButton = addButton(row, u"save"_s, tr("&Save"));
    connectButton = withRole(addButton(row, u"saveAndConnect"_s, tr("Save and &connect")), u"primary"_s);
    connectButton->setDefault(true);
    return frame;
}

void ConnectionDialog::Private::connectList()
{
    QObject::connect(list, &ProfileList::chosen, q, [this](const QString &id) { showProfile(id); });
    QObject::connect(duplicateButton, &QPushButton::clicked, q, [this] { duplicateProfile(); });
    QObject::connect(removeButton, &QPushButton::clicked, q, [this] { removeProfile(); });
    QObject::connect(state, &StateView::emptyActionRequested, q, [this] { addProfile(); });
    QObject::connect(import, &ImportCard::importRequested, q,
                     [this](const connections::WskProps &props) { importProfile(props); });
}

void ConnectionDialog::Private::connectForm()
{
    QObject::connect(form, &ProfileForm::edited, q, [this] { inputEdited(); });
    QObject::connect(form, &ProfileForm::secretEdited, q,
                     [this](connections::Secret secret, const QByteArray &value) { secretEdited(secret, value); });
    QObject::connect(saveButton, &QPushButton::clicked, q, [this] { save(false); });
    QObject::connect(connectButton, &QPushButton::clicked, q, [this] { save(true); });
    QObject::connect(cancelButton, &QPushButton::clicked, q, &QDialog::reject);
}

void ConnectionDialog::Private::connectProbe()
{
    QObject::connect(probe, &ProbeView::testRequested, q, [this] { test(); });
    QObject::connect(probe, &ProbeView::accepted, q, [this](const QString &nameSpace) { testAccepted(nameSpace); });
    QObject::connect(probe, &ProbeView::ownCaRequested, q, [this] { form->tls()->chooseCaFile(); });
    QObject::connect(probe, &ProbeView::keyRequested, q, [this] { form->focusKey(); });
    QObject::connect(probe, &ProbeView::adminKeyRequested, q, [this] { form->focusAdminKey(); });
    QObject::connect(probe, &ProbeView::pinRequested, q, [this](const QByteArray &sha256) { pinCertificate(sha256); });
}
