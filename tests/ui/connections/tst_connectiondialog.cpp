#include "tests/ui/connections/dialogfixture.h"
#include "tests/ui/tabwalk.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QRadioButton>
#include <QScrollArea>

using namespace connections;
using namespace Qt::StringLiterals;

/// What the dialog shows, and how it bears slow and missing parts.
class TestConnectionDialog : public QObject, private ConnectionDialogFixture {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, false); }
    void init() { ConnectionDialogFixture::init(); }
    void cleanup() { ConnectionDialogFixture::cleanup(); }
    void loads();
    void empty();
    void corruptFileIsSaid();
    void keyringErrorIsSaid();
    void closedWhileLoading();
    void profileGoneWhileLoading();
    void keyringGoneWhileLoading();
    void everyControlHasNames();
    void revealsKeys();
    void saysWhereKeysGo();
    void marksWhatIsNotSafe();
    void worksInTheDark();
    void fitsASmallWindow();
};

void TestConnectionDialog::loads()
{
    m_secrets->held = true;
    open();
    QCOMPARE(find<ProfileList>(u"profiles"_s)->model()->rowCount(), 2);
    QCOMPARE(text(u"name"_s), u"Shop"_s);
    QCOMPARE(text(u"openwhiskHost"_s), m_server->url().toString());
    QCOMPARE(text(u"openwhiskKey"_s), QString());
    QVERIFY(find<QLineEdit>(u"openwhiskKey"_s)->placeholderText().contains("reading"_L1));
    m_secrets->release();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    QCOMPARE(find<QLineEdit>(u"openwhiskKey"_s)->echoMode(), QLineEdit::Password);
    QVERIFY(m_server->requests().isEmpty()); // nothing is asked by itself
    m_dialog->select(u"b"_s);
    QCOMPARE(text(u"name"_s), u"Shop production"_s);
    QVERIFY(find<QAbstractButton>(u"readOnly"_s)->isChecked());
}

void TestConnectionDialog::empty()
{
    QVERIFY(m_profiles->remove(u"a"_s));
    QVERIFY(m_profiles->remove(u"b"_s));
    open();
    auto *state = m_dialog->findChild<StateView *>();
    QCOMPARE(state->state(), StateView::Empty);
    for (const auto &name : {u"save"_s, u"saveAndConnect"_s, u"duplicate"_s, u"remove"_s, u"test"_s})
        QVERIFY2(!find(name)->isEnabled(), qPrintable(name));
    press(u"new"_s);
    QCOMPARE(state->state(), StateView::Content);
    QVERIFY(find(u"save"_s)->isEnabled());
    confirm::setNextAnswer(confirm::Answer::Yes);
    press(u"remove"_s);
    QCOMPARE(state->state(), StateView::Empty);
}

void TestConnectionDialog::corruptFileIsSaid()
{
    QFile file(m_profiles->file());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ broken");
    file.close();
    open();
    QVERIFY2(message().contains("corrupt"_L1), qPrintable(message()));
    QCOMPARE(find<ProfileList>(u"profiles"_s)->model()->rowCount(), 2); // what was known stays
}

void TestConnectionDialog::keyringErrorIsSaid()
{
    m_secrets->readError = Error{Error::Kind::Network, u"The keyring gave no answer."_s, {}};
    open();
    QTRY_COMPARE(label(u"keyHint"_s), u"The keyring gave no answer."_s);
    QCOMPARE(text(u"name"_s), u"Shop"_s);
    m_secrets->readError.reset();
    m_dialog->select(u"b"_s);
    m_dialog->select(u"a"_s); // asks again
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
}

void TestConnectionDialog::closedWhileLoading()
{
    m_secrets->held = true;
    m_server->hold("GET /api/v1");
    open();
    type(u"openwhiskKey"_s, u"typed:key"_s);
    press(u"test"_s);
    QTRY_COMPARE(m_server->waiting(), 1);
    m_dialog.reset();
    QTRY_COMPARE(m_server->aborted(), 1);
    m_secrets->release();
    QTest::qWait(0);
    QVERIFY(m_profiles->find(u"a"_s));
}

void TestConnectionDialog::profileGoneWhileLoading()
{
    m_secrets->held = true;
    open();
    press(u"test"_s);
    ProfileStore other(m_profiles->file());
    QVERIFY(other.load());
    QVERIFY(other.remove(u"a"_s));
    QVERIFY(m_profiles->load());
    QCOMPARE(text(u"name"_s), u"Shop production"_s);
    m_secrets->release();
    QTRY_COMPARE(find<QLineEdit>(u"openwhiskKey"_s)->placeholderText(), QString());
    QCOMPARE(text(u"openwhiskKey"_s), QString());
    QVERIFY(m_server->requests().isEmpty());
}

