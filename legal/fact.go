package legal

import (
	"errors"
	"fmt"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/record"
	"motcua/vietnamese"
)

// Registered is a document taken into the register.
type Registered struct{ Content }

// Edited says anew what the document says of itself.
type Edited struct{ Content }

// Related is an effect of the document on another.
type Related struct{ Relation }

// Removed is a document entered by mistake.
type Removed struct {
	Reason string `json:"reason"`
}

// Kind is the name of the fact in the log.
func (Registered) Kind() string { return "legalRegistered" }

// Kind is the name of the fact in the log.
func (Edited) Kind() string { return "legalEdited" }

// Kind is the name of the fact in the log.
func (Related) Kind() string { return "legalRelated" }

// Kind is the name of the fact in the log.
func (Reviewed) Kind() string { return "legalReviewed" }

// Kind is the name of the fact in the log.
func (Removed) Kind() string { return "legalRemoved" }

// FactKinds are the names of the facts.
func FactKinds() []string {
	return []string{Registered{}.Kind(), Edited{}.Kind(), Related{}.Kind(), Reviewed{}.Kind(), Removed{}.Kind()}
}

// Codec reads the facts of legal documents.
func Codec() record.Codec {
	c := record.Codec{}
	record.Knows[Registered](c)
	record.Knows[Edited](c)
	record.Knows[Related](c)
	record.Knows[Reviewed](c)
	record.Knows[Removed](c)
	return c
}

// Rebuild makes a document of its facts.
func Rebuild(head record.Head) (*Document, error) {
	d := &Document{Head: head}
	for _, e := range head.Events {
		switch f := e.Fact.(type) {
		case Registered:
			d.Content = f.Content
		case Edited:
			d.Content = f.Content
		case Related:
			d.Relations = append(d.Relations, f.Relation)
		case Reviewed:
			d.Reviews = append(d.Reviews, f)
		case Removed:
			d.Removed = f.Reason
		default:
			return nil, fmt.Errorf("legal document: unknown fact %T", f)
		}
	}
	return d, nil
}

// The longest texts, in letters.
const (
	numberLongest = 60
	titleLongest  = 1000
	noteLongest   = 2000
)

// Prepare tidies what a document says of itself and says what is wrong with it.
func (c Content) Prepare(today calendar.Date) (Content, error) {
	faults := []*motcua.Fault{tidy("number", &c.Number, numberLongest, true), tidy("issuer", &c.Issuer, titleLongest, true), tidy("title", &c.Title, titleLongest, true),
		tidy("field", &c.Field, titleLongest, false), tidy("source", &c.Source, titleLongest, false), tidy("note", &c.Note, noteLongest, false)}
	if !known(Types(), c.Type) {
		faults = append(faults, motcua.InvalidField("type", "legal.type.unknown"))
	}
	switch {
	case c.Issued.IsZero():
		faults = append(faults, motcua.InvalidField("issued", "legal.required.issued"))
	case c.Issued.After(today):
		faults = append(faults, motcua.InvalidField("issued", "legal.issuedAhead", "Date", c.Issued))
	}
	if !c.From.IsZero() && c.From.Before(c.Issued) {
		faults = append(faults, motcua.InvalidField("from", "legal.fromEarly", "Date", c.From, "Issued", c.Issued))
	}
	if !c.Until.IsZero() && (c.From.IsZero() || c.Until.Before(c.From)) {
		faults = append(faults, motcua.InvalidField("until", "legal.untilEarly", "Date", c.Until))
	}
	return c, joined(faults)
}

// Register makes the first fact of a document.
func Register(c Content, today calendar.Date) ([]record.Fact, error) {
	c, err := c.Prepare(today)
	return []record.Fact{Registered{c}}, err
}

// Edit says anew what the document says of itself.
func (d *Document) Edit(c Content, today calendar.Date) ([]record.Fact, error) {
	if err := d.closed(); err != nil {
		return nil, err
	}
	c, err := c.Prepare(today)
	if len(c.Files) == 0 {
		c.Files = d.Files
	}
	return []record.Fact{Edited{c}}, err
}

// Relate notes an effect of the document on another.
func (d *Document) Relate(r Relation) ([]record.Fact, error) {
	if err := d.closed(); err != nil {
		return nil, err
	}
	faults := []*motcua.Fault{tidy("other", &r.Other, numberLongest, true), tidy("part", &r.Part, titleLongest, false)}
	if !known(EffectKinds(), r.Effect) {
		faults = append(faults, motcua.InvalidField("effect", "legal.effect.unknown"))
	}
	if Same(r.Other, d.Number) {
		faults = append(faults, motcua.InvalidField("other", "legal.effect.itself", "Number", d.Number))
	}
	if r.Effect != Suspends && !r.Until.IsZero() {
		faults = append(faults, motcua.InvalidField("until", "legal.effect.untilOnly"))
	}
	if !r.Until.IsZero() && r.Until.Before(d.since(r)) {
		faults = append(faults, motcua.InvalidField("until", "legal.untilEarly", "Date", r.Until))
	}
	if slices.ContainsFunc(d.Relations, func(old Relation) bool {
		return old.Effect == r.Effect && Same(old.Other, r.Other) && old.Part == r.Part
	}) {
		faults = append(faults, motcua.InvalidField("other", "legal.effect.twice", "Number", r.Other))
	}
	return []record.Fact{Related{r}}, joined(faults)
}

// Review notes what a review of a period found of the document.
func (d *Document) Review(r Reviewed, today calendar.Date) ([]record.Fact, error) {
	if err := d.closed(); err != nil {
		return nil, err
	}
	faults := []*motcua.Fault{tidy("reason", &r.Reason, noteLongest, r.Proposal != Keep)}
	if !known(Proposals(), r.Proposal) {
		faults = append(faults, motcua.InvalidField("proposal", "legal.proposal.unknown"))
	}
	if r.From.IsZero() || r.To.IsZero() {
		faults = append(faults, motcua.InvalidField("from", "legal.required.period"))
	} else if r.To.Before(r.From) {
		faults = append(faults, motcua.InvalidField("to", "legal.periodBackwards", "From", r.From, "To", r.To))
	}
	switch {
	case r.On.IsZero():
		faults = append(faults, motcua.InvalidField("on", "legal.required.on"))
	case r.On.After(today):
		faults = append(faults, motcua.InvalidField("on", "legal.onAhead", "Date", r.On))
	}
	return []record.Fact{r}, joined(faults)
}

// Remove takes a document that was entered by mistake out of the register.
func (d *Document) Remove(reason string) ([]record.Fact, error) {
	if err := d.closed(); err != nil {
		return nil, err
	}
	fault := tidy("reason", &reason, noteLongest, true)
	return []record.Fact{Removed{reason}}, joined([]*motcua.Fault{fault})
}

func tidy(field string, text *string, most int, required bool) *motcua.Fault {
	clean, err := vietnamese.Clean(field, *text)
	var fault *motcua.Fault
	if errors.As(err, &fault) {
		return fault
	}
	switch *text = clean; {
	case required && clean == "":
		return motcua.InvalidField(field, "legal.required."+field)
	case len([]rune(clean)) > most:
		return motcua.InvalidField(field, "legal.long", "Most", most)
	}
	return nil
}

func joined(faults []*motcua.Fault) error {
	return motcua.Join(slices.DeleteFunc(faults, func(f *motcua.Fault) bool { return f == nil })...)
}
