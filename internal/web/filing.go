package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	filingview "motcua/internal/web/view/filing"
	"motcua/record"

	"github.com/a-h/templ"
)

// listed lists the records of a noun.
func (n filingNoun) listed(w *Web, rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	q := r.URL.Query()
	from, wrongFrom := readDate("tu", q.Get("tu"))
	to, wrongTo := readDate("den", q.Get("den"))
	wrong := firstOf(wrongFrom, wrongTo)
	asked := office.FilingQuery{State: q.Get("loai"), From: from, To: to, Text: q.Get("q"), After: q.Get("sau")}
	var items []filed
	var next string
	if wrong == nil {
		items, next, wrong = n.shelf(w.office).list(r.Context(), d.actor, asked)
	}
	if !onlyInvalid(wrong) {
		return wrong
	}
	page := w.page(r, n.name+".title")
	v := filingview.List{Head: component.Head{Title: page.Title, Lead: d.p.T(n.name + ".lead")}, Problems: renamed(component.ProblemsOf(d.p, wrong)),
		Filter: component.Filter{Action: w.address(n.name)}, Kind: component.Field{Name: "loai", Label: d.p.T("record.kind.label"), Value: asked.State},
		Kinds: []component.Choice{{Label: d.p.T("record.kind.all")}}, Pages: pages(r, next)}
	page.Faulty = len(v.Problems) > 0
	for _, k := range n.kinds {
		v.Kinds = append(v.Kinds, component.Choice{Value: k, Label: d.p.T(n.name + ".kind." + k)})
		if d.keepsReform() {
			v.New = append(v.New, component.Action{Label: d.p.T(n.name + ".kind." + k), Icon: "file-plus", Href: with(w.address(n.name+".new"), "loai", k)})
		}
	}
	cancelled := record.Cancelled{}.Kind()
	v.Kinds = append(v.Kinds, component.Choice{Value: cancelled, Label: d.p.T("record.state.cancelled")})
	v.Fields = []component.Field{{Name: "tu", Label: d.p.T("figures.from"), Value: q.Get("tu"), Error: v.Problems.Of("tu"), InputMode: "numeric"},
		{Name: "den", Label: d.p.T("figures.to"), Value: q.Get("den"), Error: v.Problems.Of("den"), InputMode: "numeric"}, {Name: "q", Label: d.p.T("record.find"), Value: q.Get("q"), Kind: "search"}}
	v.Empty = component.Nothing{Title: d.p.T(n.name + ".none"), Icon: n.icon}
	if q.Get("loai")+q.Get("tu")+q.Get("den")+q.Get("q") != "" {
		v.Filter.Clear = w.address(n.name)
		v.Empty.Title = d.p.T("record.none.filtered")
	}
	v.Table = n.table(d, items)
	if n.above != nil {
		if err := n.above(w, r, d, &v); err != nil {
			return err
		}
	}
	return w.render(rw, r, statusFor(v.Problems), filingview.ShowList(page, v))
}

func (n filingNoun) table(d reader, items []filed) component.Sheet {
	t := component.Sheet{Caption: d.p.T(n.name + ".title"), Columns: []component.Column{{Label: d.p.T("record.column.title")}, {Label: d.p.T("record.kind.label")}, {Label: d.p.T("record.column.day")},
		{Label: d.p.T("record.column.unit")}, {Label: d.p.T("record.column.state")}}}
	for _, f := range items {
		below := f.row.Number
		for _, name := range n.below {
			if below == "" {
				below = f.values[name]
			}
		}
		t.Rows = append(t.Rows, component.Row{Cells: []templ.Component{component.TitleWith(component.Link{Label: n.called(d, f), Href: d.address(n.name+".record", f.ID)}, below),
			component.Text(d.p.T(n.name + ".kind." + f.values["kind"])), component.Text(dateOr(d, f.row.Day)), component.Text(d.ownUnit(f.row.Unit)), component.Tags(n.labels(d, f))}})
	}
	return withoutEmpty(t, n.filled(items))
}

// filled tells of each column of the list whether any record has something in it.
func (n filingNoun) filled(items []filed) []bool {
	unit, state := false, n.state != nil
	for _, f := range items {
		unit = unit || f.row.Unit != ""
		state = state || f.cancelled != ""
	}
	return []bool{true, true, true, unit, state}
}

