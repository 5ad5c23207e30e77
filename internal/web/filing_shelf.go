package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"motcua/document"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/record"
)

// shelf is where the records of a noun are kept, whatever their content is: its
// fields are told by the names that they have in the log.
type shelf interface {
	list(ctx context.Context, by identity.Actor, q office.FilingQuery) (items []filed, next string, err error)
	read(ctx context.Context, by identity.Actor, id string) (filed, error)
	file(ctx context.Context, by identity.Actor, answers map[string]any) (id string, err error)
	correct(ctx context.Context, by identity.Actor, t office.RecordTarget, answers map[string]any, reason string) error
	cancel(ctx context.Context, by identity.Actor, t office.RecordTarget, reason string) error
	papers(ctx context.Context, by identity.Actor, id string) ([]office.FilingPaper, error)
	paper(ctx context.Context, by identity.Actor, id, file string) (document.File, error)
	attach(ctx context.Context, by identity.Actor, id string, files []string, note string, open bool) error
	showPaper(ctx context.Context, by identity.Actor, id string, t office.RecordTarget, open bool) error
	takeAway(ctx context.Context, by identity.Actor, id string, t office.RecordTarget, reason string) error
}

// filed is a record as pages show it.
type filed struct {
	record.Head
	content   any
	row       record.Row
	values    map[string]string
	cancelled string
	story     []filedFact
}

// filedFact is one fact of it: what was said then, and why.
type filedFact struct {
	values map[string]string // nil when it says nothing new
	reason string
}

// filings is the shelf of one content.
type filings[C record.Content[C]] struct{ office.Filings[C] }

func (s filings[C]) list(ctx context.Context, by identity.Actor, q office.FilingQuery) ([]filed, string, error) {
	page, err := s.List(ctx, by, q)
	if err != nil {
		return nil, "", err
	}
	items := make([]filed, len(page.Items))
	for i, t := range page.Items {
		if items[i], err = filedOf(t); err != nil {
			return nil, "", err
		}
	}
	return items, page.Next, nil
}

func (s filings[C]) read(ctx context.Context, by identity.Actor, id string) (filed, error) {
	t, err := s.Read(ctx, by, id)
	if err != nil {
		return filed{}, err
	}
	return filedOf(t)
}

func (s filings[C]) file(ctx context.Context, by identity.Actor, answers map[string]any) (string, error) {
	content, err := contentOf[C](answers)
	if err != nil {
		return "", err
	}
	t, err := s.File(ctx, by, content)
	if err != nil {
		return "", err
	}
	return t.ID, nil
}

func (s filings[C]) correct(ctx context.Context, by identity.Actor, t office.RecordTarget, answers map[string]any, reason string) error {
	content, err := contentOf[C](answers)
	if err == nil {
		_, err = s.Correct(ctx, by, t, content, reason)
	}
	return err
}

func (s filings[C]) cancel(ctx context.Context, by identity.Actor, t office.RecordTarget, reason string) error {
	_, err := s.Cancel(ctx, by, t, reason)
	return err
}

func (s filings[C]) papers(ctx context.Context, by identity.Actor, id string) ([]office.FilingPaper, error) {
	return s.Papers(ctx, by, id)
}

func (s filings[C]) paper(ctx context.Context, by identity.Actor, id, file string) (document.File, error) {
	return s.Paper(ctx, by, id, file)
}

func (s filings[C]) attach(ctx context.Context, by identity.Actor, id string, files []string, note string, open bool) error {
	return s.Attach(ctx, by, id, files, note, open)
}

func (s filings[C]) showPaper(ctx context.Context, by identity.Actor, id string, t office.RecordTarget, open bool) error {
	return s.ShowPaper(ctx, by, id, t, open)
}

func (s filings[C]) takeAway(ctx context.Context, by identity.Actor, id string, t office.RecordTarget, reason string) error {
	return s.TakeAwayPaper(ctx, by, id, t, reason)
}

func contentOf[C any](answers map[string]any) (content C, err error) {
	data, err := json.Marshal(answers)
	if err == nil {
		err = json.Unmarshal(data, &content)
	}
	if err != nil {
		return content, fmt.Errorf("read the answers: %w", err)
	}
	return content, nil
}

func filedOf[C record.Content[C]](t *record.Filing[C]) (filed, error) {
	f := filed{Head: t.Head, content: t.Content, row: t.Row(), cancelled: t.Cancelled}
	var err error
	if f.values, err = valuesOf(t.Content); err != nil {
		return f, err
	}
	for _, e := range t.Events {
		var told filedFact
		switch fact := e.Fact.(type) {
		case record.Filed[C]:
			told.values, err = valuesOf(fact.Content)
		case record.Corrected[C]:
			told.reason = fact.Reason
			told.values, err = valuesOf(fact.Content)
		case record.Cancelled:
			told.reason = fact.Reason
		}
		if err != nil {
			return f, err
		}
		f.story = append(f.story, told)
	}
	return f, nil
}

// valuesOf are the fields of a content as texts, by the names of the log.
func valuesOf(content any) (map[string]string, error) {
	data, err := json.Marshal(content)
	if err != nil {
		return nil, fmt.Errorf("write the content: %w", err)
	}
	read := json.NewDecoder(bytes.NewReader(data))
	read.UseNumber() // đồng are more than a float64 writes plainly
	var fields map[string]any
	if err := read.Decode(&fields); err != nil {
		return nil, fmt.Errorf("write the content: %w", err)
	}
	values := make(map[string]string, len(fields))
	for name, value := range fields {
		values[name] = fmt.Sprint(value)
	}
	return values, nil
}
