package register

import (
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
)

// Prepare completes and checks an outgoing document before it gets a number. A
// number is given after the signature and in the year of the document's date;
// without one of its own it takes the next of the present year.
func (o Outgoing) Prepare(today calendar.Date) (Outgoing, error) {
	if o.Date.IsZero() {
		o.Date = today
	}
	faults := append(o.prepare(today), tidy("sign", &o.Sign, 1, 30), tidy("unitSign", &o.UnitSign, 0, 30), tidy("signer", &o.Signer, 1, lineMost),
		tidy("position", &o.Position, 0, lineMost), tidy("recipients", &o.Recipients, 1, noteMost), past("signedOn", o.SignedOn, today))
	if o.Authority == "" {
		o.Authority = ByHead
	}
	if !slices.Contains(Authorities(), o.Authority) {
		faults = append(faults, motcua.InvalidField("authority", "register.choose.authority"))
	}
	if o.Copies < 0 || o.Copies > copiesMost {
		faults = append(faults, motcua.InvalidField("copies", "register.copies", "Most", copiesMost))
	}
	if o.Unit == "" {
		faults = append(faults, motcua.InvalidField("unit", "register.required.unit"))
	}
	k, ok := KindOf(o.Kind)
	switch {
	case !ok || k.Legal:
		faults = append(faults, motcua.InvalidField("kind", "register.choose.kind"))
	case !k.holds(o.Date):
		faults = append(faults, motcua.InvalidField("kind", "register.kind.ended", "Code", k.Code, "Date", o.Date))
	}
	if !o.SignedOn.IsZero() && o.SignedOn.After(o.Date) {
		faults = append(faults, motcua.InvalidField("signedOn", "register.signed.after", "Date", o.Date))
	}
	if o.Number < 0 || o.Number > 999_999 {
		faults = append(faults, motcua.InvalidField("docNumber", "register.number.digits"))
	}
	if o.Number == 0 && o.Date.Year != today.Year {
		faults = append(faults, motcua.InvalidField("docNumber", "register.number.oldYear", "Year", strconv.Itoa(o.Date.Year)))
	}
	if motcua.Join(faults...) == nil {
		if _, err := o.numbered(1); err != nil {
			faults = append(faults, signFault(err))
		}
	}
	return o, motcua.Join(faults...)
}

// signFault is what is wrong with the parts of a sign, at the part that was typed.
func signFault(err error) *motcua.Fault {
	fault, ok := motcua.AsFault(err)
	if !ok {
		return motcua.InvalidField("sign", "register.choose.kind")
	}
	return fault
}

// numbered is the number and sign with a number, as it reads.
func (o Outgoing) numbered(n int) (Number, error) {
	number := Number{N: n, Kind: o.Kind, Agency: o.Sign}
	if k, _ := KindOf(o.Kind); k.Code == "" {
		number.Unit = o.UnitSign
	}
	agency := number
	agency.Unit = ""
	for _, part := range []struct {
		field, typed string
		Number
	}{{"sign", o.Sign, agency}, {"unitSign", number.Unit, number}} {
		if part.field == "unitSign" && part.typed == "" {
			continue
		}
		if strings.ContainsAny(part.typed, "/"+slashes) {
			return number, motcua.InvalidField(part.field, "register.sign.letter", "Value", part.typed, "Letter", "/")
		}
		read, err := ReadNumber(part.field, part.String(), o.Date)
		if err != nil {
			return read, err
		}
		if k, _ := KindOf(read.Kind); k.Code != "" && read.Kind != o.Kind {
			return read, motcua.InvalidField(part.field, "register.sign.type", "Value", part.typed)
		}
		number.Agency, number.Unit = read.Agency, read.Unit
	}
	return number, nil
}

// Series is the series that the document takes its number from.
func (o Outgoing) Series(agency string) Series {
	return Series{Agency: agency, Kind: o.Kind, Year: o.Date.Year, Secret: o.IsSecret()}
}

// GiveNumber enters a prepared document under its number.
func GiveNumber(id string, s Series, n int, o Outgoing, act Act) (*Document, []Event, error) {
	number, err := o.numbered(n)
	if err != nil {
		return nil, nil, err
	}
	o.Symbol = number.String()
	if o.IsSecret() && !slices.Contains(o.Readers, act.By.Person) {
		o.Readers = append(slices.Clip(o.Readers), act.By.Person)
	}
	return (&Document{}).with(act, NumberGiven{ID: id, Series: s, Number: n, Doc: o})
}

// Release records that the document left.
func (d *Document) Release(act Act, way, note string) (*Document, []Event, error) {
	if err := d.in(DeedRelease); err != nil {
		return nil, nil, err
	}
	if err := motcua.Join(tidy("way", &way, 1, lineMost), tidy("note", &note, 0, noteMost)); err != nil {
		return nil, nil, err
	}
	return d.with(act, Issued{Way: way, Note: note})
}

// Cancel takes the number out of use, with the reason. It stays in the book.
func (d *Document) Cancel(act Act, reason string) (*Document, []Event, error) {
	if err := d.in(DeedCancel); err != nil {
		return nil, nil, err
	}
	if fault := tidy("reason", &reason, 1, noteMost); fault != nil {
		return nil, nil, fault
	}
	return d.with(act, Withdrawn{Reason: reason})
}

// Supersede notes the document that stands in place of this one: of the same
// type, since wrong content is replaced by a document equal to it (NĐ 30/2020,
// art 18); or the official letter that puts its form right.
func (d *Document) Supersede(act Act, other *Document) (*Document, []Event, error) {
	correct := other.Out.Corrects == d.ID
	switch {
	case d.Direction != Out || d.State != Released:
		return nil, nil, motcua.InvalidField("replaces", "register.replace.unreleased")
	case d.ReplacedBy.ID != "":
		return nil, nil, motcua.InvalidField("replaces", "register.replace.twice", "Symbol", d.ReplacedBy.Symbol)
	case d.Content.Secrecy != other.Content.Secrecy:
		return nil, nil, motcua.InvalidField("secrecy", "register.replace.secrecy")
	case correct && other.Content.Kind != OfficialLetter:
		return nil, nil, motcua.InvalidField("kind", "register.correct.kind")
	case !correct && other.Content.Kind != d.Content.Kind:
		return nil, nil, motcua.InvalidField("kind", "register.replace.kind", "Kind", motcua.Say("register.kind."+d.Content.Kind))
	case correct:
		return d.with(act, PutRight{By: other.ID, Symbol: other.Symbol})
	}
	return d.with(act, Superseded{By: other.ID, Symbol: other.Symbol})
}
