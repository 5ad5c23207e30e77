package web

import (
	"net/http"
	"slices"
	"strconv"

	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	dossierview "motcua/internal/web/view/dossier"
	registerview "motcua/internal/web/view/register"
	"motcua/register"

	"github.com/google/uuid"
)

// documentRecord is the page of an official document.
func (w *Web) documentRecord(rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	v, err := w.office.Document(r.Context(), d.actor, r.PathValue("id"))
	if err != nil {
		return err
	}
	files, err := w.office.FilesOfDocument(r.Context(), v)
	if err != nil {
		return err
	}
	people, err := w.office.RegisterPeople(r.Context())
	if err != nil {
		return err
	}
	rec := d.documentOf(v)
	for _, f := range files {
		rec.Files = append(rec.Files, component.Link{Label: f.Name, Icon: "paperclip", Href: w.address("register.file", v.ID, f.ID)})
	}
	for _, id := range v.Readers {
		name := id
		if i := slices.IndexFunc(people, func(p identity.Person) bool { return p.ID == id }); i >= 0 {
			name = people[i].Name
		}
		rec.Readers = append(rec.Readers, name)
	}
	page := w.page(r, "register.title", "Symbol", d.symbolOf(v.Document))
	return w.render(rw, r, http.StatusOK, registerview.Show(page, rec))
}

// documentFile gives a file of a document to somebody who may know of it.
func (w *Web) documentFile(rw http.ResponseWriter, r *http.Request) error {
	f, err := w.office.DocumentFile(r.Context(), w.actor(r), r.PathValue("id"), r.PathValue("file"))
	if err != nil {
		return err
	}
	return w.serveFile(rw, r, f)
}

func (d reader) symbolOf(v *register.Document) string {
	if v.Symbol == "" {
		return d.p.T("register.symbol.none")
	}
	return v.Symbol
}

// documentOf words a document for its page.
func (d reader) documentOf(v *office.DocumentView) registerview.Record {
	book := "register." + string(v.Direction)
	rec := registerview.Record{Head: component.Head{Title: d.symbolOf(v.Document), Lead: v.Subject, Labels: []component.Label{d.documentState(v.State)},
		Crumbs: []component.Link{{Label: d.p.T("register.nav"), Href: d.address("registers")}, {Label: d.p.T(book), Href: d.address(book)}}}}
	if v.IsSecret() {
		rec.Head.Labels = append(rec.Head.Labels, component.Label{Text: d.p.T("register.secrecy." + string(v.Secrecy)), Tone: component.Bad, Icon: "shield-check"})
	}
	if v.Urgency != register.Normal {
		rec.Head.Labels = append(rec.Head.Labels, component.Label{Text: d.p.T("register.urgency." + string(v.Urgency)), Tone: component.Warn, Icon: "triangle-alert"})
	}
	rec.Facts = d.documentFacts(v)
	rec.Notes = d.documentNotes(v)
	if rec.Holder = d.documentHolder(v.Agency, v.Unit, v.PersonName); v.Direction == register.Out {
		rec.Holder = d.unit(v.Agency, v.Unit)
	}
	if v.Clock != nil {
		rec.ClockName = d.p.T("register.stage." + string(v.Clock.Stage))
		rec.Clock = &component.Label{Text: d.p.T("register.clock.kept", "Date", v.Clock.Due), Tone: component.OK, Icon: "check"}
		switch {
		case v.State.Open():
			due := d.dueAt(v.Clock.Due)
			rec.Due, rec.Clock = due, nil
		case v.Clock.Late:
			rec.Clock = &component.Label{Text: d.p.T("register.clock.missed", "Date", v.Clock.Due), Tone: component.Bad, Icon: "triangle-alert"}
		}
		rec.Why = component.ReasonsOf(d.p, v.Clock.Steps)
		if v.Clock.Ground != "" {
			rec.Why = append(rec.Why, component.Reason{Text: v.Clock.Ground})
		}
	}
	for _, l := range v.Links {
		link := component.Link{Label: joined(d.p.T("register.link."+string(l.Kind)), l.Target, l.Label)}
		switch {
		case l.Kind == register.ToDossier:
			link.Href = d.address("dossier", l.Target)
		case l.Kind == register.ToDirective && uuid.Validate(l.Target) == nil: // others were typed in by hand
			link = component.Link{Label: joined(d.p.T("register.link."+string(l.Kind)), l.Label), Href: d.address("directive.record", l.Target)}
		case l.Kind == register.ToTask || l.Kind == register.ToDirective:
			link.Href = with(d.address("search"), "q", l.Target)
		}
		rec.Links = append(rec.Links, link)
	}
	rec.Deeds = d.documentDeeds(v)
	for _, e := range slices.Backward(v.Events) {
		rec.Log = append(rec.Log, component.Happening{Title: d.p.T("register.fact." + e.Fact.Kind()), At: e.At, By: e.By.Name, Detail: d.documentDetail(e.Fact), Tone: component.Info})
	}
	return rec
}

