package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua"
	"motcua/dossier"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/web/view/component"
	payview "motcua/internal/web/view/pay"
	"motcua/payment"

	"github.com/a-h/templ"
)

const (
	linesAtMost    = 200              // lines that a page shows
	rejectedAtMost = 5                // rows that cannot be read, of which a page tells each
	matchingTakes  = 20 * time.Second // then a page shows how far it came, and is asked to go on
)

// statements takes a bank's statement, and lists those taken before.
func (w *Web) statements(rw http.ResponseWriter, r *http.Request) error {
	return w.askStatement(rw, r, nil)
}

func (w *Web) askStatement(rw http.ResponseWriter, r *http.Request, problems component.Problems) error {
	list, states, err := w.office.Statements(r.Context(), w.actor(r))
	if err != nil {
		return err
	}
	p := w.printer(r)
	page := w.page(r, "fees.statements")
	page.Faulty = len(problems) > 0
	d := payview.Import{Head: w.feeHead(p, page.Title, p.T("fees.statements.lead")), Problems: problems, Action: w.address("statements"),
		Submit: component.Action{Label: p.T("fees.statement.read"), Icon: "upload", Look: component.Primary}, Numbers: lineNumbers(p, states),
		Empty: component.Nothing{Title: p.T("fees.statement.none"), Icon: "file-text"}}
	d.Sheet = component.Sheet{Caption: page.Title, Columns: []component.Column{{Label: p.T("fees.statement.name")}, {Label: p.T("fees.statement.at")}, {Label: p.T("fees.statement.lines"), Numeric: true}}}
	names := w.namesOf(r)
	for _, s := range list {
		d.Sheet.Rows = append(d.Sheet.Rows, component.Row{ID: s.ID, Cells: []templ.Component{
			component.LinkWith(component.Link{Label: s.Name, Href: w.address("statement", s.ID)}, names(s.Person)), component.Text(p.Instant(s.At)), component.Text(p.Int(int64(s.Lines)))}})
	}
	return w.render(rw, r, statusFor(problems), payview.Statements(page, d))
}

func (w *Web) feeHead(p *message.Printer, title, lead string) component.Head {
	return component.Head{Title: title, Lead: lead, Crumbs: []component.Link{{Label: p.T("web.menu.fees"), Href: w.address("fees")}, {Label: p.T("fees.statements"), Href: w.address("statements")}}}
}

// lineNumbers counts lines by what became of them, in the order of the work
// they leave.
func lineNumbers(p *message.Printer, states map[string]int) []payview.Number {
	var list []payview.Number
	for _, of := range []struct {
		state string
		tone  component.Tone
	}{{string(payment.Matched), component.OK}, {string(payment.Partial), component.Warn}, {string(payment.Unmatched), component.Bad}, {office.WaitingLine, component.Neutral}} {
		if n := states[of.state]; n > 0 || of.state != office.WaitingLine {
			list = append(list, payview.Number{Count: p.Int(int64(n)), Text: p.T("fees.line." + of.state), Tone: of.tone})
		}
	}
	return list
}

// takeStatement reads a file and shows what it says, before anything is kept.
func (w *Web) takeStatement(rw http.ResponseWriter, r *http.Request) error {
	file, head, err := r.FormFile("file")
	if err != nil {
		return w.askStatement(rw, r, component.ProblemsOf(w.printer(r), motcua.InvalidField("file", "fees.statement.missing")))
	}
	defer func() { _ = file.Close() }()
	preview, err := w.office.ReadStatement(r.Context(), w.actor(r), head.Filename, file)
	if err != nil && motcua.KindOf(err) == motcua.Invalid {
		problems := component.ProblemsOf(w.printer(r), err)
		problems[0].Field = "file"
		return w.askStatement(rw, r, problems)
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("statement.look", preview.File.ID))
}

