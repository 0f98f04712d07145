#pragma once

#include "core/connections/profile.h"
#include "core/connections/wskprops.h"

#include <QFrame>

class QLabel;
class QPushButton;

/// What wsk's file or its environment variables hold: values shown, key hidden.
class ImportCard : public QFrame {
    Q_OBJECT
public:
    explicit ImportCard(QWidget *parent = nullptr);
    void setEnvironment(const QProcessEnvironment &environment);

Q_SIGNALS:
    void importRequested(const connections::WskProps &props);

private:
    void readFile(const QString &file);
    void chooseFile();
    void takeEnvironment();
    void show(const Result<connections::WskProps> &props);
    QLabel *addLabel(const QString &name, const QString &role);
    QPushButton *addLink(const QString &name, const QString &text, void (ImportCard::*pressed)());
    QProcessEnvironment m_environment;
    std::optional<connections::WskProps> m_props;
    QLabel *m_source;
    QLabel *m_values;
    QPushButton *m_import;
};

/// A profile out of what wsk knows; the name is taken from the host.
connections::Profile profileFrom(const connections::WskProps &props);
