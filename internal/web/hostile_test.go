package web_test

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"motcua/internal/web"
)

// unseen are forms that no page of the world shows, with the reason.
var unseen = map[string]string{
	"/dang-nhap/khoa":                    "filled in by a device that holds a passkey",
	"/dang-nhap/khoa/hoi":                "asks a device, and takes no text",
	"/cua-toi/bao-mat/khoa":              "filled in by a device that makes a passkey",
	"/cua-toi/bao-mat/khoa/hoi":          "asks a device, and takes no text",
	"/cua-toi/bao-mat/khoa/bo":           "shown to who has a passkey, and takes no text",
	"/cua-toi/tai-khoan/qua/{provider}":  "shown where a provider is known, and takes no text",
	"/tep/tai-len":                       "takes parts of files from a script",
	"/thanh-toan/ket-qua":                "called by the gateway, signed",
	"/tra-cuu/{code}/thanh-toan/hoi-lai": "shown while the gateway owes an answer, and takes no text",
	"/can-bo/van-ban/so-06/khoa":         "shown when a year is over, and takes no text",
	"/can-bo/luu-tru/{code}":             "shown when the files of a dossier are past their retention, after eleven years",
	"/can-bo/ke-hoach/{id}/nap/xong":     "shown after a table of tasks was read, and tried with the import",
	"/can-bo/phi/sao-ke/{id}":            "shown while an import was broken off, and takes no text",
}

// notKept are forms that keep nothing of what is typed, with the reason.
var notKept = map[string]string{
	"reset.post":        "a password",
	"deed.post.post":    "the number of the post, letters and digits alone",
	"forgot.post":       "an address alone",
	"mine.email":        "an address alone, and a password",
	"signIn.code.post":  "a code alone",
	"mine.device.post":  "a code alone",
	"mine.device.off":   "a code alone",
	"reform.check.post": "holds a text against the facts and keeps nothing of it",
	"import.post":       "a catalogue is asked for, and what was handed in is none",
	"form.preview.post": "a form to try",
	"counter.look":      "shows the date while the form is filled in",
	"scan.post":         "what a scanner read leads elsewhere",
	"passOn.post":       "codes of dossiers alone",
	"takeIn.post":       "codes of dossiers alone",
	"report.back":       "the page approves the report too, which ends it",
	"report.sign.post":  "a certificate and its password",
	"assessments.post":  "a set of criteria and a year alone",
	"event.arrive":      "what a scanner read of a ticket",

	"agreement.new.post": "a table is asked for, and what was handed in is none; the world has a channel that shows harm",
}

// notShown is what no page shows, with the reason.
var notShown = map[string]string{
	"queue.post":              "the number of a counter alone",
	"inspection.do.draw.post": "numbers alone",
	"rate.more":               "the office reads what was said by three at least",
	"mine.password":           "a password",
	"line.post":               "kept with the payment in the log, which no page shows",
	"control.do.send.post":    "a day alone",
	"review.do.cost.post":     "numbers alone",
	"review.do.assign.post":   "a unit and a day",
}

// guessing are forms that guess at something secret: few tries are given from
// one address, and nothing typed there is kept.
var guessing = map[string]bool{"track.post": true, "draft.open.post": true, "feedback.track.post": true, "verify.post": true, "mine.add": true,
	"signIn.post": true, "mine.password": true, "mine.session.end": true, "signOut": true}

// hostile is a text that does harm where it is shown as it stands: a script, a
// mark that turns the writing, one without width, a bell.
func hostile(mark int) string {
	return fmt.Sprintf("Nguye\u0302\u0303n\u200b L\u202ean\a </textarea><script>alert(%d)</script>\"'><img src=x onerror=alert(1)> \U0001f469\u200d\u2696\ufe0f", mark)
}

func harmless(mark int) string { return fmt.Sprintf("&lt;script&gt;alert(%d)", mark) }

var (
	harm    = regexp.MustCompile("<script>alert|<img src=x|\u202e|\u200b|\a")
	bareKey = regexp.MustCompile(`>\s*(page|ui|web|component|dossier|submit|mine|track|notice|letter|apology|proof|factor|mandate|wallet|passkey|provider|register|feedback|rating|delivery|result|talk|process|bpmn|sheet|signing|scan|retention|lists|search|keys|notices|deputy|directive|record|inspection|plan|narrative|score|board|control|legal|reform|review|reviewPlan)\.[a-z][\w.]+\s*<`)
	faulted = regexp.MustCompile(`href="#([^"]+)"`)
	tooLong = strings.Repeat("Ư", 10_000)
	answers = []int{200, 303, 400, 403, 404, 409, 413, 422, 429}
)