// lookAtStatement shows what a file says, and asks which column is which when
// its names do not tell.
func (w *Web) lookAtStatement(rw http.ResponseWriter, r *http.Request) error {
	layout, err := layoutOf(r)
	if err != nil {
		return err
	}
	preview, err := w.office.PreviewStatement(r.Context(), w.actor(r), r.PathValue("file"), layout)
	if err != nil {
		return err
	}
	p := w.printer(r)
	page := w.page(r, "fees.statement.look")
	here := w.address("statement.look", preview.File.ID)
	d := payview.Import{Head: w.feeHead(p, page.Title, preview.File.Name), Cancel: component.Link{Label: p.T("fees.statement.cancel"), Href: w.address("statements")},
		Action: with(here, "cot", r.URL.Query().Get("cot"), "dau", r.URL.Query().Get("dau")),
		Submit: component.Action{Label: p.T("fees.statement.import"), Icon: "check", Look: component.Primary}, Empty: component.Nothing{Title: p.T("payment.statement.nothing"), Icon: "file-text"}}
	if !preview.Sure {
		d.Map = w.columnsForm(p, preview, here)
		d.Sheet = rawSheet(p, preview.Table)
		return w.render(rw, r, http.StatusOK, payview.Look(page, d))
	}
	states := map[string]int{}
	for match, n := range preview.Count {
		states[string(match)] = n
	}
	d.Numbers = lineNumbers(p, states)
	if preview.Known > 0 {
		d.Notes, d.Said = append(d.Notes, component.Notice{Tone: component.Info, Title: p.T("fees.statement.known", "Count", preview.Known)}), append(d.Said, p.T("fees.statement.known.why"))
	}
	for i, bad := range preview.Rejected {
		if i == rejectedAtMost {
			d.Notes, d.Said = append(d.Notes, component.Notice{Tone: component.Warn, Title: p.T("fees.statement.more", "Count", len(preview.Rejected)-i)}), append(d.Said, p.T("fees.statement.more.why"))
			break
		}
		d.Notes, d.Said = append(d.Notes, component.Notice{Tone: component.Warn, Title: p.T("fees.statement.rejected", "Row", bad.Row)}), append(d.Said, p.Fault(bad.Fault))
	}
	d.Submit.Disabled = preview.Known == len(preview.Lines)
	d.Sheet = component.Sheet{Caption: p.T("fees.statement.shown", "Shown", min(len(preview.Lines), linesAtMost), "All", len(preview.Lines)), ShowCaption: true, Columns: lineColumns(p)}
	for _, l := range preview.Lines[:min(len(preview.Lines), linesAtMost)] {
		state := matchLabel(p, string(l.Match))
		if l.Known {
			state = component.Label{Text: p.T("fees.line.known"), Tone: component.Neutral, Icon: "history"}
		}
		d.Sheet.Rows = append(d.Sheet.Rows, component.Row{Cells: []templ.Component{component.Text(momentOf(p, l.At)), component.Text(l.Content), component.Text(p.Money(l.Amount)),
			component.Tag(state), component.Text(l.Code)}})
	}
	return w.render(rw, r, http.StatusOK, payview.Look(page, d))
}

func lineColumns(p *message.Printer) []component.Column {
	return []component.Column{{Label: p.T("fees.line.date")}, {Label: p.T("fees.line.content")}, {Label: p.T("pay.amount"), Numeric: true}, {Label: p.T("fees.state")}, {Label: p.T("fees.dossier")}}
}

func matchLabel(p *message.Printer, state string) component.Label {
	l := component.Label{Text: p.T("fees.line." + state), Tone: component.Neutral, Icon: "clock"}
	switch state {
	case string(payment.Matched):
		l.Tone, l.Icon = component.OK, "check"
	case string(payment.Partial):
		l.Tone, l.Icon = component.Warn, "file-warning"
	case string(payment.Unmatched):
		l.Tone, l.Icon = component.Bad, "circle-x"
	}
	return l
}

// columnsForm asks which column says what.
func (w *Web) columnsForm(p *message.Printer, preview *office.Preview, action string) *payview.Form {
	f := &payview.Form{Title: p.T("fees.columns"), Lead: p.T("fees.columns.lead"), Action: action, Open: true, Submit: component.Action{Label: p.T("fees.columns.do"), Icon: "check", Look: component.Primary}}
	header := component.Field{Name: "dau", Label: p.T("fees.columns.header"), Value: strconv.Itoa(preview.Layout.Header + 1), InputMode: "numeric", Width: component.Narrow}
	f.Fields = append(f.Fields, component.Input(header))
	width := 0
	for _, row := range preview.Table {
		width = max(width, len(row))
	}
	for _, column := range payment.Columns() {
		choices := []component.Choice{{Value: "", Label: p.T("fees.columns.none")}}
		at, known := preview.Layout.At[column]
		for i := range width {
			choices = append(choices, component.Choice{Value: strconv.Itoa(i + 1), Label: p.T("fees.columns.number", "Number", i+1), Chosen: known && at == i})
		}
		f.Fields = append(f.Fields, component.Select(component.Field{Name: "cot." + string(column), Label: p.T("fees.columns." + string(column))}, choices))
	}
	return f
}

