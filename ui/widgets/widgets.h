#pragma once
// The small widgets that all screens share; each in a file of its own.
// messagebar.h   MessageBar: an inline bar in a page: kind, sentence, details folded, buttons.
// stateview.h    StateView: loading, empty, error, stale and "not stored" round a content widget (states.png).
// chip.h         Chip: a rounded label: neutral, accent, success, warning, error, environment.
// phasebar.h     PhaseBar: wait, init, run in proportion to milliseconds; PhaseDelegate for table cells.
// codeeditor.h   CodeEditor: QScintilla with lexer by kind, theme colours, find bar, read-only, error marker.
// jsonedit.h     JsonEdit: CodeEditor for JSON with live check, position of the error, format command.
// jsonview.h     JsonView: a JSON document as a tree or raw text, find, copy value, copy pointer.
// logview.h      LogView: virtual list of log lines with streams, find, wrap, copy.
// diffview.h     DiffView: two texts side by side or inline, equal lines folded.
// glyph.h        EntityGlyph: the small coloured square with letter of explorer, tabs and palette.
// confirm.h      confirm(): the modal question, with a seam for tests.
// switch.h       Switch: on/off toggle. searchfield.h: SearchField with clear and shortcut hint.
