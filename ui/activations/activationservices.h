#pragma once

class ActivationBook;
class QSettings;

namespace history {
class ActivationStore;
}
namespace openwhisk {
class ActivationFeed;
class Session;
}

/// What the screens of activations of one connection share. Session, feed and book may go before a screen does; store
/// and settings do not.
struct ActivationServices {
    openwhisk::Session &session;
    openwhisk::ActivationFeed &feed;
    ActivationBook &book;
    history::ActivationStore *store = nullptr; ///< none: nothing is kept
    QSettings *settings = nullptr;             ///< none: nothing is remembered
};
