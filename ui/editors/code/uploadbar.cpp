#include "ui/editors/code/uploadbar.h"

#include "core/net/upload.h"
#include "ui/editors/editorparts.h"
#include "ui/widgets/role.h"
#include "ui/widgets/timetext.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largeBody = 1024 * 1024; ///< smaller ones are through before anybody could read
constexpr int barSteps = 1000;
enum Step { Packed, Unchanged, Sending, Storing, Reading };

} // namespace

QString uploadText(qint64 sent, qint64 total, qint64 elapsedMs)
{
    QString text = UploadBar::tr("uploading %1 of %2").arg(sizeText(sent), sizeText(total));
    if (elapsedMs < 500 || sent <= 0)
        return text;
    const double perSecond = double(sent) * 1000.0 / double(elapsedMs);
    text += u" · "_s + UploadBar::tr("%1/s").arg(sizeText(qint64(perSecond)));
    return text + u" · "_s + UploadBar::tr("%1 left").arg(durationText(double(total - sent) / perSecond * 1000));
}

UploadBar::UploadBar(QWidget *parent)
    : QFrame(parent)
    , m_title(plainLabel({}, u"title"_s, this))
    , m_progress(plainLabel({}, {}, this))
    , m_request(shortLabel({}, u"muted"_s, this))
    , m_bar(new QProgressBar(this))
    , m_steps(plainLabel({}, u"muted"_s, this))
    , m_cancel(makeButton(tr("Cancel"), u"cancelUpload"_s, this))
{
    build();
    hide();
}

void UploadBar::build()
{
    setObjectName(u"uploadBar"_s);
    setRole(this, u"bar"_s);
    m_progress->setObjectName(u"uploadProgress"_s);
    m_steps->setObjectName(u"uploadSteps"_s);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(6);
    m_bar->setRange(0, barSteps);
    m_bar->setAccessibleName(tr("Upload"));
    m_request->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 8, 12, 8);
    layout->setSpacing(5);
    auto *row = rowOf({m_title, m_progress});
    row->addWidget(m_request, 1);
    row->addWidget(m_cancel);
    layout->addLayout(row);
    layout->addWidget(m_bar);
    layout->addLayout(rowOf({m_steps, nullptr,
                             plainLabel(tr("Cancelled before the last byte, nothing is saved; after it, the server is "
                                           "asked what it has."),
                                        u"muted"_s, this)}));
    connect(m_cancel, &QPushButton::clicked, this, &UploadBar::stop);
}

void UploadBar::follow(const std::shared_ptr<net::Upload> &upload, const QString &title, const QString &request)
{
    end();
    m_upload = upload;
    m_title->setText(title);
    m_request->setText(request);
    connect(upload.get(), &net::Upload::advanced, this, &UploadBar::advance);
}

void UploadBar::advance()
{
    if (!m_upload || m_upload->total() < largeBody)
        return;
    if (isHidden()) {
        m_since.start();
        show();
        Q_EMIT begun();
    }
    m_cancel->setEnabled(!m_upload->stopped());
    m_progress->setText(m_upload->whole() ? tr("all %1 sent").arg(sizeText(m_upload->total()))
                                          : uploadText(m_upload->sent(), m_upload->total(), m_since.elapsed()));
    m_bar->setValue(int(m_upload->sent() * barSteps / m_upload->total()));
    showSteps(m_upload->whole() ? Storing : Sending);
}

void UploadBar::setStep(const QString &text)
{
    if (isHidden() || !m_upload || !m_upload->whole())
        return;
    m_progress->setText(text);
    m_cancel->setEnabled(false); // there is nothing left to stop
    showSteps(Reading);
}

void UploadBar::showSteps(int current)
{
    const QString names[] = {tr("packed"), tr("server copy unchanged"), tr("upload"), tr("server stores"), tr("read back and compared")};
    QStringList steps;
    for (int step = Packed; step <= Reading; ++step)
        steps.append(step < current ? u"✓ "_s + names[step] : step == current ? u"▸ "_s + names[step] : names[step]);
    m_steps->setText(steps.join(u"  ·  "_s));
}

void UploadBar::stop()
{
    if (!m_upload)
        return;
    m_cancel->setEnabled(false);
    m_progress->setText(m_upload->whole() ? tr("All was sent already: the server is asked what it has …") : tr("stopping …"));
    const auto upload = m_upload; // ending the save may end us
    upload->stop();
}

void UploadBar::end()
{
    if (m_upload)
        m_upload->disconnect(this);
    m_upload.reset();
    hide();
}
