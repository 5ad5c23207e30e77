package record

import (
	"errors"

	"motcua"
	"motcua/calendar"
	"motcua/vietnamese"
)

// Content is what a record says that is filled in as one form: an event, an
// estimate, an appointment. C is the type itself.
type Content[C any] interface {
	comparable
	// Noun is what the records are called in the store.
	Noun() string
	// Clean is the content with its texts tidied, or what is wrong with it, each
	// field by its name.
	Clean() (C, error)
	// Row is what lists keep of it.
	Row() Row
}

// Filing is a record that is filled in as one form, corrected as a whole, and
// cancelled when it was none.
type Filing[C Content[C]] struct {
	Head
	Content   C
	Cancelled string // the reason; "" while it stands
}

// Filed makes the record.
type Filed[C any] struct {
	Content C `json:"content"`
}

// Corrected puts other content in the place of what was filed; that stays in
// the log.
type Corrected[C any] struct {
	Content C      `json:"content"`
	Reason  string `json:"reason"`
}

// Cancelled says that what was filed does not hold.
type Cancelled struct {
	Reason string `json:"reason"`
}

// Kind is the name of the fact.
func (Filed[C]) Kind() string { return "filed" }

// Kind is the name of the fact.
func (Corrected[C]) Kind() string { return "corrected" }

// Kind is the name of the fact.
func (Cancelled) Kind() string { return "cancelled" }

// FilingKinds lists the facts of filings.
func FilingKinds() []string {
	return []string{Filed[Head]{}.Kind(), Corrected[Head]{}.Kind(), Cancelled{}.Kind()}
}

// FilingCodec reads the facts of filings of one content.
func FilingCodec[C Content[C]]() Codec {
	c := Codec{}
	Knows[Filed[C]](c)
	Knows[Corrected[C]](c)
	Knows[Cancelled](c)
	return c
}

// RebuildFiling adds the facts of a filing up.
func RebuildFiling[C Content[C]](head Head) (*Filing[C], error) {
	f := &Filing[C]{Head: head}
	for i, e := range head.Events {
		switch fact := e.Fact.(type) {
		case Filed[C]:
			f.Content = fact.Content
		case Corrected[C]:
			f.Content = fact.Content
		case Cancelled:
			f.Cancelled = fact.Reason
		}
		if _, first := e.Fact.(Filed[C]); first != (i == 0) {
			return nil, errors.New("rebuild filing: it does not begin with what was filed")
		}
	}
	return f, nil
}

// Row is what lists keep. One that is cancelled is out of the way of another of
// the same.
func (f *Filing[C]) Row() Row {
	r := f.Content.Row()
	if f.Cancelled != "" {
		r.State, r.Same, r.Ended = Cancelled{}.Kind(), "", f.Events[len(f.Events)-1].At
	}
	return r
}

// Correct puts other content in its place, for a reason.
func (f *Filing[C]) Correct(next C, reason string) (Fact, error) {
	reason, wrong := f.reason(reason)
	next, err := next.Clean()
	if err = joined(err, wrong); err != nil {
		return nil, err
	}
	if next == f.Content {
		return nil, motcua.InvalidField("reason", "record.unchanged")
	}
	return Corrected[C]{Content: next, Reason: reason}, nil
}

// Cancel takes it back, for a reason.
func (f *Filing[C]) Cancel(reason string) (Fact, error) {
	reason, err := f.reason(reason)
	if err != nil {
		return nil, err
	}
	return Cancelled{Reason: reason}, nil
}

func (f *Filing[C]) reason(reason string) (string, error) {
	if f.Cancelled != "" {
		return "", motcua.Refused(motcua.Conflict, "record.cancelled")
	}
	return Text("reason", reason, true)
}

// joined makes one fault of those of several fields; a refusal of the whole
// comes first.
func joined(errs ...error) error {
	var faults []*motcua.Fault
	for _, err := range errs {
		f, ok := motcua.AsFault(err)
		switch {
		case err == nil:
		case !ok || f.Kind != motcua.Invalid:
			return err
		default:
			faults = append(faults, f)
		}
	}
	return motcua.Join(faults...)
}

// textMost is how many letters a text of a record has at most.
const textMost = 2000

// Text tidies a text that was typed; one that is needed is refused when it is
// empty.
func Text(field, s string, needed bool) (string, error) {
	s, err := vietnamese.Clean(field, s)
	switch {
	case err != nil:
		return "", err
	case s == "" && needed:
		return "", motcua.InvalidField(field, "record.needed")
	case len([]rune(s)) > textMost:
		return "", motcua.InvalidField(field, "record.tooLong", "Most", textMost)
	}
	return s, nil
}

// Check gathers what is wrong with the fields of a content.
type Check struct{ errs []error }

// Text tidies a text where it stands.
func (c *Check) Text(field string, s *string, needed bool) {
	text, err := Text(field, *s, needed)
	*s = text
	c.errs = append(c.errs, err)
}

// Whole refuses a number below zero, or above the most there can be.
func (c *Check) Whole(field string, n, most int64) {
	if n < 0 || n > most {
		c.Wrong(motcua.InvalidField(field, "record.number", "Most", most))
	}
}

// Day refuses a day that is needed and missing, or that no office has.
func (c *Check) Day(field string, d calendar.Date, needed bool) {
	switch {
	case d.IsZero() && needed:
		c.Wrong(motcua.InvalidField(field, "record.needed"))
	case !d.IsZero():
		c.Year(field, d.Year)
	}
}

// Year refuses a year that no office has.
func (c *Check) Year(field string, year int) {
	if year < 1990 || year > 2100 {
		c.Wrong(motcua.InvalidField(field, "record.year"))
	}
}

// Order refuses an end before its beginning.
func (c *Check) Order(field string, from, to calendar.Date) {
	if !to.IsZero() && to.Before(from) {
		c.Wrong(motcua.InvalidField(field, "record.order", "From", from))
	}
}

// Wrong adds a fault of one's own.
func (c *Check) Wrong(err error) { c.errs = append(c.errs, err) }

// Err is all that is wrong; nil when nothing is.
func (c *Check) Err() error { return joined(c.errs...) }
