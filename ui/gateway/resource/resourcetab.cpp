#include "ui/gateway/resource/resourcetab.h"

ResourceTab::ResourceTab(ResourceState &state, QWidget *parent)
    : QWidget(parent)
    , m_state(state)
{
}
