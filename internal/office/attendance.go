package office

import (
	"cmp"
	"context"
	"crypto/subtle"
	"errors"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/document"
	"motcua/dossier"
	"motcua/event"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
	"motcua/register"
)

// Tick says whether somebody who registered for an event came.
func (o *Office) Tick(ctx context.Context, by identity.Actor, id string, t RecordTarget, came bool) (*event.Registration, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return nil, err
	}
	e, _, err := FilingsOf[event.Event](o).kind.read(ctx, o, id)
	if err != nil {
		return nil, err
	}
	return registrations().change(ctx, o, by, t, func(r *event.Registration, act record.Act) ([]record.Fact, error) {
		if r.Event != id {
			return nil, motcua.Refused(motcua.NotFound, "record.unknown")
		}
		return e.Content.Tick(r, came, calendar.DateOf(act.At))
	})
}

// Arrive ticks whoever shows a ticket at the door: by what its picture says, the
// number of the seat, or the telephone number.
func (o *Office) Arrive(ctx context.Context, by identity.Actor, id, shown string) (*event.Registration, error) {
	list, err := o.Registrations(ctx, by, id)
	if err != nil {
		return nil, err
	}
	shown = strings.TrimSpace(shown)
	if shown == "" {
		return nil, motcua.InvalidField("ticket", "event.ticket.empty")
	}
	phone, notPhone := identity.Phone(shown)
	seat, notSeat := strconv.Atoi(shown)
	of, key, scanned := ticketIn(shown)
	for _, r := range list {
		if scanned && r.ID == of && opens(r, key) || !scanned && (notPhone == nil && r.Phone == phone || notSeat == nil && r.Seat == seat) {
			return o.Tick(ctx, by, id, RecordTarget{ID: r.ID}, true)
		}
	}
	return nil, motcua.InvalidField("ticket", "event.ticket.unknown")
}

// ticketIn reads the id and the key out of the address in the picture of a
// ticket.
func ticketIn(shown string) (id, key string, ok bool) {
	_, rest, found := strings.Cut(shown, "/ve/")
	id, key, whole := strings.Cut(rest, "/")
	return id, key, found && whole
}

func opens(r *event.Registration, key string) bool {
	typed, ok := dossier.ReadKey(key)
	return ok && subtle.ConstantTimeCompare([]byte(typed), []byte(r.Key)) == 1
}

// CertifyCourse gives a certificate to everybody who came to a course and has none,
// with the next numbers of the year; all get theirs or nobody does. It tells how
// many it gave.
func (o *Office) CertifyCourse(ctx context.Context, by identity.Actor, id string) (int, error) {
	if err := identity.Can(by, identity.KeepReform, o.reform()); err != nil {
		return 0, err
	}
	b, err := o.Book(ctx)
	if err != nil {
		return 0, err
	}
	sign := register.Abbreviation(b.Agency(o.settings.LeadAgency).Name)
	for attempt := 1; ; attempt++ {
		e, _, err := FilingsOf[event.Event](o).kind.read(ctx, o, id)
		if err != nil {
			return 0, err
		}
		if e.Cancelled != "" {
			return 0, motcua.Refused(motcua.Conflict, "record.cancelled")
		}
		act := record.Act{At: o.Now(), By: by}
		if err := e.Content.Certifies(calendar.DateOf(act.At)); err != nil {
			return 0, err
		}
		logs, err := o.store.Records(ctx, store.RecordFilter{Noun: registrations().noun, Parent: id, State: "came"}, registrations().codec)
		if err != nil {
			return 0, err
		}
		given := 0
		err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
			given, err = o.certifyAll(ctx, tx, e.Content, logs, act, sign)
			return err
		})
		if !errors.Is(err, store.ErrStale) || attempt == attempts {
			return given, err
		}
	}
}

func (o *Office) certifyAll(ctx context.Context, tx *store.Tx, e event.Event, logs []store.RecordLog, act record.Act, sign string) (given int, err error) {
	today := calendar.DateOf(act.At)
	for i := len(logs) - 1; i >= 0; i-- { // in the order in which they registered
		r, err := registrations().rebuild(record.Head{ID: logs[i].ID, Events: logs[i].Events})
		if err != nil {
			return 0, err
		}
		if !r.Certifiable() {
			continue
		}
		number, err := tx.NextNumber(ctx, "event.certificate", strconv.Itoa(today.Year))
		if err != nil {
			return 0, err
		}
		check, err := newKey()
		if err != nil {
			return 0, err
		}
		fact, err := e.Certify(r, number, sign, check, today)
		if err != nil {
			return 0, err
		}
		if r, err = registrations().append(ctx, tx, r.Head, logs[i].Last, act, fact); err != nil {
			return 0, err
		}
		if err := o.writeSeated(ctx, tx, r, "event.certified", "Title", e.Title, "Number", r.Certificate.Number); err != nil {
			return 0, err
		}
		given++
	}
	if given == 0 {
		return 0, motcua.Refused(motcua.Conflict, "event.certify.none")
	}
	return given, nil
}

