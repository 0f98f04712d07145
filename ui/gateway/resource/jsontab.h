#pragma once

#include "ui/gateway/resource/resourcetab.h"

#include <QMap>

class JsonEdit;
class QListWidget;
class QPushButton;

/// The whole document as text, what is wrong with it, and secrets covered until they are wanted.
class JsonTab : public ResourceTab {
    Q_OBJECT
public:
    explicit JsonTab(ResourceState &state, QWidget *parent = nullptr);

    QString title() const override;
    bool focusPlace(const QString &pointer) override;
    void find() override;

private:
    void build();
    void fill();   ///< from the state, when it says something else than the text
    void typed();
    void showProblems();
    void showSecrets(bool shown);
    std::optional<json::Value> written() const; ///< what the text says, with its secrets

    JsonEdit *m_edit;
    QListWidget *m_problems;
    QPushButton *m_secrets;
    QPushButton *m_format;
    QMap<QString, json::Value> m_covers; ///< only grows: a text that was cut may be pasted again
    bool m_shown = false; ///< secrets are in the text
    bool m_filling = false;
    bool m_typing = false; ///< what the state says now is what stands here
};
