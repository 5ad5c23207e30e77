// Package event draws the events that everybody may register for, the seats that
// were taken, and their certificates.
package event

import (
	"net/url"
	"strconv"

	"motcua/event"
	"motcua/internal/message"
	"motcua/internal/web/view/component"
)

// AskScore puts the form by which somebody says how satisfied they were, with
// what was typed into it.
func (t *Ticket) AskScore(p *message.Printer, form url.Values, post string) {
	t.Judge = post
	t.Score = component.Field{Name: "score", Label: p.T("event.judge.score"), Value: form.Get("score"), Error: t.Problems.Of("score")}
	for n := event.BestScore; n >= event.LeastScore; n-- {
		value := strconv.Itoa(n)
		t.Scores = append(t.Scores, component.Choice{Value: value, Label: p.T("event.score." + value), Chosen: form.Get("score") == value})
	}
	t.Remark = component.Field{Name: "remark", Label: p.T("event.judge.remark"), Value: form.Get("remark"), Error: t.Problems.Of("remark"), Optional: component.OptionalWord(p), Rows: 3}
}
