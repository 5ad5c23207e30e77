package web

import (
	"fmt"
	"io"
	"net/http"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/claim"
	"motcua/internal/office"
	claimview "motcua/internal/web/view/claim"
	"motcua/internal/web/view/component"
	"motcua/report"

	"github.com/a-h/templ"
)

// checkForm asks for the text of a report and its period.
func (w *Web) checkForm(rw http.ResponseWriter, r *http.Request) error {
	return w.showCheck(rw, r, nil, nil)
}

// checkReport holds a text against the facts and shows what was found beside it.
func (w *Web) checkReport(rw http.ResponseWriter, r *http.Request) error {
	in, err := reportPosted(r)
	if err != nil {
		return w.showCheck(rw, r, nil, err)
	}
	done, err := w.office.CheckReport(r.Context(), w.actor(r), in)
	if err != nil && motcua.KindOf(err) == motcua.Invalid {
		return w.showCheck(rw, r, nil, err)
	}
	if err != nil {
		return err
	}
	return w.showCheck(rw, r, &done, nil)
}

// reportPosted reads the form: a file, or the text that was pasted.
func reportPosted(r *http.Request) (office.ReportText, error) {
	in := office.ReportText{Data: []byte(r.FormValue("van-ban"))}
	var faults []*motcua.Fault
	for _, day := range []struct {
		field string
		to    *calendar.Date
	}{{"tu", &in.Period.From}, {"den", &in.Period.To}} {
		var err error
		if *day.to, err = readDate(day.field, r.FormValue(day.field)); err == nil && day.to.IsZero() {
			err = motcua.InvalidField(day.field, "claim.page.missing")
		}
		if fault, ok := motcua.AsFault(err); ok {
			faults = append(faults, fault)
		}
	}
	if file, head, err := r.FormFile("file"); err == nil && head.Size > 0 {
		defer func() { _ = file.Close() }()
		if in.Data, err = io.ReadAll(file); err != nil {
			return in, fmt.Errorf("read report: %w", err)
		}
		if in.Name = head.Filename; !strings.Contains(in.Name, ".") {
			in.Name += ".txt"
		}
	}
	return in, motcua.Join(faults...)
}

func (w *Web) showCheck(rw http.ResponseWriter, r *http.Request, done *office.CheckedReport, wrong error) error {
	d, err := w.reader(r)
	if err != nil {
		return err
	}
	page := w.page(r, "claim.page.title")
	page.Faulty = wrong != nil
	problems := renamed(component.ProblemsOf(d.p, wrong))
	for i, p := range problems {
		if p.Field == "text" {
			problems[i].Field = "van-ban"
		}
	}
	today := calendar.DateOf(d.now)
	begin := report.Month(today.AddMonths(-int(today.Month-1) % 6)).From
	v := claimview.Check{Head: component.Head{Title: page.Title, Lead: d.p.T("claim.page.lead")}, Problems: problems, Action: w.address("reform.check"),
		From: component.Field{Name: "tu", Label: d.p.T("figures.from"), Value: typed(r.FormValue("tu"), d.p.Date(begin)), Error: problems.Of("tu"), InputMode: "numeric"},
		To:   component.Field{Name: "den", Label: d.p.T("figures.to"), Value: typed(r.FormValue("den"), d.p.Date(today)), Error: problems.Of("den"), InputMode: "numeric"},
		File: component.Field{Name: "file", Label: d.p.T("claim.page.file"), Hint: d.p.T("claim.page.file.hint"), Kind: "file", Error: problems.Of("file"), Width: component.Middle},
		Text: component.Field{Name: "van-ban", Label: d.p.T("claim.page.paste"), Hint: d.p.T("claim.page.paste.hint"), Value: r.FormValue("van-ban"), Error: problems.Of("van-ban"), Rows: 8}}
	if done != nil {
		v.Done = d.checked(*done)
	}
	return w.render(rw, r, statusFor(problems), claimview.Show(page, v))
}

// checked words what was found, and cuts the text at the places of it.
func (d reader) checked(c office.CheckedReport) *claimview.Done {
	done := &claimview.Done{Said: component.Notice{Tone: component.OK, Title: d.p.T("claim.page.none", "Claims", len(c.Claims))}}
	if n := len(c.Findings); n > 0 {
		done.Said = component.Notice{Tone: component.Warn, Title: d.p.T("claim.page.found", "Count", n, "Claims", len(c.Claims))}
	}
	done.Sheet = component.Sheet{Caption: d.p.T("claim.page.list"), ShowCaption: true}
	for _, name := range []string{"place", "says", "fact", "suggest"} {
		done.Sheet.Columns = append(done.Sheet.Columns, component.Column{Label: d.p.T("claim.page.column." + name)})
	}
	for i, f := range c.Findings {
		at := component.Link{Label: d.p.T("claim.page.line", "Line", f.Line, "Column", f.Column), Href: "#" + placeID(markOf(c.Findings, i))}
		done.Sheet.Rows = append(done.Sheet.Rows, component.Row{ID: findingID(i), Cells: []templ.Component{
			component.LinkWith(at, d.p.T("claim.severity."+string(f.Severity))), component.TextWith(d.p.Text(f.Claim), clipped(f.Quote)),
			claimview.Rests(d.p.Text(f.Fact), d.sources(f.Sources)), component.Text(f.Suggest)}})
	}
	done.Lines = d.marked(c)
	return done
}

// quoteMost is how many characters of a place stand in the list.
const quoteMost = 90

func clipped(s string) string {
	if letters := []rune(s); len(letters) > quoteMost {
		return string(letters[:quoteMost]) + "…"
	}
	return s
}

func placeID(i int) string   { return "cho-" + plain(i+1) }
func findingID(i int) string { return "muc-" + plain(i+1) }

// markOf is the finding whose mark shows the place of another: itself, or one
// before it that overlaps.
func markOf(list []claim.Finding, i int) int {
	end, at := 0, i
	for j := 0; j <= i; j++ {
		if list[j].Start >= end {
			at, end = j, list[j].End
		}
	}
	return at
}

// marked cuts the text into paragraphs and marks the places of the findings.
func (d reader) marked(c office.CheckedReport) []claimview.Line {
	var lines []claimview.Line
	start, next := 0, 0
	for body := range strings.SplitAfterSeq(c.Text, "\n") {
		end := start + len(body)
		var line claimview.Line
		at := start
		for ; next < len(c.Findings) && c.Findings[next].Start < end; next++ {
			f := c.Findings[next]
			if markOf(c.Findings, next) != next {
				continue
			}
			line = append(line, claimview.Piece{Text: c.Text[at:f.Start]}, claimview.Piece{Text: f.Quote, ID: placeID(next), Back: "#" + findingID(next),
				About: f.Quote + ". " + d.p.Text(f.Fact)})
			at = f.End
		}
		if rest := strings.TrimRight(c.Text[at:end], "\n"); rest != "" || len(line) > 0 {
			if line = append(line, claimview.Piece{Text: rest}); strings.TrimSpace(body) != "" {
				lines = append(lines, line)
			}
		}
		start = end
	}
	return lines
}
