package office

import (
	"context"
	"crypto/subtle"
	"slices"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
)

// earlierMost is how many earlier dossiers of a person are offered.
const earlierMost = 5

// Earlier lists for the desk the dossiers that a person had before, by a number
// of theirs or a telephone, the latest first.
func (o *Office) Earlier(ctx context.Context, by identity.Actor, number string) ([]*View, error) {
	if err := identity.Can(by, identity.Receive, identity.Object{}); err != nil {
		return nil, err
	}
	n := dossier.Party{Identifier: number}.Number()
	if phone, err := identity.Phone(number); err == nil {
		n = phone
	}
	found, err := o.store.EarlierOf(ctx, n, earlierMost)
	if err != nil {
		return nil, err
	}
	views := make([]*View, 0, len(found))
	for _, s := range found {
		view, err := o.Dossier(ctx, by, s.Code)
		if err != nil {
			return nil, err
		}
		views = append(views, view)
	}
	return views, nil
}

// batchMost is how many dossiers are handed over or taken at once.
const batchMost = 50

// Passed is what became of one code of a batch, or what would become of it.
type Passed struct {
	Code string
	View *View          // nil when the dossier is not there or not to be read
	To   dossier.Holder // who has it then
	Done bool           // it stands there already, so there is nothing to do
	Err  error          // why not
}

// Pass is a way in which a batch of dossiers moves.
type Pass string

// The ways.
const (
	PassOn Pass = "handOver" // to the holder of the next leg
	TakeIn Pass = "take"     // what was handed over
)

// Preview tells what would become of each code, without doing anything.
func (o *Office) Preview(ctx context.Context, by identity.Actor, way Pass, codes []string) ([]Passed, error) {
	return o.batch(ctx, by, codes, func(p *Passed) error {
		_, err := o.pass(by, way, p)
		return err
	})
}

// PassAll moves each dossier that can be moved, each by a decision of its own;
// what cannot be says why, and holds up no other.
func (o *Office) PassAll(ctx context.Context, by identity.Actor, way Pass, codes []string) ([]Passed, error) {
	return o.batch(ctx, by, codes, func(p *Passed) error {
		handover, err := o.pass(by, way, p)
		if err != nil || p.Done {
			return err
		}
		var view *View
		if way == TakeIn {
			view, err = o.Take(ctx, by, handover)
		} else {
			view, _, err = o.HandOver(ctx, by, Target{Code: p.Code, Expected: p.View.Version()}, "", "")
		}
		if err == nil {
			p.View = view
		}
		return err
	})
}