func rawSheet(p *message.Printer, table [][]string) component.Sheet {
	s := component.Sheet{Caption: p.T("fees.columns.rows")}
	width := 0
	for _, row := range table {
		width = max(width, len(row))
	}
	for i := range width {
		s.Columns = append(s.Columns, component.Column{Label: p.T("fees.columns.number", "Number", i+1)})
	}
	for _, row := range table {
		cells := make([]templ.Component, width)
		for i := range cells {
			text := ""
			if i < len(row) {
				text = row[i]
			}
			cells[i] = component.Text(text)
		}
		s.Rows = append(s.Rows, component.Row{Cells: cells})
	}
	return s
}

// layoutOf reads which column is which from the address: cot=date:1,amount:3
// and the row of names; nil when the address does not say.
func layoutOf(r *http.Request) (*payment.Layout, error) {
	said := r.URL.Query().Get("cot")
	if said == "" {
		return nil, nil
	}
	header, err := strconv.Atoi(r.URL.Query().Get("dau"))
	if err != nil || header < 0 || header > 1000 {
		return nil, motcua.InvalidField("dau", "payment.statement.columns")
	}
	layout := &payment.Layout{Header: header - 1, At: map[payment.Column]int{}}
	for _, pair := range strings.Split(said, ",") {
		name, number, _ := strings.Cut(pair, ":")
		at, err := strconv.Atoi(number)
		if err != nil || at < 1 || at > 100 || !slices.Contains(payment.Columns(), payment.Column(name)) {
			return nil, motcua.InvalidField("columns", "payment.statement.columns")
		}
		layout.At[payment.Column(name)] = at - 1
	}
	return layout, nil
}

// importStatement keeps the lines of a file that was looked at; a form that
// says which column is which is looked at again first.
func (w *Web) importStatement(rw http.ResponseWriter, r *http.Request) error {
	if r.PostForm.Has("dau") {
		var columns []string
		for _, column := range payment.Columns() {
			if at := r.PostForm.Get("cot." + string(column)); at != "" {
				columns = append(columns, string(column)+":"+at)
			}
		}
		return w.redirect(rw, r, with(w.address("statement.look", r.PathValue("file")), "cot", strings.Join(columns, ","), "dau", r.PostForm.Get("dau")))
	}
	layout, err := layoutOf(r)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), matchingTakes)
	defer cancel()
	st, err := w.office.ImportStatement(ctx, w.actor(r), r.PathValue("file"), layout)
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("statement", st.ID))
}

// statement lists the lines of a statement, those of one state when asked.
func (w *Web) statement(rw http.ResponseWriter, r *http.Request) error {
	state := r.URL.Query().Get("loai")
	after, _ := strconv.Atoi(r.URL.Query().Get("sau"))
	st, lines, err := w.office.StatementLines(r.Context(), w.actor(r), r.PathValue("id"), state, after)
	if err != nil {
		return err
	}
	p := w.printer(r)
	page := w.page(r, "fees.statement.title", "Name", st.Name)
	here := w.address("statement", st.ID)
	d := payview.Import{Head: w.feeHead(p, page.Title, p.T("fees.statement.of", "At", st.At, "Lines", st.Lines, "Known", st.Known)), Numbers: lineNumbers(p, st.States),
		Empty: component.Nothing{Title: p.T("fees.line.none"), Icon: "file-text"}}
	for i, m := range payment.Matches() {
		d.Numbers[i].Href = with(here, "loai", string(m))
	}
	if n := st.States[office.WaitingLine]; n > 0 {
		d.Notes = []component.Notice{{Tone: component.Pause, Title: p.T("fees.statement.waiting", "Done", st.Lines-st.Known-n, "All", st.Lines-st.Known)}}
		d.Said = []string{p.T("fees.statement.waiting.why")}
		d.Action, d.Submit = here, component.Action{Label: p.T("fees.statement.go"), Icon: "check", Look: component.Primary}
	}
	d.Sheet = component.Sheet{Caption: page.Title, Columns: lineColumns(p)}
	if len(lines) > linesAtMost {
		lines = lines[:linesAtMost]
		d.Cancel = component.Link{Label: p.T("component.pager.next"), Href: with(here, "loai", state, "sau", strconv.Itoa(lines[linesAtMost-1].Row)), Icon: "chevron-right"}
	}
	for _, l := range lines {
		d.Sheet.Rows = append(d.Sheet.Rows, component.Row{Cells: []templ.Component{component.Text(momentOf(p, l.At)),
			component.LinkWith(component.Link{Label: l.Content, Href: w.address("line", l.Hash)}, l.Reference), component.Text(p.Money(l.Amount)),
			component.Tag(matchLabel(p, l.State)), component.Text(l.Code)}})
	}
	return w.render(rw, r, http.StatusOK, payview.Lines(page, d))
}

