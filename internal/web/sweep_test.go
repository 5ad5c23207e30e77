package web_test

import (
	"net/url"
	"regexp"
	"testing"

	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// link is the first address of a file on a page.
func link(t *testing.T, page answer, pattern string) string {
	t.Helper()
	found := regexp.MustCompile(pattern).FindString(page.body)
	if found == "" {
		t.Fatalf("no %s on the page (%d)", pattern, page.status)
	}
	return found
}

// everywhere hands a file in wherever files are handed in, and gives where each
// is read, by whom.
func everywhere(t *testing.T, s *site) map[string]func() answer {
	t.Helper()
	o := s.Office
	view, own := asked(t, s)
	at, desk := "/tra-cuu/"+view.Code, s.as("specialist")
	own.hand(at+"/bo-sung", nil, [3]string{"paper.P02", "bo-sung.pdf", pdf + "1"})
	own.hand(at+"/trao-doi", url.Values{"text": {"kèm tệp"}}, [3]string{"file", "tin.pdf", pdf + "2"})
	supplement := link(t, desk.get("/can-bo/ho-so/"+view.Code+"/nhan-bo-sung"), `/can-bo/ho-so/[^"]+/tep/[^"]+`)
	message := link(t, own.get(at+"/trao-doi"), at+`/tep/[^"]+`)
	if _, err := o.TakePapers(t.Context(), o.As("specialist"), office.Target{Code: view.Code}, nil); err != nil {
		t.Fatal(err)
	}
	director, deed := s.as("director"), "/can-bo/ho-so/"+view.Code+"/ket-qua"
	director.hand(deed, url.Values{"version": {versionOf(t, director.get(deed))}, "outcome": {"granted"}, "document.number": {"12/GCN"}, "document.date": {"06/06/2022"},
		"document.title": {"Giấy chứng nhận"}}, [3]string{"file", "ket-qua.pdf", pdf + "3"})

	writer := s.reader()
	writer.attach("/phan-anh/gui", "files", "phan-anh.pdf", []byte(pdf+"4"), said(o))
	voice := link(t, writer.get("/phan-anh/PA-2022-0001"), `/phan-anh/PA-2022-0001/tep/[0-9a-f-]+`)

	sender := s.reader()
	sent := sender.begin(general)
	sender.fill(sent)
	sender.post(sent+"/kiem-tra", url.Values{"declared": {"yes"}})
	record := "/can-bo/truc-tuyen/" + sent[len("/nop/"):]
	reception := s.as("reception")
	submission := link(t, reception.get(record), record+`/tep/[^"]+`)

	drafter := s.reader()
	draft := drafter.begin(general)
	drafter.hand(draft+"/giay-to", url.Values{"then": {"upload"}}, [3]string{"paper.P01", "nhap.pdf", pdf + "5"})
	inDraft := link(t, drafter.get(draft+"/giay-to"), draft+`/tep/[^"]+`)
	return map[string]func() answer{
		"a paper sent later": func() answer { return s.as("specialist").get(supplement) },
		"a message":          func() answer { return own.get(message) },
		"a result":           func() answer { return own.get(at + "/ket-qua") },
		"a feedback":         func() answer { return writer.get(voice) },
		"a submission":       func() answer { return s.as("reception").get(submission) },
		"a draft":            func() answer { return drafter.get(inDraft) },
	}
}

// TestTheSweep: what anything names stays, however old; what nothing names goes
// a day later, and so does what only a draft named, when the draft has gone.
func TestTheSweep(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		kept := everywhere(t, s)
		form := said(o)
		form.Del("phone")
		form.Del("email")
		s.reader().attach("/phan-anh/gui", "files", "khong-ai-giu.pdf", []byte(pdf+"6"), form).says(t, 422, "khong-ai-giu.pdf")
		round := func(moment string, want int) {
			t.Helper()
			o.MoveTo(moment)
			if err := o.ForgetDrafts(t.Context()); err != nil {
				t.Fatal(err)
			}
			if gone, err := o.SweepFiles(t.Context()); gone != want || err != nil {
				t.Errorf("%s: %d files went (%v), want %d", moment, gone, err, want)
			}
		}
		round("2022-06-07T08:00", 0)
		round("2022-06-09T08:00", 1)
		round("2022-06-10T08:00", 0)
		for where, read := range kept {
			if a := read(); a.status != 200 {
				t.Errorf("the file of %s is gone: %d", where, a.status)
			}
		}
		round("2022-09-06T08:00", 1)
		for where, read := range kept {
			if a := read(); a.status != 200 && where != "a draft" {
				t.Errorf("the file of %s is gone after months: %d", where, a.status)
			}
		}
	})
}
