package register

import (
	"slices"
	"strconv"

	"motcua"
	"motcua/calendar"
)

// Prepare completes and checks an incoming document. Its number and sign are
// written as the rules have them; one that breaks them is taken AsWritten.
func (in Incoming) Prepare(today calendar.Date) (Incoming, error) {
	if in.ReceivedOn.IsZero() {
		in.ReceivedOn = today
	}
	faults := append(in.prepare(today), tidy("sender", &in.Sender, 1, lineMost), tidy("again", &in.Again, 0, noteMost),
		tidy("symbol", &in.Symbol, 0, signMost), past("receivedOn", in.ReceivedOn, today))
	switch {
	case in.AsWritten || in.Symbol == "" && in.Kind != "":
	default:
		n, err := ReadNumber("symbol", in.Symbol, calendar.Date{})
		if fault, ok := motcua.AsFault(err); ok {
			faults = append(faults, fault)
			break
		}
		in.Symbol = n.String()
		if in.Kind == "" {
			in.Kind = n.Kind
		}
		if n.Year > 0 && !in.Date.IsZero() && n.Year != in.Date.Year {
			faults = append(faults, motcua.InvalidField("date", "register.number.year", "Symbol", in.Symbol, "Year", strconv.Itoa(n.Year)))
		}
	}
	if _, ok := KindOf(in.Kind); !ok && in.Kind != "" {
		faults = append(faults, motcua.InvalidField("kind", "register.choose.kind"))
	}
	if !in.Date.IsZero() && in.Date.After(in.ReceivedOn) {
		faults = append(faults, motcua.InvalidField("receivedOn", "register.received.before", "Date", in.Date))
	}
	return in, motcua.Join(faults...)
}

// Same is equal for incoming documents of one sender, number and date; "" for
// one without a number.
func (in Incoming) Same() string { return in.same() }

// Enter enters a prepared document under its arrival number.
func Enter(id string, s Series, n int, in Incoming, act Act) (*Document, []Event, error) {
	if in.IsSecret() && !slices.Contains(in.Readers, act.By.Person) {
		in.Readers = append(slices.Clip(in.Readers), act.By.Person)
	}
	return (&Document{}).with(act, Arrived{ID: id, Series: s, Number: n, Doc: in})
}

// Holder is a unit, or a person of it, that is given a document.
type Holder struct {
	Unit   string
	Person string
	Name   string // of the person
}

// Assign gives an incoming document to who deals with it, until a limit. It may
// be given anew while it is open.
func (d *Document) Assign(act Act, cal *calendar.Calendar, to Holder, limit Limit, note string) (*Document, []Event, error) {
	if err := d.in(DeedAssign); err != nil {
		return nil, nil, err
	}
	faults := []*motcua.Fault{d.to(to), tidy("note", &note, 0, noteMost)}
	if !limit.Term.IsZero() && !limit.Day.IsZero() {
		faults = append(faults, motcua.InvalidField("term", "register.limit.both"))
	}
	if today := calendar.DateOf(act.At); !limit.Day.IsZero() {
		switch works, err := cal.IsWorking(limit.Day); {
		case limit.Day.Before(today):
			faults = append(faults, motcua.InvalidField("term", "register.limit.past", "Date", limit.Day, "Today", today))
		case err != nil:
			faults = append(faults, motcua.InvalidField("term", "register.limit.unannounced", "Date", limit.Day))
		case !works:
			faults = append(faults, motcua.InvalidField("term", "register.limit.off", "Date", limit.Day))
		}
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, nil, err
	}
	return d.with(act, Given{Unit: to.Unit, Person: to.Person, Name: to.Name, Note: note, Limit: limit})
}

// PassOn gives it to another unit or person; the date stays.
func (d *Document) PassOn(act Act, to Holder, note string) (*Document, []Event, error) {
	if err := d.in(DeedPass); err != nil {
		return nil, nil, err
	}
	same := d.to(to)
	if same == nil && to.Unit == d.Unit && to.Person == d.Person {
		same = motcua.InvalidField("unit", "register.pass.same")
	}
	if err := motcua.Join(same, tidy("note", &note, 0, noteMost)); err != nil {
		return nil, nil, err
	}
	return d.with(act, Passed{Unit: to.Unit, Person: to.Person, Name: to.Name, Note: note})
}

// to says what is wrong with who is given the document: a secret one goes to a
// person, who then may know of it.
func (d *Document) to(h Holder) *motcua.Fault {
	switch {
	case h.Unit == "":
		return motcua.InvalidField("unit", "register.required.unit")
	case d.IsSecret() && h.Person == "":
		return motcua.InvalidField("unit", "register.secret.person")
	}
	return nil
}

// Complete records what was done about it, and the document that answers it.
func (d *Document) Complete(act Act, answer string, reply Other) (*Document, []Event, error) {
	if err := d.in(DeedComplete); err != nil {
		return nil, nil, err
	}
	if fault := tidy("answer", &answer, 1, noteMost); fault != nil {
		return nil, nil, fault
	}
	return d.with(act, Done{Answer: answer, Reply: reply.ID, Symbol: reply.Symbol})
}

// Tie links the document to something else.
func (d *Document) Tie(act Act, link Link) (*Document, []Event, error) {
	if err := d.in(DeedLink); err != nil {
		return nil, nil, err
	}
	faults := []*motcua.Fault{tidy("target", &link.Target, 1, lineMost), tidy("label", &link.Label, 0, lineMost)}
	if !slices.Contains(LinkKinds(), link.Kind) {
		faults = append(faults, motcua.InvalidField("kind", "register.choose.link"))
	}
	if slices.ContainsFunc(d.Links, func(l Link) bool { return l.Kind == link.Kind && l.Target == link.Target }) {
		faults = append(faults, motcua.InvalidField("target", "register.link.twice"))
	}
	if err := motcua.Join(faults...); err != nil {
		return nil, nil, err
	}
	return d.with(act, LinkMade{Link: link})
}
