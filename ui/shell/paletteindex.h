#pragma once

#include "core/connections/profile.h"
#include "core/insight/gatewayuses.h"
#include "core/openwhisk/entities.h"
#include "ui/models/target.h"

#include <QKeySequence>

#include <memory>

/// Something that the palette can go to or run.
struct PaletteItem {
    enum class Group { Entities, Others, Commands, Activations };
    Group group = Group::Entities;
    QString text;
    QString right;                ///< "action · Sandbox"
    QString glyph;
    QKeySequence shortcut = {};
    std::optional<Target> target = {};
    QString command = {};         ///< id of the command to run, on target where there is one
    QString profileId = {};       ///< of another connection
    std::optional<connections::Environment> environment = {}; ///< a dot in its colour
    bool enabled = true;
    QString reason = {};          ///< why not
};

/// What is there to be found: gathered once, then only read, on any thread.
struct PaletteIndex {
    QList<PaletteItem> entities;
    QList<PaletteItem> others;
    QList<PaletteItem> commands;
    QString connection;
    bool mayInvoke = true;
    bool gateway = false;         ///< there is one
    QString noExpose;             ///< why no route can be made; empty: it can
};

struct PaletteSource {
    QString connection;
    openwhisk::List<openwhisk::ActionSummary> actions;
    openwhisk::List<openwhisk::PackageSummary> packages;
    openwhisk::List<openwhisk::TriggerSummary> triggers;
    openwhisk::List<openwhisk::RuleSummary> rules;
    insight::GatewayLists gatewayLists;
    bool gateway = false;
    QString noExpose;
    QList<Target> openTabs;           ///< what an empty query offers first
    QList<PaletteItem> others;        ///< profiles and what is known of them
    QList<PaletteItem> commands;
    bool mayInvoke = true;
};
std::shared_ptr<const PaletteIndex> paletteIndex(const PaletteSource &source);

struct PaletteRow {
    PaletteItem item;
    QList<int> hits;  ///< letters to show bold
    bool heading = false;
    QString note;     ///< of a heading, at its right
};
/// The rows for what was typed, best first in each group, groups in the order of the best use.
QList<PaletteRow> paletteRows(const PaletteIndex &index, const QString &typed);