func (w *Web) continueStatement(rw http.ResponseWriter, r *http.Request) error {
	ctx, cancel := context.WithTimeout(r.Context(), matchingTakes)
	defer cancel()
	st, err := w.office.ContinueStatement(ctx, w.actor(r), r.PathValue("id"))
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("statement", st.ID))
}

// bankLine shows a line and what can be done with it.
func (w *Web) bankLine(rw http.ResponseWriter, r *http.Request) error {
	line, err := w.office.BankLine(r.Context(), w.actor(r), r.PathValue("hash"))
	if err != nil {
		return err
	}
	return w.showLine(rw, r, line, nil)
}

func (w *Web) showLine(rw http.ResponseWriter, r *http.Request, line office.BankLine, problems component.Problems) error {
	p := w.printer(r)
	page := w.page(r, "fees.line")
	page.Faulty = len(problems) > 0
	facts := []component.Fact{{Name: p.T("fees.line.date"), Text: momentOf(p, line.At)}, {Name: p.T("pay.amount"), Text: p.Money(line.Amount)},
		{Name: p.T("fees.line.content"), Text: line.Content}, {Name: p.T("fees.line.reference"), Text: line.Reference},
		{Name: p.T("fees.state"), Value: component.Tag(matchLabel(p, line.State))}, {Name: p.T("fees.dossier"), Text: line.Code}}
	reason := component.Field{Name: "reason", Label: p.T("fees.reason"), Value: r.PostForm.Get("reason"), Error: problems.Of("reason"), Rows: 2}
	f := payview.Form{Title: p.T("fees.line.match"), Action: w.address("line", line.Hash), Open: true, Submit: component.Action{Label: p.T("fees.line.match.do"), Icon: "check", Look: component.Primary}}
	if line.Payment != "" {
		f.Title, f.Submit = p.T("fees.line.unmatch"), component.Action{Label: p.T("fees.line.unmatch.do"), Icon: "undo-2", Look: component.Danger}
	} else {
		code := component.Field{Name: "code", Label: p.T("fees.dossier"), Value: cmp.Or(r.PostForm.Get("code"), line.Code), Error: problems.Of("code"), Width: component.Middle, Autocomplete: "off"}
		f.Fields = append(f.Fields, component.Input(code))
	}
	f.Fields = append(f.Fields, component.TextArea(reason))
	return w.render(rw, r, statusFor(problems), payview.Line(page, w.feeHead(p, page.Title, line.Content), facts, problems, f))
}

// setLine sets a line to a dossier by hand, or takes it off again.
func (w *Web) setLine(rw http.ResponseWriter, r *http.Request) error {
	line, err := w.office.BankLine(r.Context(), w.actor(r), r.PathValue("hash"))
	if err != nil {
		return err
	}
	reason := strings.TrimSpace(r.PostForm.Get("reason"))
	if line.Payment != "" {
		_, err = w.office.UnmatchLine(r.Context(), w.actor(r), line.Hash, reason)
	} else {
		_, err = w.office.MatchLine(r.Context(), w.actor(r), line.Hash, dossier.ReadCode(r.PostForm.Get("code")), reason)
	}
	if motcua.KindOf(err) == motcua.NotFound && err != nil {
		err = motcua.InvalidField("code", "dossier.unknown", "Code", r.PostForm.Get("code"))
	}
	if motcua.KindOf(err) == motcua.Invalid && err != nil {
		return w.showLine(rw, r, line, component.ProblemsOf(w.printer(r), err))
	}
	if err != nil {
		return err
	}
	return w.redirect(rw, r, w.address("line", line.Hash))
}

// namesOf gives people their names; nobody's to what came by itself.
func (w *Web) namesOf(r *http.Request) func(string) string {
	names := map[string]string{}
	return func(person string) string {
		name, known := names[person]
		if !known {
			name = w.printer(r).T("fees.day.nobody")
			if p, err := w.office.PersonByID(r.Context(), person); err == nil {
				name = p.Name
			}
			names[person] = name
		}
		return name
	}
}