// Ticket is a seat with its event, for whoever holds it or keeps the event.
type Ticket struct {
	*event.Registration
	Of event.Event
	// Off is why the event was called off; "" while it stands.
	Off string
}

// TicketOf opens a ticket by its key. A wrong id and a wrong key get the same
// answer.
func (o *Office) TicketOf(ctx context.Context, id, key string) (Ticket, error) {
	unknown := motcua.Refused(motcua.NotFound, "event.ticket.none")
	r, _, err := registrations().read(ctx, o, id)
	if motcua.KindOf(err) == motcua.NotFound && err != nil {
		return Ticket{}, unknown
	}
	if err != nil {
		return Ticket{}, err
	}
	if !opens(r, key) {
		return Ticket{}, unknown
	}
	return o.ticket(ctx, r)
}

func (o *Office) ticket(ctx context.Context, r *event.Registration) (Ticket, error) {
	e, _, err := FilingsOf[event.Event](o).kind.read(ctx, o, r.Event)
	if err != nil {
		return Ticket{}, err
	}
	return Ticket{Registration: r, Of: e.Content, Off: e.Cancelled}, nil
}

// JudgeEvent keeps how satisfied the holder of a ticket was, once.
func (o *Office) JudgeEvent(ctx context.Context, id, key string, said event.Judged) error {
	t, err := o.TicketOf(ctx, id, key)
	if err != nil {
		return err
	}
	if t.Off != "" {
		return motcua.Refused(motcua.Conflict, "record.cancelled")
	}
	_, err = registrations().change(ctx, o, identity.Actor{}, RecordTarget{ID: id}, func(r *event.Registration, act record.Act) ([]record.Fact, error) {
		fact, err := t.Of.Judge(r, said, calendar.DateOf(act.At))
		return []record.Fact{fact}, err
	})
	return err
}

// EventSatisfaction is how satisfied those were who came to an event, and what they
// said, the lowest score first: nobody is named.
func (o *Office) EventSatisfaction(ctx context.Context, by identity.Actor, id string) (event.Satisfaction, []event.Judged, error) {
	if err := identity.Can(by, identity.ReadReform, o.reform()); err != nil {
		return event.Satisfaction{}, nil, err
	}
	list, err := registrations().list(ctx, o, store.RecordFilter{Parent: id})
	said := []event.Judged{}
	for _, r := range list {
		if r.Judged.Score > 0 {
			said = append(said, r.Judged)
		}
	}
	slices.SortFunc(said, func(a, b event.Judged) int { return cmp.Or(a.Score-b.Score, cmp.Compare(a.Remark, b.Remark)) })
	return event.SatisfactionOf(list), said, err
}

// VerifyCertificate tells whoever was shown a certificate that it was given: by
// its code and the letters that are on the paper alone.
func (o *Office) VerifyCertificate(ctx context.Context, code, check string) (Ticket, error) {
	unknown := motcua.Refused(motcua.NotFound, "result.unknown")
	typed, ok := dossier.ReadKey(check)
	if !ok || code == "" {
		return Ticket{}, unknown
	}
	list, err := registrations().list(ctx, o, store.RecordFilter{Number: code})
	if err != nil {
		return Ticket{}, err
	}
	for _, r := range list {
		if r.Certificate.Code == code && subtle.ConstantTimeCompare([]byte(typed), []byte(r.Certificate.Check)) == 1 {
			return o.ticket(ctx, r)
		}
	}
	return Ticket{}, unknown
}

// CourseCertificates are those of an event, for the office: of everybody, or of one
// registration.
func (o *Office) CourseCertificates(ctx context.Context, by identity.Actor, id, one string) ([]Ticket, error) {
	list, err := o.Registrations(ctx, by, id)
	if err != nil {
		return nil, err
	}
	var given []Ticket
	for _, r := range list {
		if r.Certificate.Code == "" || one != "" && r.ID != one {
			continue
		}
		t, err := o.ticket(ctx, r)
		if err != nil {
			return nil, err
		}
		given = append(given, t)
	}
	if len(given) == 0 {
		return nil, motcua.Refused(motcua.NotFound, "event.certificate.none")
	}
	return given, nil
}

// EventPapers are what everybody may have of an event that everybody may see.
func (o *Office) EventPapers(ctx context.Context, id string) ([]FilingPaper, error) {
	if _, err := o.OpenEvent(ctx, id); err != nil {
		return nil, err
	}
	return o.openPapers(ctx, id)
}

// EventPaper is one of them.
func (o *Office) EventPaper(ctx context.Context, id, file string) (document.File, error) {
	list, err := o.EventPapers(ctx, id)
	if err != nil {
		return document.File{}, err
	}
	return paperNamed(list, file)
}
