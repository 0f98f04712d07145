#pragma once

struct GatewayServices;
struct Target;
class Page;
class QWidget;

/// The page that shows a target of the gateway: a list, an object, or one that does not exist yet. nullptr for a target
/// of another kind.
Page *createGatewayPage(const GatewayServices &services, const Target &target, QWidget *parent);
