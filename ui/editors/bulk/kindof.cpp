#include "ui/editors/bulk/kindof.h"

#include "ui/editors/actionkind.h"
#include "ui/editors/package/packagekind.h"
#include "ui/editors/rule/rulekind.h"
#include "ui/editors/trigger/triggerkind.h"

EntityKindPtr entityKindOf(Target::Kind kind)
{
    switch (kind) {
    case Target::Kind::Action: return actionKind();
    case Target::Kind::Package: return packageKind();
    case Target::Kind::Trigger: return std::make_shared<const TriggerKind>();
    case Target::Kind::Rule: return std::make_shared<const RuleKind>();
    default: return nullptr;
    }
}
