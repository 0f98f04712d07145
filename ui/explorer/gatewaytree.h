#pragma once

#include "ui/explorer/explorernode.h"

/// The gateway's part of the tree, below the functions: its heading, then kinds with their objects. words: the filter's;
/// then what fits is shown alone.
void addGatewayNodes(ExplorerTree &tree, const std::optional<ExplorerGateway> &gateway, const QStringList &words);
