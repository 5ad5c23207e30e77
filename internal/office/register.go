package office

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/document"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/register"
)

// DocumentView is an official document as of one moment, with its clock reckoned.
type DocumentView struct {
	*register.Document
	Book  *Book
	At    time.Time
	Clock *register.Clock // nil when it has no date
}

// DocumentTarget is the document that a use case is about. Expected is the
// version its reader saw; 0 when the reader does not mind.
type DocumentTarget struct {
	ID       string
	Expected int
}

// TakeNumber takes the next number of a series within the transaction of what
// is numbered: twenty takers at once get twenty numbers, and a change that fails
// leaves no gap.
func (o *Office) TakeNumber(ctx context.Context, tx *store.Tx, s register.Series) (int, error) {
	return tx.NextNumber(ctx, s.Scope(), strconv.Itoa(s.Year))
}

// Document shows an official document to somebody who may know of it.
func (o *Office) Document(ctx context.Context, by identity.Actor, id string) (*DocumentView, error) {
	b, d, _, err := o.readableDocument(ctx, by, id)
	if err != nil {
		return nil, err
	}
	return o.documentView(b, d)
}

// readableDocument loads a document for somebody who may know of it. Those who
// may not get the same answer as for one that does not exist.
func (o *Office) readableDocument(ctx context.Context, by identity.Actor, id string) (*Book, *register.Document, string, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, nil, "", err
	}
	log, err := o.store.DocumentFacts(ctx, id)
	if err != nil {
		return nil, nil, "", err
	}
	unknown := motcua.Refused(motcua.NotFound, "register.unknown")
	if len(log.Events) == 0 {
		return nil, nil, "", unknown
	}
	d, err := register.Rebuild(log.Events)
	if err != nil {
		return nil, nil, "", err
	}
	if identity.Can(by, identity.ReadDocument, d.Object()) != nil {
		return nil, nil, "", unknown
	}
	return b, d, log.Last, nil
}

func (o *Office) documentView(b *Book, d *register.Document) (*DocumentView, error) {
	v := &DocumentView{Document: d, Book: b, At: o.Now()}
	cal, err := b.Calendars.Of(d.Agency)
	if err != nil {
		return nil, err
	}
	v.Clock, err = d.Clock(cal, v.At)
	return v, err
}

func (o *Office) summarizeDocument(b *Book, d *register.Document, now time.Time) (register.Summary, error) {
	cal, err := b.Calendars.Of(d.Agency)
	if err != nil {
		return register.Summary{}, err
	}
	return d.Summarize(cal, now)
}

// NumberDocument enters a signed outgoing document and gives it its number. The
// document that it replaces, or puts right, is told.
func (o *Office) NumberDocument(ctx context.Context, by identity.Actor, out register.Outgoing) (*DocumentView, error) {
	b, act, err := o.keepsRegister(ctx, by)
	if err != nil {
		return nil, err
	}
	if out, err = out.Prepare(calendar.DateOf(act.At)); err != nil {
		return nil, err
	}
	if err := motcua.Join(o.unitFault(b, out.Unit)); err != nil {
		return nil, err
	}
	if err := o.namedReaders(ctx, out.Content); err != nil {
		return nil, err
	}
	if err := o.acceptPapers(ctx, out.Files); err != nil {
		return nil, err
	}
	series := out.Series(o.settings.LeadAgency)
	var old *register.Document
	var last string
	if id := out.Replaces + out.Corrects; id != "" {
		if _, old, last, err = o.readableDocument(ctx, by, id); err != nil {
			return nil, err
		}
	}
	var d *register.Document
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		n := out.Number
		if n == 0 {
			if n, err = o.TakeNumber(ctx, tx, series); err != nil {
				return err
			}
		} else if err := tx.RaiseNumber(ctx, series.Scope(), strconv.Itoa(series.Year), n); err != nil {
			return err
		}
		var events []register.Event
		if d, events, err = register.GiveNumber(newID(), series, n, out, act); err != nil {
			return err
		}
		if err := o.createDocument(ctx, tx, b, d, events, act); err != nil || old == nil {
			return err
		}
		next, told, err := old.Supersede(act, d)
		if err != nil {
			return err
		}
		return o.appendDocument(ctx, tx, b, next, last, told, act)
	})
	if errors.Is(err, store.ErrStale) {
		return nil, motcua.Refused(motcua.Conflict, "register.stale", "Version", int64(old.Version()))
	}
	if err != nil {
		return nil, err
	}
	return o.documentView(b, d)
}

// EnterDocument enters an incoming document under the next arrival number of the
// year. One that is entered already is named, and entered again with a reason.
func (o *Office) EnterDocument(ctx context.Context, by identity.Actor, in register.Incoming) (*DocumentView, error) {
	b, act, err := o.keepsRegister(ctx, by)
	if err != nil {
		return nil, err
	}
	today := calendar.DateOf(act.At)
	if in, err = in.Prepare(today); err != nil {
		return nil, err
	}
	if err := o.namedReaders(ctx, in.Content); err != nil {
		return nil, err
	}
	if err := o.acceptPapers(ctx, in.Files); err != nil {
		return nil, err
	}
	if err := o.enteredBefore(ctx, by, in); err != nil {
		return nil, err
	}
	series := register.Series{Agency: o.settings.LeadAgency, Kind: register.Arrivals, Year: today.Year, Secret: in.IsSecret()}
	var d *register.Document
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		n, err := o.TakeNumber(ctx, tx, series)
		if err != nil {
			return err
		}
		var events []register.Event
		if d, events, err = register.Enter(newID(), series, n, in, act); err != nil {
			return err
		}
		return o.createDocument(ctx, tx, b, d, events, act)
	})
	if err != nil {
		return nil, err
	}
	return o.documentView(b, d)
}

