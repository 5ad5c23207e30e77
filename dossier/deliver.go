package dossier

import (
	"strings"

	"motcua"
	"motcua/vietnamese"
)

// The limits of what is said about the delivery of a result.
const (
	trackingLimit = 40 // letters of the number of a postal item
	choicesMost   = 20 // times that one applicant changes the way
)

// DeliveryChosen is the way in which the applicant wants the result after all,
// chosen when the dossier had been submitted.
type DeliveryChosen struct {
	Before  string `json:"before"`
	Method  string `json:"method"`            // counter, postal, electronic
	Address string `json:"address,omitempty"` // where the post brings it
}

// Posted is the number under which the post carries a result. A number that
// was wrong is followed by the right one.
type Posted struct {
	Tracking string `json:"tracking"`
}

// Kind is the stable name of the fact.
func (DeliveryChosen) Kind() string { return "deliveryChosen" }

// Kind is the stable name of the fact.
func (Posted) Kind() string { return "posted" }

func (f DeliveryChosen) apply(d *Dossier, _ Event) {
	d.Intake.Delivery, d.Intake.DeliveryAddress = f.Method, f.Address
}

func (f Posted) apply(d *Dossier, _ Event) { d.Tracking = f.Tracking }

// MayChooseDelivery tells whether the way of receiving the result can still be
// chosen: until the result is handed over (NĐ 61/2018 art 20).
func (d *Dossier) MayChooseDelivery() bool { return d.Status.Open() || d.Status == Resolved }

// ChooseDelivery changes how the applicant receives the result. A result that
// is signed on paper alone cannot be received as a file.
func (d *Dossier) ChooseDelivery(act Act, method, address string) (*Dossier, []Event, error) {
	if !d.MayChooseDelivery() {
		return nil, nil, d.refused("dossier.closed." + string(d.Status))
	}
	switch method {
	case AtCounter, Electronic:
		address = ""
	case ByPost:
		if f := checkText("address", &address, nameLimit, true); f != nil {
			return nil, nil, f
		}
	default:
		return nil, nil, motcua.InvalidField("delivery", "dossier.delivery.choose")
	}
	if method == Electronic && d.Status == Resolved && d.Conclusion.Document.File == "" {
		return nil, nil, motcua.InvalidField("delivery", "dossier.delivery.onPaper")
	}
	if method == d.Intake.Delivery && address == d.Intake.DeliveryAddress {
		return d, nil, nil
	}
	chosen := 0
	for _, e := range d.Events {
		if _, ok := e.Fact.(DeliveryChosen); ok {
			chosen++
		}
	}
	if chosen >= choicesMost {
		return nil, nil, motcua.InvalidField("delivery", "dossier.delivery.often", "Limit", choicesMost)
	}
	next, events := d.With(act.At, Recorded(act.By, ""), DeliveryChosen{Before: d.Intake.Delivery, Method: method, Address: address})
	return next, events, nil
}

// HandToPost gives the result to the post, which is its hand-over, with the
// number of the postal item where it is known already.
func (d *Dossier) HandToPost(act Act, receivedBy, tracking string) (*Dossier, []Event, error) {
	next, events, err := d.HandBack(act, receivedBy, ByPost)
	if err != nil || strings.TrimSpace(tracking) == "" {
		return next, events, err
	}
	after, more, err := next.NotePost(act, tracking)
	return after, append(events, more...), err
}

// NotePost records the number under which the post carries a result that was
// handed to it.
func (d *Dossier) NotePost(act Act, tracking string) (*Dossier, []Event, error) {
	if !d.byPost() {
		return nil, nil, d.refused("dossier.post.not")
	}
	tracking = strings.ToUpper(compact(vietnamese.NFC(tracking)))
	if tracking == "" {
		return nil, nil, motcua.InvalidField("tracking", "dossier.post.missing")
	}
	if len(tracking) > trackingLimit || strings.Trim(tracking, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/") != "" {
		return nil, nil, motcua.InvalidField("tracking", "dossier.post.number", "Limit", trackingLimit)
	}
	if tracking == d.Tracking {
		return d, nil, nil
	}
	next, events := d.With(act.At, Recorded(act.By, d.Holder.Agency), Posted{Tracking: tracking})
	return next, events, nil
}

func (d *Dossier) byPost() bool {
	return d.Status == ReturnedDone && d.Return.Method == ByPost
}

// AwaitsDownload tells whether the applicant, by downloading the result, takes
// it over: it is signed, valid, and to be received as a file.
func (d *Dossier) AwaitsDownload() bool {
	return d.Status == Resolved && d.Intake.Delivery == Electronic && d.Conclusion.Document.File != "" && d.Valid()
}

// Download records that the applicant has downloaded the result, which hands
// it over when that was the way chosen; otherwise it changes nothing. A paper
// still on its way to the desk needs taking no more.
func (d *Dossier) Download(act Act) (*Dossier, []Event, error) {
	if !d.AwaitsDownload() {
		return d, nil, nil
	}
	next, events := d.With(act.At, Recorded(act.By, ""), Returned{Method: Electronic})
	return next, events, nil
}
