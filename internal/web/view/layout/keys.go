package layout

// Key is a shortcut: which keys, and what they do.
type Key struct {
	Keys   []string
	Text   string // key of the sentence
	Letter bool   // a single letter, which the reader may switch off
	Common bool   // on every page, and so named in the menu of the display
}

// Keys is the table of the shortcuts, which the menu of the display and the
// page of help are drawn from. What each does stands in motcua.js.
func Keys() []Key {
	return []Key{
		{Keys: []string{"/"}, Text: "ui.keys.search", Letter: true, Common: true},
		{Keys: []string{"?"}, Text: "ui.keys.help", Letter: true, Common: true},
		{Keys: []string{"F2"}, Text: "ui.keys.scan", Common: true},
		{Keys: []string{"Ctrl+↵"}, Text: "ui.keys.primary", Common: true},
		{Keys: []string{"Ctrl+Shift+↵"}, Text: "ui.keys.again"},
		{Keys: []string{"F8"}, Text: "ui.keys.next"},
		{Keys: []string{"J", "K", "X"}, Text: "ui.keys.rows", Letter: true, Common: true},
		{Keys: []string{"Esc"}, Text: "ui.keys.close"},
	}
}
