package web

import (
	"net/http"
	"slices"
	"strconv"

	"motcua"
	"motcua/catalogue"
	"motcua/identity"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	"motcua/internal/web/view/procedure"
	"motcua/internal/web/view/process"
)

// process shows the internal process of a procedure: of the version asked for,
// else of the one in force.
func (w *Web) process(rw http.ResponseWriter, r *http.Request) error {
	view, v, err := w.processOf(r)
	if err != nil {
		return err
	}
	p, code := w.printer(r), view.Procedure.Code
	d := process.Data{View: view, Process: v.Process, Head: w.processHead(r, view, p.T("process.title")), Files: w.processFiles(r, code, v.Number)}
	d.Facts = append(d.Facts, component.Fact{Name: p.T("process.version"), Text: p.T("process.version.from", "Number", v.Number, "From", v.ValidFrom)},
		component.Fact{Name: p.T("procedure.term"), Text: procedure.Term(p, v)}, component.Fact{Name: p.T("process.decision"), Text: processDecision(p.T, v.Process)})
	switch {
	case view.Draft != nil:
		d.Actions = append(d.Actions, component.Action{Label: p.T("process.draft.open"), Icon: "pen-line", Href: w.address("process.draft", code)})
	case w.keepsCatalogue(r):
		d.Begin = &process.Begin{Action: w.address("process.begin", code)}
		for _, other := range slices.Backward(comparable(view.Procedure)) {
			d.Begin.Versions = append(d.Begin.Versions, component.Choice{Value: strconv.Itoa(other.Number), Label: p.T("process.version.from", "Number", other.Number, "From", other.ValidFrom), Chosen: other.Number == v.Number})
		}
	}
	if len(comparable(view.Procedure)) > 1 || view.Draft != nil {
		d.Actions = append(d.Actions, component.Action{Label: p.T("process.compare.open"), Icon: "history", Href: w.address("process.compare", code)})
	}
	return w.render(rw, r, http.StatusOK, process.Show(w.page(r, "process.of", "Code", code), d))
}

// processDraft shows the draft of the next process with what is wrong with it.
func (w *Web) processDraft(rw http.ResponseWriter, r *http.Request) error {
	view, err := w.processDrafted(r)
	if err != nil {
		return err
	}
	p, code := w.printer(r), view.Procedure.Code
	d := process.Data{View: view, Process: view.Draft.Process, Head: w.processHead(r, view, p.T("process.draft"))}
	d.Head.Lead = p.T("process.draft.lead", "Person", view.Draft.By, "At", view.Draft.At, "Base", view.Draft.Base)
	d.Head.Crumbs = append(d.Head.Crumbs, component.Link{Label: p.T("process.title"), Href: w.address("process", code)})
	sheet := view.Draft.Process.Sheet
	d.Draft = &process.Draft{Seen: view.Draft.Version, Sheet: told([]component.Fact{{Name: p.T("process.sheet.purpose"), Text: sheet.Purpose}, {Name: p.T("process.sheet.scope"), Text: sheet.Scope},
		{Name: p.T("process.sheet.definitions"), Text: sheet.Definitions}, {Name: p.T("process.sheet.records"), Text: sheet.Records}})}
	if w.keepsCatalogue(r) {
		d.Draft.Move = func(leg string) string { return w.address("process.move", code, leg) }
		d.Draft.Edit = func(leg string) string { return w.address("process.leg", code, leg) }
		d.Draft.SheetEdit = &component.Link{Label: p.T("process.sheet.edit"), Icon: "pen-line", Href: w.address("process.sheet", code)}
		d.Actions = []component.Action{
			{Label: p.T("process.approve"), Icon: "check", Look: component.Primary, Href: w.address("process.approve", code)},
			{Label: p.T("process.leg.add"), Icon: "plus", Href: w.address("process.leg", code, newLeg)},
			{Label: p.T("process.import"), Icon: "upload", Href: w.address("process.import", code)},
			{Label: p.T("process.compare.open"), Icon: "history", Href: w.address("process.compare", code)},
			{Label: p.T("process.drop"), Look: component.Danger, Href: w.address("process.drop", code)},
		}
	}
	d.Files = []component.Link{{Label: p.T("process.bpmn"), Icon: "download", Href: with(w.address("process.bpmn", code), "phien-ban", draftNumber)}}
	return w.render(rw, r, http.StatusOK, process.Show(w.page(r, "process.draft.of", "Code", code), d))
}

// newLeg stands in the address for a leg that is to be added, draftNumber for
// the draft in place of the number of a version.
const (
	newLeg      = "moi"
	draftNumber = "du-thao"
)

