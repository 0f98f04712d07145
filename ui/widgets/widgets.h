#pragma once
// The small widgets that all screens share; each in a file of its own.
// theme.h        Theme, theme::apply(), theme::icon(); role.h: setRole(), which rule of the style sheet a widget follows.
// page.h         Page: what a tab holds.
// messagebar.h   MessageBar: an inline bar in a page: kind, sentence, details folded, buttons.
// stateview.h    StateView: loading, empty, error, stale and "not stored" round a content widget (states.png).
// chip.h         Chip: a rounded label; ChipDelegate for table cells.
// phasebar.h     PhaseBar: wait, init, run in proportion to milliseconds; PhaseDelegate for table cells.
// codeeditor.h   CodeEditor: QScintilla with lexer by kind, theme colours, find bar, read-only, error marker.
// jsonedit.h     JsonEdit: CodeEditor for JSON with live check, position of the error, format command.
// jsonview.h     JsonView: a JSON document as a tree or raw text, find, copy value, copy pointer.
// logview.h      LogView: virtual list of log lines with streams, find, wrap, copy.
// diffview.h     DiffView: two texts side by side or inline, equal lines folded; linediff.h: diffLines().
// glyph.h        entityGlyph(), entityIcon(): the small coloured square of explorer, tabs and palette.
// throttlewait.h ThrottleWait: a refusal with 429, the countdown to the next minute, the call again when wanted.
// confirm.h      confirm::ask(): the modal question, with a seam for tests.
// findbar.h      FindBar: the bar that Ctrl+F opens; scintilla.h: the one way to include QScintilla.
// switch.h       Switch: on/off toggle. searchfield.h: SearchField with clear and shortcut hint.
// tables.h       setUpTable(): rows as in the pictures. timetext.h: times, durations, sizes as texts.
// parts.h        labels, buttons, rows that screens are put together from. flowlayout.h, staymenu.h: chips, menus of boxes.
// bulkdialog.h   BulkDialog: work on many things: plan (bulkplan.h), progress with cancel, a result for each.