// TestEveryFormTakesAnyText finds every form that any reader can reach, puts
// into all its text fields what would do harm, ten thousand letters and NUL, and
// reads every page afterwards: it is refused with a sentence that names the
// field, or stands there as text. A row of the table of addresses whose form is
// not found fails, so that a new form cannot be forgotten.
func TestEveryFormTakesAnyText(t *testing.T) {
	s, _ := till(t)
	w := newWorld(t, s)
	type found struct {
		*visitor
		page, action string
	}
	forms := map[string][]found{}
	for _, v := range w.visitors {
		w.walk(v, func(at string, a answer, page *html.Node) {
			if page == nil {
				return
			}
			for _, s := range w.posts(at, page) {
				if row := w.row(http.MethodPost, s.action); len(forms[row]) < 5 {
					forms[row] = append(forms[row], found{v, at, s.action})
				}
			}
		})
	}
	marks := map[string]int{}
	attack := func(guesses bool) {
		rows := web.Addresses()
		slices.SortStableFunc(rows, func(a, b web.Address) int { // more time is decided before the opinion is given
			return cmp.Compare(strings.Index(b.Name, "moreTime.post"), strings.Index(a.Name, "moreTime.post"))
		})
		for i, a := range rows {
			if a.Method != http.MethodPost || guessing[a.Name] != guesses {
				continue
			}
			if len(forms[a.Pattern]) == 0 && unseen[a.Pattern] == "" {
				t.Errorf("%s: no page shows the form of %s", a.Name, a.Pattern)
			}
			texts := false
			for _, f := range forms[a.Pattern] {
				taken, of := w.attack(t, a.Name, f.visitor, f.page, f.action, i)
				texts = texts || of
				if taken {
					marks[a.Name] = i
					f.visitor.seeds = append([]string{f.page, path.Dir(f.page), "/can-bo/phi/" + w.bill}, f.visitor.seeds...)
					break
				}
			}
			if _, taken := marks[a.Name]; texts && !taken && notKept[a.Name] == "" && !guesses {
				t.Errorf("%s: nothing that does harm was taken, so nothing was tried", a.Name)
			}
		}
	}
	attack(false)
	var shown strings.Builder
	for _, v := range w.visitors {
		w.walk(v, func(at string, a answer, page *html.Node) {
			if bad := harm.FindString(a.body); bad != "" && page != nil {
				t.Errorf("%s reads %q on %s", v.who, bad, at)
			}
			if a.status >= 500 {
				t.Errorf("%s gets %d from %s", v.who, a.status, at)
			}
			if key := bareKey.FindString(a.body); key != "" && page != nil {
				t.Errorf("%s reads the key %s on %s", v.who, key, at)
			}
			shown.WriteString(a.body)
		})
	}
	for _, name := range slices.Sorted(maps.Keys(marks)) {
		if !strings.Contains(shown.String(), harmless(marks[name])) {
			if notShown[name] == "" {
				t.Errorf("%s: what was typed is shown nowhere, so nothing was tried", name)
			}
		}
	}
	attack(true)
}

// attack posts the form of a page with texts that do harm; it tells whether they
// were taken, and whether there are fields for them.
func (w *world) attack(t *testing.T, name string, v *visitor, page, action string, mark int) (taken, texts bool) {
	t.Helper()
	s, ok := w.form(v, page, action)
	if !ok || len(s.texts) == 0 {
		return false, false
	}
	good := s.form
	long, null := maps.Clone(s.form), maps.Clone(s.form)
	for _, field := range s.texts {
		long[field], null[field] = []string{tooLong}, []string{"a\x00b"}
	}
	a := v.fill(s, long)
	w.sane(t, name, a)
	if a.status == http.StatusUnprocessableEntity && !faulted.MatchString(a.body) {
		t.Errorf("%s: ten thousand letters are refused, and no field is named", name)
	}
	a = v.fill(s, null)
	if w.sane(t, name, a); a.status == http.StatusBadRequest && !strings.Contains(a.body, "Ô “") {
		t.Errorf("%s: NUL is refused, and no field is named", name)
	}
	if s, ok = w.form(v, page, action); !ok {
		return false, true
	}
	harmed := slices.Clone(s.texts)
	for range 4 {
		form := maps.Clone(s.form)
		for _, field := range harmed {
			form[field] = []string{hostile(mark)}
		}
		a = v.fill(s, form)
		w.sane(t, name, a)
		if a.status != http.StatusUnprocessableEntity {
			return a.status == http.StatusSeeOther, true
		}
		for _, m := range faulted.FindAllStringSubmatch(a.body, -1) { // what was refused is put right, the rest stays
			harmed = slices.DeleteFunc(harmed, func(field string) bool { return field == m[1] })
		}
		next, shown := w.formIn(page, action, a.body)
		if !shown {
			return false, true
		}
		for _, field := range next.texts {
			if old, known := good[field]; known && !slices.Contains(harmed, field) {
				next.form[field] = old
			}
		}
		s = next
	}
	return false, true
}

// sane holds an answer to what every answer is held to.
func (w *world) sane(t *testing.T, name string, a answer) {
	t.Helper()
	if !slices.Contains(answers, a.status) {
		t.Errorf("%s answers %d\n%s", name, a.status, w.log)
	}
	if bad := harm.FindString(a.body); bad != "" {
		t.Errorf("%s answers with %q as it stands", name, bad)
	}
}

// form reads a form anew from its page.
func (w *world) form(v *visitor, page, action string) (sheet, bool) {
	return w.formIn(page, action, v.get(page).body)
}

func (w *world) formIn(page, action, body string) (sheet, bool) {
	tree, err := html.Parse(strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	for _, s := range w.posts(page, tree) {
		if s.action == action {
			return s, true
		}
	}
	return sheet{}, false
}

// fill posts a form as its page would.
func (v *visitor) fill(s sheet, form url.Values) answer {
	if s.files {
		return v.hand(s.action, form, s.papers...)
	}
	return v.post(s.action, form)
}
