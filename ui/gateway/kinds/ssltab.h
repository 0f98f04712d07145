#pragma once

#include "ui/gateway/kinds/kindtab.h"

class CertificateCard;
class QVBoxLayout;

/// A certificate that the gateway shows to clients, or to upstreams. The gateway never tells keys: they can be replaced,
/// not read.
class SslTab : public KindTab {
    Q_OBJECT
public:
    explicit SslTab(ResourceState &state, QWidget *parent = nullptr);

    /// What the schema does not say, as an edit is judged; before: as the gateway has it, null for a new one.
    static QList<schema::Problem> problemsOf(const json::Value &ssl, const json::Value &before);

protected:
    QList<BoundForm::Section> sections(const json::Value &schema) const override;
    FormSetup setup() override;

private:
    void showCards();
    void useNames(const QStringList &names);

    QList<CertificateCard *> m_cards; ///< the first for cert, then one for each of certs
    QVBoxLayout *m_place;
};
