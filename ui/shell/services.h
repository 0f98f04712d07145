#pragma once

namespace connections {
class ProfileStore;
class SecretStore;
}
namespace history {
class ActivationStore;
class Store;
}
namespace local {
class SandboxProcess;
}
namespace net {
class RequestLog;
}
class WindowState;

/// What the window works with; made by the program (or a test), outlives the window.
struct Services {
    connections::ProfileStore &profiles;
    connections::SecretStore &secrets;
    net::RequestLog &log;
    history::Store &history;
    WindowState &state;
    local::SandboxProcess *sandbox = nullptr; ///< none: no sandbox program was found
    history::ActivationStore *activations = nullptr; ///< none: none is kept
};