func (d reader) documentFacts(v *office.DocumentView) []component.Fact {
	fact := func(key, text string) component.Fact {
		return component.Fact{Name: d.p.T("register.field." + key), Text: text}
	}
	kind := ""
	if k, ok := register.KindOf(v.Content.Kind); ok {
		kind = d.kindName(k)
	}
	facts := []component.Fact{fact("symbol", v.Symbol), fact("kind", kind), fact("date", d.p.Date(v.Date))}
	if v.Direction == register.In {
		facts = append(facts, fact("arrival", d.p.T("register.arrival", "Number", strconv.Itoa(v.Number), "Year", strconv.Itoa(v.Series.Year))), fact("sender", v.In.Sender),
			fact("receivedOn", d.p.Date(v.In.ReceivedOn)), fact("again", v.In.Again), fact("answer", v.Answer))
	} else {
		copies := ""
		if v.Out.Copies > 0 {
			copies = strconv.Itoa(v.Out.Copies)
		}
		facts = append(facts, fact("signer", joined(v.Out.SignedBy(), v.Out.Position)), fact("signedOn", d.p.Date(v.Out.SignedOn)), fact("unit", d.unit(v.Agency, v.Out.Unit)),
			fact("recipients", v.Out.Recipients), fact("copies", copies), fact("way", v.Way))
	}
	return told(append(facts, fact("note", v.Note)))
}

// documentNotes are what stands between this document and others.
func (d reader) documentNotes(v *office.DocumentView) []dossierview.Note {
	var notes []dossierview.Note
	other := func(key string, tone component.Tone, o register.Other) {
		if o.ID == "" {
			return
		}
		notes = append(notes, dossierview.Note{Notice: component.Notice{Tone: tone, Title: d.p.T("register.note." + key)},
			Links: []component.Link{{Label: typed(o.Symbol, d.p.T("register.note.old")), Href: d.address("register.record", o.ID)}}})
	}
	other("replacedBy", component.Warn, v.ReplacedBy)
	for _, o := range v.CorrectedBy {
		other("correctedBy", component.Warn, o)
	}
	other("replaces", component.Info, register.Other{ID: v.Out.Replaces})
	other("corrects", component.Info, register.Other{ID: v.Out.Corrects})
	other("reply", component.Info, v.Reply)
	if v.Reason != "" {
		notes = append(notes, dossierview.Note{Notice: component.Notice{Tone: component.Warn, Title: d.p.T("register.note.cancelled")}, Text: v.Reason})
	}
	return notes
}

func (d reader) documentDeeds(v *office.DocumentView) []component.Action {
	var deeds []component.Action
	for _, a := range documentActs() {
		if v.Fits(a.deed) && identity.Can(d.actor, a.right, v.Object()) == nil {
			look := a.look
			if len(deeds) > 0 && look == component.Primary {
				look = component.Secondary
			}
			deeds = append(deeds, component.Action{Label: d.p.T("register.act." + string(a.deed)), Icon: a.icon, Look: look, Block: true, Href: d.address("register.do."+string(a.deed), v.ID)})
		}
	}
	if v.Direction == register.In && !v.IsSecret() && mayOpen(d.actor, d.w.routes["directive.new"]) {
		deeds = append(deeds, component.Action{Label: d.p.T("directive.new"), Icon: "send", Block: true, Href: with(d.address("directive.new"), "van-ban", v.ID)})
	}
	if v.Fits(register.DeedReplace) && identity.Can(d.actor, identity.KeepRegister, v.Object()) == nil {
		deeds = append(deeds, component.Action{Label: d.p.T("register.act." + string(register.DeedReplace)), Icon: "refresh-cw", Block: true, Href: with(d.address("register.out.new"), "thay", v.ID)},
			component.Action{Label: d.p.T("register.act." + string(register.DeedCorrect)), Icon: "pen-line", Block: true, Href: with(d.address("register.out.new"), "dinh-chinh", v.ID)})
	}
	return deeds
}

func (d reader) documentDetail(fact register.Fact) string {
	lead := d.w.office.LeadAgency()
	switch f := fact.(type) {
	case register.NumberGiven:
		return f.Doc.Symbol
	case register.Issued:
		return joined(f.Way, f.Note)
	case register.Given:
		return joined(d.unit(lead, f.Unit), f.Name, d.limitText(f.Limit), f.Note)
	case register.Passed:
		return joined(d.unit(lead, f.Unit), f.Name, f.Note)
	case register.Done:
		return joined(f.Answer, f.Symbol)
	case register.Withdrawn:
		return f.Reason
	case register.Superseded:
		return f.Symbol
	case register.PutRight:
		return f.Symbol
	case register.LinkMade:
		return joined(d.p.T("register.link."+string(f.Link.Kind)), f.Target, f.Label)
	default:
		return ""
	}
}

func (d reader) limitText(l register.Limit) string {
	switch {
	case !l.Day.IsZero():
		return d.p.T("register.limit.until", "Date", l.Day)
	case !l.Term.IsZero():
		return d.p.Text(l.Term.Text())
	}
	return ""
}