// withoutEmpty leaves out the columns in which nothing stands.
func withoutEmpty(t component.Sheet, filled []bool) component.Sheet {
	for i := len(filled) - 1; i >= 0; i-- {
		if filled[i] {
			continue
		}
		t.Columns = slices.Delete(t.Columns, i, i+1)
		for j := range t.Rows {
			t.Rows[j].Cells = slices.Delete(t.Rows[j].Cells, i, i+1)
		}
	}
	return t
}

// called is the name of a record in lists and above its page.
func (n filingNoun) called(d reader, f filed) string {
	if n.title != nil {
		if text := n.title(d, f.content); text != "" {
			return text
		}
	}
	return f.row.Title
}

// labels say how a record stands.
func (n filingNoun) labels(d reader, f filed) []component.Label {
	switch {
	case f.cancelled != "":
		return []component.Label{{Text: d.p.T("record.state.cancelled"), Tone: component.Bad, Icon: "x"}}
	case n.state != nil:
		return []component.Label{n.state(d, f.content)}
	}
	return nil
}

// ownUnit names a unit of the department; "" for the whole of it.
func (d reader) ownUnit(id string) string {
	if id == "" {
		return ""
	}
	if u, ok := d.book.Agency(d.w.office.LeadAgency()).Unit(id); ok {
		return u.Name
	}
	return id
}

func dateOr(d reader, day calendar.Date) string {
	if day.IsZero() {
		return "–"
	}
	return d.p.Date(day)
}

// shown is a value of a field in words.
func (n filingNoun) shown(d reader, f filingField, value string) string {
	switch f.as {
	case asDay:
		if day, err := calendar.ParseDate(value); err == nil {
			return d.p.Date(day)
		}
	case asWhole, asMoney:
		if number, err := strconv.ParseInt(value, 10, 64); err == nil && f.as == asMoney {
			return d.p.Money(number)
		} else if err == nil {
			return d.p.Int(number)
		}
	case asUnit:
		return d.ownUnit(value)
	}
	return value
}

// form asks for a new record, or for what stands in the place of one.
func (n filingNoun) form(w *Web, rw http.ResponseWriter, r *http.Request) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	form := url.Values{"kind": {r.URL.Query().Get("loai")}}
	if id := r.PathValue("id"); id != "" {
		f, err := n.shelf(w.office).read(r.Context(), d.actor, id)
		if err != nil {
			return err
		}
		if f.cancelled != "" {
			return motcua.Refused(motcua.Conflict, "record.cancelled")
		}
		form.Set("kind", f.values["kind"])
		form.Set("seen", strconv.Itoa(f.Version()))
		for _, field := range n.fields {
			switch value := f.values[field.name]; {
			case value == "":
			case field.as == asDay:
				form.Set(field.name, n.shown(d, field, value))
			default:
				form.Set(field.name, value)
			}
		}
	}
	return n.ask(d, rw, r, form, nil)
}

// ask draws the form with what was typed into it.
func (n filingNoun) ask(d reader, rw http.ResponseWriter, r *http.Request, form url.Values, wrong error) error {
	w, kind, id := d.w, form.Get("kind"), r.PathValue("id")
	if !slices.Contains(n.kinds, kind) {
		return motcua.Refused(motcua.NotFound, "record.kind")
	}
	page := w.page(r, n.name+".kind."+kind)
	v := filingview.Form{Head: component.Head{Title: page.Title, Crumbs: []component.Link{{Label: d.p.T(n.name + ".title"), Href: w.address(n.name)}}}, Problems: component.ProblemsOf(d.p, wrong),
		Action: w.address(n.name + ".new.post"), Kind: kind, Seen: form.Get("seen"), Submit: d.p.T("record.save"), Back: w.address(n.name)}
	if id != "" {
		v.Action, v.Back = w.address(n.name+".correct.post", id), w.address(n.name+".record", id)
		v.Head.Lead = d.p.T("record.correct.lead")
	}
	page.Faulty = len(v.Problems) > 0
	for _, f := range n.asked(kind) {
		q := filingview.Question{Field: component.Field{Name: f.name, Label: d.p.T(n.name + ".field." + f.name), Value: form.Get(f.name), Error: v.Problems.Of(f.name)}, Area: f.as == asArea}
		if !f.needed(kind) {
			q.Optional = component.OptionalWord(d.p)
		}
		switch f.as {
		case asDay:
			q.InputMode, q.Width, q.Hint = "numeric", component.Narrow, d.p.T("record.date.hint")
		case asWhole, asYear:
			q.InputMode, q.Width = "numeric", component.Narrow
		case asMoney:
			q.InputMode, q.Width, q.Suffix = "numeric", component.Middle, d.p.T("record.dong")
		case asUnit:
			q.Choices = []component.Choice{{Label: d.p.T("record.unit.none")}}
			for _, u := range d.book.Agency(w.office.LeadAgency()).Units {
				q.Choices = append(q.Choices, component.Choice{Value: u.ID, Label: u.Name})
			}
		}
		v.Questions = append(v.Questions, q)
	}
	if id != "" {
		v.Questions = append(v.Questions, filingview.Question{Area: true, Field: component.Field{Name: "reason", Label: d.p.T("record.reason"), Value: form.Get("reason"), Error: v.Problems.Of("reason")}})
	}
	status := statusFor(v.Problems)
	if motcua.KindOf(wrong) == motcua.Conflict {
		status = http.StatusConflict
	}
	return w.render(rw, r, status, filingview.Ask(page, v))
}

