#pragma once

#include "ui/models/target.h"

#include <QStringList>

class Page;

namespace openwhisk {
class Session;
}

namespace editors {

/// Where a file or folder dropped on the explorer goes: into the action of its name, or a new one. Nothing is written:
/// the page shows it, and the user saves.
struct Deployment {
    Target target;
    QString path;
    bool exists = false;
};
/// place: the package, "" for none.
QList<Deployment> deployFiles(const openwhisk::Session &session, const QStringList &paths, const QString &place = {});
/// Gives the file to the page of its target, which takes it once it has loaded. False: it is no page of an action.
bool takeFile(Page *page, const QString &path);

} // namespace editors