// compareProcess holds two processes against each other, "tu" and "den" being
// numbers of versions, or the draft.
func (w *Web) compareProcess(rw http.ResponseWriter, r *http.Request) error {
	view, _, err := w.processOf(r)
	if err != nil {
		return err
	}
	p, code := w.printer(r), view.Procedure.Code
	d := process.CompareData{Action: w.address("process.compare", code), Head: w.processHead(r, view, p.T("process.compare")), Book: view.Book}
	d.Head.Crumbs = append(d.Head.Crumbs, component.Link{Label: p.T("process.title"), Href: w.address("process", code)})
	processes := map[string]catalogue.Process{}
	var numbers []string
	for _, v := range comparable(view.Procedure) {
		numbers = append(numbers, strconv.Itoa(v.Number))
		processes[numbers[len(numbers)-1]] = v.Process
		d.Versions = append(d.Versions, component.Choice{Value: strconv.Itoa(v.Number), Label: p.T("process.version.from", "Number", v.Number, "From", v.ValidFrom)})
	}
	if view.Draft != nil {
		numbers = append(numbers, draftNumber)
		processes[draftNumber] = view.Draft.Process
		d.Versions = append(d.Versions, component.Choice{Value: draftNumber, Label: p.T("process.draft")})
	}
	if len(numbers) == 0 {
		return motcua.Refused(motcua.NotFound, "procedure.compare.none", "Code", code)
	}
	d.From = component.Field{Name: "tu", Label: p.T("procedure.compare.from"), Value: numbers[max(0, len(numbers)-2)]}
	d.To = component.Field{Name: "den", Label: p.T("procedure.compare.to"), Value: numbers[len(numbers)-1]}
	for _, side := range []struct {
		field   *component.Field
		process *catalogue.Process
	}{{&d.From, &d.Before}, {&d.To, &d.After}} {
		if asked := r.Form.Get(side.field.Name); asked != "" {
			side.field.Value = asked
		}
		of, ok := processes[side.field.Value]
		if !ok {
			return motcua.InvalidField(side.field.Name, "procedure.compare.unknown", "Number", side.field.Value, "Code", code)
		}
		*side.process = of
	}
	return w.render(rw, r, http.StatusOK, process.Compare(w.page(r, "process.compare.of", "Code", code), d))
}

// processOf reads a process and the version asked for: of "phien-ban", else the
// one in force.
func (w *Web) processOf(r *http.Request) (*office.ProcessView, catalogue.Version, error) {
	view, err := w.office.Process(r.Context(), w.actor(r), r.PathValue("code"))
	if err != nil {
		return nil, catalogue.Version{}, err
	}
	asked := r.Form.Get("phien-ban")
	switch {
	case asked == "":
		return view, view.Version, nil
	case asked == draftNumber && view.Draft != nil:
		v := view.Version
		v.Process = view.Draft.Process
		return view, v, nil
	}
	number, _ := strconv.Atoi(asked)
	v, ok := view.Procedure.Version(number)
	if !ok {
		return nil, v, motcua.Refused(motcua.NotFound, "process.version.unknown", "Number", asked, "Code", view.Procedure.Code)
	}
	return view, v, nil
}

// processDrafted reads a process that has a draft.
func (w *Web) processDrafted(r *http.Request) (*office.ProcessView, error) {
	view, err := w.office.Process(r.Context(), w.actor(r), r.PathValue("code"))
	if err == nil && view.Draft == nil {
		err = motcua.Refused(motcua.NotFound, "process.noDraft", "Code", view.Procedure.Code)
	}
	return view, err
}

func (w *Web) keepsCatalogue(r *http.Request) bool {
	return identity.Can(w.actor(r), identity.KeepCatalogue, identity.Object{}) == nil
}

func (w *Web) processHead(r *http.Request, view *office.ProcessView, title string) component.Head {
	p := w.printer(r)
	return component.Head{Title: title, Lead: procedure.Name(p, view.Procedure, view.Version), Crumbs: []component.Link{
		{Label: p.T("web.menu.catalogue"), Href: w.address("catalogue")}, {Label: view.Procedure.Code, Href: w.address("catalogue.procedure", view.Procedure.Code)}}}
}

func (w *Web) processFiles(r *http.Request, code string, version int) []component.Link {
	p, number := w.printer(r), strconv.Itoa(version)
	return []component.Link{{Label: p.T("process.bpmn"), Icon: "download", Href: with(w.address("process.bpmn", code), "phien-ban", number)},
		{Label: p.T("process.iso"), Icon: "download", Href: with(w.address("process.iso", code), "phien-ban", number)},
		{Label: p.T("process.iso.pdf"), Icon: "printer", Href: with(w.address("process.iso.pdf", code), "phien-ban", number)}}
}

// processDecision words the decision that approved a process.
func processDecision(say func(string, ...any) string, of catalogue.Process) string {
	switch {
	case of.IsZero():
		return say("procedure.process.none")
	case of.Decision == "":
		return say("procedure.process.pattern")
	case of.DecidedOn.IsZero():
		return of.Decision
	default:
		return say("process.decided", "Number", of.Decision, "Date", of.DecidedOn, "By", of.DecidedBy)
	}
}