// asked are the questions about a kind.
func (n filingNoun) asked(kind string) []filingField {
	return slices.DeleteFunc(slices.Clone(n.fields), func(f filingField) bool {
		return f.of != "" && !slices.Contains(strings.Fields(f.of), kind)
	})
}

func (f filingField) needed(kind string) bool {
	return f.must == "*" || slices.Contains(strings.Fields(f.must), kind)
}

// answers reads the form; what cannot be read is told by its field.
func (n filingNoun) answers(form url.Values) (map[string]any, error) {
	kind := form.Get("kind")
	answers := map[string]any{"kind": kind}
	var wrong []error
	for _, f := range n.asked(kind) {
		text := strings.TrimSpace(form.Get(f.name))
		if text == "" {
			continue
		}
		switch f.as {
		case asDay:
			day, err := readDate(f.name, text)
			if err != nil {
				wrong = append(wrong, err)
			}
			answers[f.name] = day
		case asWhole, asYear, asMoney:
			number, err := strconv.ParseInt(strings.NewReplacer(".", "", " ", "").Replace(text), 10, 64)
			if err != nil {
				wrong = append(wrong, motcua.InvalidField(f.name, "record.digits", "Value", text))
			}
			answers[f.name] = number
		default:
			answers[f.name] = form.Get(f.name)
		}
	}
	return answers, firstFault(wrong)
}

// file keeps a new record.
func (n filingNoun) file(w *Web, rw http.ResponseWriter, r *http.Request) error {
	return n.keep(w, rw, r, func(d reader, answers map[string]any) (string, error) {
		return n.shelf(w.office).file(r.Context(), d.actor, answers)
	})
}

// correct puts other content in the place of what was filed.
func (n filingNoun) correct(w *Web, rw http.ResponseWriter, r *http.Request) error {
	return n.keep(w, rw, r, func(d reader, answers map[string]any) (string, error) {
		return r.PathValue("id"), n.shelf(w.office).correct(r.Context(), d.actor, filingTarget(r), answers, r.PostForm.Get("reason"))
	})
}

func (n filingNoun) keep(w *Web, rw http.ResponseWriter, r *http.Request, do func(d reader, answers map[string]any) (id string, err error)) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	answers, err := n.answers(r.PostForm)
	kept := ""
	if err == nil {
		kept, err = do(d, answers)
	}
	if id := r.PathValue("id"); id != "" && motcua.KindOf(err) == motcua.Conflict { // what was typed stays, to be saved over what is known now
		if f, unread := n.shelf(w.office).read(r.Context(), d.actor, id); unread == nil && f.cancelled == "" {
			r.PostForm.Set("seen", strconv.Itoa(f.Version()))
			return n.ask(d, rw, r, r.PostForm, err)
		}
	}
	if err != nil && onlyInvalid(err) {
		return n.ask(d, rw, r, r.PostForm, err)
	}
	if err != nil {
		return err
	}
	w.flash(r, d.p.T("record.saved"))
	return w.redirect(rw, r, w.address(n.name+".record", kept))
}

func filingTarget(r *http.Request) office.RecordTarget {
	seen, _ := strconv.Atoi(r.PostForm.Get("seen")) // none: the reader does not mind
	return office.RecordTarget{ID: r.PathValue("id"), Expected: seen}
}
