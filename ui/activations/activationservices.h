#pragma once

class ActivationBook;
class QSettings;

namespace history {
class ActivationStore;
class Store;
}
namespace openwhisk {
class ActivationFeed;
class Session;
}

/// What the screens of activations of one connection share. Session, feed and book may go before a screen does;
/// what is kept does not.
struct ActivationServices {
    openwhisk::Session &session;
    openwhisk::ActivationFeed &feed;
    ActivationBook &book;
    history::ActivationStore *store = nullptr; ///< none: nothing is kept
    QSettings *settings = nullptr;             ///< none: nothing is remembered
    history::Store *payloads = nullptr;        ///< what was sent
};