void TestConnectionDialog::keyringGoneWhileLoading()
{
    m_secrets->held = true;
    open();
    m_secrets->dropAll();
    QTRY_COMPARE(find<QLineEdit>(u"openwhiskKey"_s)->placeholderText(), QString());
    type(u"openwhiskKey"_s, u"typed:key"_s);
    QCOMPARE(text(u"openwhiskKey"_s), u"typed:key"_s);
}

void TestConnectionDialog::everyControlHasNames()
{
    open();
    for (QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        const bool control = qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget)
            || qobject_cast<QAbstractItemView *>(widget)
            || (qobject_cast<QLineEdit *>(widget) && !qobject_cast<QComboBox *>(widget->parentWidget()));
        if (!control || !widget->isVisible())
            continue;
        QVERIFY2(!widget->objectName().isEmpty(), widget->metaObject()->className());
        auto *button = qobject_cast<QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()), qPrintable(widget->objectName()));
        QVERIFY2(widget->focusPolicy() != Qt::NoFocus, qPrintable(widget->objectName()));
    }
}

void TestConnectionDialog::revealsKeys()
{
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    press(u"openwhiskKeyReveal"_s);
    QCOMPARE(find<QLineEdit>(u"openwhiskKey"_s)->echoMode(), QLineEdit::Normal);
    m_dialog->select(u"b"_s);
    m_dialog->select(u"a"_s);
    QCOMPARE(find<QLineEdit>(u"openwhiskKey"_s)->echoMode(), QLineEdit::Password);
}

void TestConnectionDialog::saysWhereKeysGo()
{
    open();
    QTRY_VERIFY(label(u"keyHint"_s).contains("keychain"_L1));
    m_secrets->become(SecretStore::State::MemoryOnly, u"There is no usable keyring."_s);
    QCOMPARE(label(u"keyHint"_s), u"There is no usable keyring."_s);
    m_secrets->wait(true);
    QVERIFY(label(u"keyHint"_s).contains("Waiting"_L1));
    QVERIFY(label(u"foot"_s).contains("Waiting"_L1));
    QVERIFY(find(u"save"_s)->isEnabled()); // nothing is blocked
    m_secrets->wait(false);
    QVERIFY(label(u"foot"_s).contains("profiles.json"_L1));
}

void TestConnectionDialog::marksWhatIsNotSafe()
{
    open();
    QVERIFY(!find(u"hostHint"_s)->isVisible()); // loopback
    type(u"openwhiskHost"_s, u"http://ow.example"_s);
    QVERIFY(find(u"hostHint"_s)->isVisible());
    type(u"openwhiskHost"_s, u"ow.example"_s);
    QVERIFY(!find(u"hostHint"_s)->isVisible());
    find<QRadioButton>(u"trustNone"_s)->click();
    find<QRadioButton>(u"trustPinned"_s)->click();
    type(u"pinnedSha256"_s, u"7F:3A"_s);
    press(u"save"_s);
    QVERIFY(!label(u"pinnedSha256Problem"_s).isEmpty());
    QCOMPARE(text(u"pinnedSha256"_s), u"7F:3A"_s);
}

void TestConnectionDialog::worksInTheDark()
{
    open();
    theme::apply(*qApp, true);
    QVERIFY(!m_dialog->grab().isNull());
    theme::apply(*qApp, false);
    QVERIFY(!m_dialog->grab().isNull());
}

/// Nothing of the form is beyond its edge: there is no bar to scroll it sideways.
void TestConnectionDialog::fitsASmallWindow()
{
    open();
    QTRY_COMPARE(text(u"openwhiskKey"_s), u"id:key"_s);
    const auto *form = find<QScrollArea>(u"profileForm"_s);
    for (const int width : {1220, 960}) {
        m_dialog->resize(width, 640);
        QTRY_COMPARE(m_dialog->width(), width);
        QTRY_VERIFY(form->widget()->minimumSizeHint().width() <= form->viewport()->width());
    }
    QTRY_VERIFY(!find(u"test"_s)->visibleRegion().isEmpty());
    const QString walked = tabProblems(*m_dialog);
    QVERIFY2(walked.isEmpty(), qPrintable(walked));
}

QTEST_MAIN(TestConnectionDialog)
#include "tst_connectiondialog.moc"