func (o *Office) batch(ctx context.Context, by identity.Actor, codes []string, each func(*Passed) error) ([]Passed, error) {
	if len(by.Posts) == 0 {
		return nil, motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	if len(codes) > batchMost {
		return nil, motcua.InvalidField("scan", "counter.batch.many", "Most", batchMost)
	}
	var list []Passed
	for _, code := range codes {
		p := Passed{Code: dossier.ReadCode(code)}
		if slices.ContainsFunc(list, func(other Passed) bool { return other.Code == p.Code }) {
			continue
		}
		p.View, p.Err = o.Dossier(ctx, by, p.Code)
		if p.Err == nil {
			p.Err = each(&p)
		}
		if p.Err != nil && motcua.KindOf(p.Err) == motcua.Internal {
			return nil, p.Err
		}
		list = append(list, p)
	}
	return list, nil
}

// pass decides what would become of a dossier, on a copy; it gives the id of the
// hand-over to be taken.
func (o *Office) pass(by identity.Actor, way Pass, p *Passed) (string, error) {
	d := p.View.Dossier
	if way == TakeIn {
		return passIn(by, p, d)
	}
	if h, pending := d.Pending(); pending {
		p.To = h.To
		return "", motcua.Refused(motcua.Conflict, "counter.batch.given", "At", h.GivenAt)
	}
	if err := identity.Can(by, identity.HandOver, d.Object()); err != nil {
		return "", err
	}
	act := o.act(by)
	act.At = notBefore(d, act.At)
	_, events, _, err := d.HandOver(act, "", "", "")
	if err != nil {
		return "", p.View.Book.named(err)
	}
	for _, e := range events {
		if f, ok := e.Fact.(dossier.Given); ok {
			p.To = f.Handover.To
		}
	}
	return "", nil
}

func passIn(by identity.Actor, p *Passed, d *dossier.Dossier) (string, error) {
	h, pending := d.Pending()
	if !pending {
		p.To = d.Holder
		if p.Done = by.In(d.Holder.Agency, d.Holder.Unit); p.Done {
			return "", nil
		}
		return "", motcua.Refused(motcua.Conflict, "counter.batch.notGiven")
	}
	p.To = h.To
	on := d.Object()
	on.ToAgency, on.ToUnit = h.To.Agency, h.To.Unit
	return h.ID, identity.Can(by, identity.Accept, on)
}

// PickUp is how a result leaves over the counter.
type PickUp struct {
	Checked bool   // the officer has held the person against the paper they showed
	Key     string // the lookup key of the receipt, typed as a pick-up code
	Name    string // or the name of who signed for it
}

// HandToHolder gives the result to whoever came for it, after the officer has
// checked who that is: by the key of the receipt, or by the name they signed.
func (o *Office) HandToHolder(ctx context.Context, by identity.Actor, t Target, p PickUp) (*View, error) {
	return o.change(ctx, by, t, identity.Return, func(d *dossier.Dossier, _ *Book, act dossier.Act) (*dossier.Dossier, []dossier.Event, error) {
		if _, _, err := d.HandOut(act, p.Name, true); err != nil && motcua.KindOf(err) == motcua.Conflict {
			return nil, nil, err // what cannot be returned says so, whatever is missing
		}
		key, shaped := dossier.ReadKey(p.Key)
		var faults []*motcua.Fault
		if p.Key != "" && (!shaped || subtle.ConstantTimeCompare([]byte(key), []byte(d.Key)) != 1) {
			faults = append(faults, motcua.InvalidField("pickUp", "counter.pickUp.wrong"))
		}
		if p.Key == "" && p.Name == "" {
			faults = append(faults, motcua.InvalidField("receivedBy", "counter.pickUp.none"))
		}
		if !p.Checked {
			faults = append(faults, motcua.InvalidField("checked", "counter.pickUp.unchecked"))
		}
		if err := motcua.Join(faults...); err != nil {
			return nil, nil, err
		}
		return d.HandOut(act, p.Name, p.Key != "")
	})
}

// PostLabel is what stands on the envelope of a result.
type PostLabel struct {
	Code    string
	Name    string
	Address string
	Phone   string
}

// PostLabels are the labels of the results that are to go by post, of one page
// of what waits to be returned; with codes, of those alone.
func (o *Office) PostLabels(ctx context.Context, by identity.Actor, after string, codes []string) (Page[PostLabel], error) {
	list, err := o.ToReturn(ctx, by, after)
	labels := Page[PostLabel]{Next: list.Next}
	if err != nil {
		return labels, err
	}
	for _, s := range list.Items {
		if len(codes) > 0 && !slices.Contains(codes, s.Code) {
			continue
		}
		view, err := o.Dossier(ctx, by, s.Code)
		if err != nil {
			return labels, err
		}
		in := view.Intake
		if in.Delivery != dossier.ByPost {
			continue
		}
		to := in.Applicant
		if in.Submitter.Name != "" && in.DeliveryAddress != "" {
			to = in.Submitter
		}
		label := PostLabel{Code: s.Code, Name: to.Name, Address: in.DeliveryAddress, Phone: to.Phone}
		if label.Address == "" {
			label.Address = in.Applicant.Address
		}
		labels.Items = append(labels.Items, label)
	}
	return labels, nil
}
