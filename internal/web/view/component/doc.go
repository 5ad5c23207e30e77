// Package component holds the building blocks of every page: buttons, tags,
// notes, fields, tables, the stepper, the deadline strip and the explanation of
// a date. Each is a templ component with a struct of its own; what is left
// zero is left out. Words come in the reader's language already: from a
// message.Printer, or from a fault through ProblemsOf. Components with words of
// their own take the Printer as first parameter.
//
// A page puts them together like this:
//
//	@component.PageHead(p, component.Head{Title: "Việc của tôi"})
//	@component.ErrorSummary(p, problems)
//	<form method="post" class="form">
//		@component.Input(component.Field{Name: "phone", Label: "Điện thoại", Error: problems.Of("phone")})
//		@component.Buttons() {
//			@component.Button(component.Action{Label: "Lưu", Look: component.Primary})
//		}
//	</form>
//
// No component writes a style attribute or a script, so that pages stand under
// a strict content security policy; widths that depend on data are attributes
// of SVG. All of them stand in every state in the package gallery.
package component

// Tone says by colour what a word or icon beside it says too.
type Tone string

// The tones. Zero is Neutral.
const (
	Neutral Tone = "neutral"
	Info    Tone = "info"
	OK      Tone = "ok"
	Warn    Tone = "warn"
	Bad     Tone = "bad"
	Pause   Tone = "pause" // stopped, or waiting for another agency
)

func (t Tone) class() string {
	if t == "" {
		t = Neutral
	}
	return "tone-" + string(t)
}

// icon is the icon that goes with a tone when none is named.
func (t Tone) icon() string {
	switch t {
	case OK:
		return "circle-check"
	case Warn:
		return "triangle-alert"
	case Bad:
		return "circle-alert"
	case Pause:
		return "circle-pause"
	}
	return "info"
}

func iconOr(name, other string) string {
	if name == "" {
		return other
	}
	return name
}
