#include "ui/shell/windowstate.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QTimer>

using namespace Qt::StringLiterals;

WindowState::WindowState(const QString &file, QObject *parent)
    : QObject(parent), m_settings(std::make_unique<QSettings>(file, QSettings::IniFormat)), m_soon(new QTimer(this))
{
    QDir().mkpath(QFileInfo(file).absolutePath());
    m_soon->setSingleShot(true);
    m_soon->setInterval(500);
    connect(m_soon, &QTimer::timeout, this, &WindowState::flush);
}

WindowState::~WindowState()
{
    flush();
}

void WindowState::flush()
{
    m_soon->stop();
    m_settings->sync();
}

void WindowState::set(const QString &key, const QVariant &value)
{
    if (m_settings->value(key) == value)
        return;
    m_settings->setValue(key, value);
    m_soon->start();
}

QByteArray WindowState::bytes(const QString &key) const
{
    return m_settings->value(key).toByteArray();
}

void WindowState::setBytes(const QString &key, const QByteArray &value)
{
    set(key, value);
}

QString WindowState::text(const QString &key, const QString &fallback) const
{
    return m_settings->value(key, fallback).toString();
}

void WindowState::setText(const QString &key, const QString &value)
{
    set(key, value);
}

bool WindowState::flag(const QString &key, bool fallback) const
{
    return m_settings->value(key, fallback).toBool();
}

void WindowState::setFlag(const QString &key, bool value)
{
    set(key, value);
}

QString OpenTabs::titleOf(const QString &target) const
{
    return titles.value(targets.indexOf(target));
}

OpenTabs WindowState::tabs(const QString &profileId) const
{
    const QString group = u"profile-"_s + profileId + u'/';
    return {m_settings->value(group + u"tabs"_s).toStringList(), m_settings->value(group + u"current"_s).toString(),
            m_settings->value(group + u"expanded"_s).toStringList(), m_settings->value(group + u"titles"_s).toStringList()};
}

void WindowState::setTabs(const QString &profileId, const OpenTabs &tabs)
{
    const QString group = u"profile-"_s + profileId + u'/';
    set(group + u"tabs"_s, tabs.targets);
    set(group + u"current"_s, tabs.current);
    set(group + u"expanded"_s, tabs.expanded);
    set(group + u"titles"_s, tabs.titles);
}

void WindowState::forget(const QString &profileId)
{
    m_settings->remove(u"profile-"_s + profileId);
    m_soon->start();
}