// enteredBefore refuses a document that is entered already, unless the reason
// for entering it again is given. Secret ones that the clerk may not know of are
// not told.
func (o *Office) enteredBefore(ctx context.Context, by identity.Actor, in register.Incoming) error {
	if in.Again != "" {
		return nil
	}
	ids, err := o.store.DocumentsSaid(ctx, in.Same())
	for _, id := range ids {
		_, d, _, err := o.readableDocument(ctx, by, id)
		if err != nil {
			if motcua.KindOf(err) == motcua.NotFound {
				continue
			}
			return err
		}
		return motcua.InvalidField("again", "register.again", "Number", strconv.Itoa(d.Number), "Year", strconv.Itoa(d.Series.Year), "Symbol", d.Symbol, "Date", calendar.DateOf(d.EnteredAt))
	}
	return err
}

// keepsRegister is the beginning of what the records clerk does.
func (o *Office) keepsRegister(ctx context.Context, by identity.Actor) (*Book, register.Act, error) {
	if err := identity.Can(by, identity.KeepRegister, identity.Object{LeadAgency: o.settings.LeadAgency}); err != nil {
		return nil, register.Act{}, err
	}
	b, err := o.Book(ctx)
	return b, register.Act{At: o.Now(), By: by}, err
}

func (o *Office) unitFault(b *Book, unit string) *motcua.Fault {
	if _, ok := b.Agency(o.settings.LeadAgency).Unit(unit); !ok {
		return motcua.InvalidField("unit", "register.unit.unknown")
	}
	return nil
}

// namedReaders refuses readers of a secret document who are not of the department.
func (o *Office) namedReaders(ctx context.Context, c register.Content) error {
	if len(c.Readers) == 0 {
		return nil
	}
	people, err := o.RegisterPeople(ctx)
	if err != nil {
		return err
	}
	for _, reader := range c.Readers {
		if !slices.ContainsFunc(people, func(p identity.Person) bool { return p.ID == reader }) {
			return motcua.InvalidField("readers", "register.person.unknown")
		}
	}
	return nil
}

// RegisterPeople lists the people of the department who may be given documents.
func (o *Office) RegisterPeople(ctx context.Context) ([]identity.Person, error) {
	people, err := o.store.People(ctx)
	return slices.DeleteFunc(people, func(p identity.Person) bool {
		return !p.Active || !p.Acting("").In(o.settings.LeadAgency, "", identity.Head, identity.Specialist, identity.Office, identity.Director)
	}), err
}

// acceptPapers refuses files that are not known, or of a kind that is not taken.
func (o *Office) acceptPapers(ctx context.Context, ids []string) error {
	var faults []*motcua.Fault
	for _, id := range ids {
		f, err := o.file(ctx, id)
		if motcua.KindOf(err) == motcua.NotFound && err != nil {
			faults = append(faults, motcua.InvalidField("files", "document.unknown"))
			continue
		}
		if err != nil {
			return err
		}
		if fault := document.Paper(f); fault != nil {
			faults = append(faults, motcua.InvalidField("files", fault.Text.Key, "Name", f.Name))
		}
	}
	return motcua.Join(faults...)
}

func (o *Office) createDocument(ctx context.Context, tx *store.Tx, b *Book, d *register.Document, events []register.Event, act register.Act) error {
	s, err := o.summarizeDocument(b, d, act.At)
	if err != nil {
		return err
	}
	return tx.CreateDocument(ctx, s, events)
}

func (o *Office) appendDocument(ctx context.Context, tx *store.Tx, b *Book, d *register.Document, last string, events []register.Event, act register.Act) error {
	s, err := o.summarizeDocument(b, d, act.At)
	if err != nil {
		return err
	}
	return tx.AppendDocument(ctx, s, last, events)
}

// DocumentFile is a file of a document, for somebody who may know of it.
func (o *Office) DocumentFile(ctx context.Context, by identity.Actor, id, file string) (document.File, error) {
	_, d, _, err := o.readableDocument(ctx, by, id)
	if err != nil {
		return document.File{}, err
	}
	if !d.HasFile(file) {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, file)
}

// FilesOfDocument tells what the files of a document are, for readers who have
// been given the document.
func (o *Office) FilesOfDocument(ctx context.Context, v *DocumentView) ([]document.File, error) {
	var files []document.File
	for _, id := range v.Files {
		f, err := o.file(ctx, id)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// linked completes a link: a dossier must be one that the reader may see.
func (o *Office) linked(ctx context.Context, by identity.Actor, link register.Link) (register.Link, error) {
	if link.Kind != register.ToDossier || link.Target == "" {
		return link, nil
	}
	link.Target = dossier.ReadCode(link.Target)
	v, err := o.Dossier(ctx, by, link.Target)
	if kind := motcua.KindOf(err); err != nil && (kind == motcua.NotFound || kind == motcua.Forbidden) {
		return link, motcua.InvalidField("target", "register.dossier.unknown", "Code", link.Target)
	}
	if err == nil && link.Label == "" {
		link.Label = v.Name
	}
	return link, err
}
