package api_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"motcua/identity"
	"motcua/internal/api"
)

func TestEveryCallAsksForItsToken(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{}, func(t *testing.T, d *desk) {
		asked := 0
		for path, methods := range d.doc.paths {
			for method, op := range methods {
				if len(op.Security) == 0 {
					continue
				}
				asked++
				path := strings.NewReplacer("{code}", "H57.16-220606-0001", "{id}", "x").Replace(path)
				got := d.call("", strings.ToUpper(method), "/api/v1"+path, nil)
				if got.status != 401 || !strings.HasPrefix(got.header.Get("WWW-Authenticate"), "Bearer") || got.at("code") != "api.token.missing" {
					t.Errorf("%s %s without a token: got %d %s, want 401", method, path, got.status, got.body)
				}
			}
		}
		if asked < 25 {
			t.Errorf("only %d calls ask for a token", asked)
		}
		for reason, header := range map[string]string{"a token that nobody has": "Bearer mc_00", "another scheme": "Basic eDp5", "no token after the scheme": "Bearer "} {
			got := d.call("", "GET", "/api/v1/procedures", nil, "Authorization", header)
			if got.status != 401 {
				t.Errorf("%s: got %d, want 401", reason, got.status)
			}
		}
	})
}

func TestRights(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{}, func(t *testing.T, d *desk) {
		guest := identity.Person{ID: "guest", Name: "Khách", Active: true}
		if err := d.PutPerson(context.Background(), d.As("admin"), guest, ""); err != nil {
			t.Fatal(err)
		}
		code, _ := d.assigned()
		asked := d.must(201, "specialist", "POST", "/dossiers/"+code+"/consultations", object{"agencies": []string{"stnmt", "sxd"}, "content": "Cho ý kiến", "term": "7 working days"})
		request := d.must(201, "sxd", "POST", "/consultations/"+asked.text("items.1.id")+"/extension-requests", object{"term": "3 working days", "reason": "Cần kiểm tra"}).text("id")
		waiting, _ := d.received()
		handover := d.must(201, "reception", "POST", "/dossiers/"+waiting+"/handovers", nil).text("id")
		dossier, opinion := "/dossiers/"+code, "/consultations/"+asked.text("items.0.id")
		tests := []struct{ reason, who, method, path string }{
			{"only the desk receives", "specialist", "POST", "/dossiers"},
			{"a list shows nothing to whoever holds no post", "guest", "GET", "/dossiers"},
			{"an agency reads only what it was asked about", "stc", "GET", dossier},
			{"who holds it hands it over", "reception", "POST", dossier + "/handovers"},
			{"the receiver takes it", "stnmt", "POST", "/handovers/" + handover + "/acceptance"},
			{"the head assigns", "specialist", "POST", dossier + "/assignments"},
			{"who holds it sends it back", "stnmt", "POST", dossier + "/send-backs"},
			{"the specialist asks for papers", "reception", "POST", dossier + "/supplement-requests"},
			{"the desk or the specialist takes papers", "stnmt", "POST", dossier + "/supplements"},
			{"the specialist consults", "reception", "POST", dossier + "/consultations"},
			{"each agency replies for itself", "sxd", "POST", opinion + "/replies"},
			{"who asked reminds", "stnmt", "POST", opinion + "/reminders"},
			{"who asked goes on without an answer", "stnmt", "POST", opinion + "/closure"},
			{"each agency asks more time for itself", "sxd", "POST", opinion + "/extension-requests"},
			{"who may not read may not preview", "stc", "GET", "/extension-requests/" + request},
			{"the lead decides on more time", "sxd", "POST", "/extension-requests/" + request + "/decision"},
			{"the lead concludes", "reception", "POST", dossier + "/results"},
			{"the desk returns", "specialist", "POST", dossier + "/returns"},
			{"the desk withdraws for the applicant", "stnmt", "POST", dossier + "/withdrawals"},
			{"the lead stops", "reception", "POST", dossier + "/stops"},
			{"the lead or the office corrects", "stnmt", "POST", dossier + "/corrections"},
			{"figures are for the staff", "stnmt", "GET", "/statistics?from=2022-06-01&to=2022-06-30"},
		}
		bodies := map[string]object{"/dossiers": {"procedure": "1.009645", "applicant": investor}, "assignments": {"person": "specialist"}, "replies": {"opinion": "agree"},
			"extension-requests": {"term": "3 working days", "reason": "x"}, "decision": {"approve": true}, "results": {"outcome": "granted"},
			"consultations": {"agencies": []string{"stc"}, "content": "x", "term": "3 working days"}, "corrections": {"field": "note", "to": "x", "reason": "x"}}
		for _, test := range tests {
			var body any
			if test.method == "POST" {
				body = object{}
				for end, sent := range bodies {
					if strings.HasSuffix(test.path, end) {
						body = sent
					}
				}
				if strings.HasSuffix(test.path, "send-backs") || strings.HasSuffix(test.path, "requests") && test.who == "reception" ||
					strings.HasSuffix(test.path, "withdrawals") || strings.HasSuffix(test.path, "stops") {
					body = object{"reason": "x"}
				}
			}
			got := d.call(test.who, test.method, "/api/v1"+test.path, body)
			if got.status != http.StatusForbidden || !strings.HasPrefix(got.text("code"), "identity.forbidden.") {
				t.Errorf("%s: got %d %s, want 403", test.reason, got.status, got.body)
			}
		}
		d.must(200, "head", "GET", dossier, nil).want("version", 6)
	})
}

func TestBadInput(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{}, func(t *testing.T, d *desk) {
		code, _ := d.assigned()
		dossier := "/dossiers/" + code
		applicant := `"applicant":{"kind":"person","name":"Nguyễn Văn A"}`
		tests := []struct {
			reason, who, method, path, body string
			status                          int
			code, field                     string
		}{
			{"no such procedure", "reception", "POST", "/dossiers", `{"procedure":"9.999999",` + applicant + `}`, 422, "catalogue.unknown", "procedure"},
			{"no procedure at all", "reception", "POST", "/dossiers", `{` + applicant + `}`, 422, "dossier.required.procedure", "procedure"},
			{"nothing sent", "reception", "POST", "/dossiers", ``, 422, "dossier.required.procedure", "procedure"},
			{"not in force that day", "reception", "POST", "/dossiers", `{"procedure":"1.009645","receivedAt":"2019-01-01T08:00:00+07:00",` + applicant + `}`, 422, "catalogue.notYet", "procedure"},
			{"received in the future", "reception", "POST", "/dossiers", `{"procedure":"1.009645","receivedAt":"2022-06-07T08:00:00+07:00",` + applicant + `}`, 422, "dossier.receivedAt.future", "receivedAt"},
			{"a time that is none", "reception", "POST", "/dossiers", `{"procedure":"1.009645","receivedAt":"hôm qua",` + applicant + `}`, 422, "api.instant", "receivedAt"},
			{"a channel that is none", "reception", "POST", "/dossiers", `{"procedure":"1.009645","channel":"fax",` + applicant + `}`, 422, "api.channel", "channel"},
			{"applicant without a name", "reception", "POST", "/dossiers", `{"procedure":"1.009645","applicant":{"kind":"person","name":" "}}`, 422, "dossier.required.name", "applicant.name"},
			{"tax code of the wrong length", "reception", "POST", "/dossiers", `{"procedure":"1.009645","applicant":{"kind":"organization","name":"A","identifier":"12"}}`, 422, "dossier.taxCode", "applicant.identifier"},
			{"a text too long", "reception", "POST", "/dossiers", `{"procedure":"1.009645","note":"` + strings.Repeat("a", 5000) + `",` + applicant + `}`, 422, "dossier.tooLong", "note"},
			{"a field misspelt", "reception", "POST", "/dossiers", `{"procedure":"1.009645","chanel":"online",` + applicant + `}`, 422, "api.body.unknown", "chanel"},
			{"a field misspelt within", "reception", "POST", "/dossiers", `{"procedure":"1.009645","papers":[{"cod":"P01"}],` + applicant + `}`, 422, "api.body.unknown", "cod"},
			{"a number for a text", "reception", "POST", "/dossiers", `{"procedure":1.009645,` + applicant + `}`, 422, "api.body.type", "procedure"},
			{"JSON cut off", "reception", "POST", "/dossiers", `{"procedure":"1.0`, 400, "api.body.unfinished", ""},
			{"not JSON", "reception", "POST", "/dossiers", `procedure=1.009645`, 400, "api.body.syntax", ""},
			{"two objects", "reception", "POST", "/dossiers", `{"procedure":"1.009645",` + applicant + `}{}`, 400, "api.body.twice", ""},
			{"more than a mebibyte", "reception", "POST", "/dossiers", `{"note":"` + strings.Repeat("a", 1<<20) + `"}`, 413, "api.body.large", ""},
			{"not UTF-8", "reception", "POST", "/dossiers", "{\"procedure\":\"1.009645\",\"applicant\":{\"name\":\"Nguy\xean V\xe3n A\"}}", 400, "api.body.encoding", "name"},
			{"a term without a unit", "specialist", "POST", dossier + "/consultations", `{"agencies":["sxd"],"content":"x","term":"7"}`, 422, "deadline.term.unitMissing", "term"},
			{"a term beyond the calendar", "specialist", "POST", dossier + "/consultations", `{"agencies":["sxd"],"content":"x","term":"3000 working days"}`, 422, "calendar.notAnnounced", "term"},
			{"an agency that is none", "specialist", "POST", dossier + "/consultations", `{"agencies":["nasa"],"content":"x","term":"7 days"}`, 422, "dossier.consult.agency", "agencies"},
			{"a date outside the calendar", "head", "POST", "/deadlines", `{"from":"2031-01-01T08:00:00+07:00","term":"1 day"}`, 422, "calendar.notAnnounced", "from"},
			{"a term that leads out of it", "head", "POST", "/deadlines", `{"from":"2026-12-01T08:00:00+07:00","term":"90 working days"}`, 422, "calendar.notAnnounced", "term"},
			{"an extension without a unit", "head", "POST", "/deadlines", `{"from":"2022-04-08T16:00","term":"1 day","extensions":["3"]}`, 422, "deadline.term.unitMissing", "extensions[0]"},
			{"a pause that ends before it begins", "head", "POST", "/deadlines", `{"from":"2022-04-08T16:00","term":"1 day","pauses":[{"from":"2022-04-13T08:00","to":"2022-04-12T08:00"}]}`, 422, "", "pauses"},
			{"a calendar that is none", "head", "POST", "/deadlines", `{"calendar":"x","from":"2022-04-08T16:00","term":"1 day"}`, 422, "dossier.calendar.unknown", "calendar"},
			{"a state that does not allow it", "reception", "POST", dossier + "/returns", `{"receivedBy":"A","method":"counter"}`, 409, "dossier.return.noResult", ""},
			{"papers nobody asked for", "reception", "POST", dossier + "/supplements", `{"papers":[]}`, 409, "dossier.supplement.notAsked", ""},
			{"an outcome that is none", "head", "POST", dossier + "/results", `{"outcome":"maybe"}`, 422, "dossier.outcome.unknown", "outcome"},
			{"a person who is none", "head", "POST", dossier + "/assignments", `{"person":"nobody"}`, 422, "identity.person.unknown", "person"},
			{"a version that is past", "specialist", "POST", dossier + "/supplement-requests", `{"reason":"x","version":2}`, 409, "dossier.stale", ""},
			{"a dossier that is none", "head", "GET", "/dossiers/H57.16-220606-0999", ``, 404, "dossier.unknown", ""},
			{"an errand that is none", "head", "POST", "/handovers/x/acceptance", ``, 404, "dossier.errand.unknown", ""},
			{"a procedure page that is none", "head", "GET", "/procedures/9.999999", ``, 404, "catalogue.unknown", ""},
			{"a status that is none", "head", "GET", "/dossiers?status=x", ``, 422, "dossier.filter.status", "status"},
			{"a cursor that is none", "head", "GET", "/dossiers?after=x", ``, 422, "office.cursor", "after"},
			{"a limit that is no number", "head", "GET", "/dossiers?limit=ten", ``, 422, "api.parameter", "limit"},
			{"a period to come", "head", "GET", "/statistics?period=2029-06", ``, 422, "report.future", "from"},
			{"periods that overlap", "head", "GET", "/statistics?from=2022-06-01&to=2022-06-30&against=free&againstFrom=2022-05-01&againstTo=2022-06-01", ``, 422, "report.overlap", "against"},
			{"nothing to hold it against", "head", "GET", "/statistics?from=2022-06-01&to=2022-06-30&against=x", ``, 422, "api.against", "against"},
			{"a group that is none", "head", "GET", "/statistics?from=2022-06-01&to=2022-06-30&by=x", ``, 422, "report.group", "by"},
			{"a period without its end", "head", "GET", "/statistics?from=2022-06-01", ``, 422, "api.date", "to"},
			{"an address that is none", "head", "GET", "/nothing", ``, 404, "api.address", ""},
			{"a method that is none", "head", "DELETE", dossier, ``, 405, "api.method", ""},
			{"the demonstration's clock outside one", "admin", "POST", "/demo/clock", `{"now":"2022-07-01T08:00:00+07:00"}`, 404, "api.address", ""},
		}
		for _, test := range tests {
			got := d.call(test.who, test.method, "/api/v1"+test.path, test.body)
			if got.status != test.status || test.code != "" && got.at("code") != test.code || got.header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("%s: got %d %s, want %d %s", test.reason, got.status, got.body, test.status, test.code)
				continue
			}
			if test.field != "" {
				got.want("errors.0.field", test.field)
			}
			if detail := got.text("detail"); detail == got.at("code") || !strings.Contains(detail, " ") {
				t.Errorf("%s: %q is not a sentence", test.reason, detail)
			}
		}
		d.must(200, "head", "GET", dossier, nil).want("version", 4)
		if got := d.must(200, "head", "GET", "/dossiers", nil).at("items.1"); got != nil {
			t.Errorf("something of the bad input was kept: %v", got)
		}
	})
}

func TestAbolishedProcedure(t *testing.T) {
	each(t, "2026-01-05T09:00", api.Config{}, func(t *testing.T, d *desk) {
		d.call("reception", "POST", "/api/v1/dossiers", object{"procedure": "1.012508", "applicant": investor}).
			want("status", 422, "code", "catalogue.abolished", "errors.0.field", "procedure")
		d.must(201, "reception", "POST", "/dossiers", object{"procedure": "1.009645", "applicant": investor})
		d.must(200, "", "GET", "/procedures/1.012508", nil).want("version", 0, "term", "")
	})
}

func TestLanguages(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{}, func(t *testing.T, d *desk) {
		tests := []struct{ reason, accept, title string }{
			{"Vietnamese when nothing is said", "", "Không tìm thấy"},
			{"English when preferred", "en-GB,en;q=0.9,vi;q=0.5", "Not found"},
			{"Vietnamese when preferred", "en;q=0.3,vi", "Không tìm thấy"},
			{"Vietnamese for languages we do not speak", "fr,de", "Không tìm thấy"},
			{"Vietnamese for what cannot be read", ";;;", "Không tìm thấy"},
		}
		for _, test := range tests {
			got := d.call("head", "GET", "/api/v1/dossiers/x", nil, "Accept-Language", test.accept)
			if got.at("title") != test.title {
				t.Errorf("%s: got %v, want %s", test.reason, got.at("title"), test.title)
			}
		}
	})
}

func TestTextIsNormalised(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{}, func(t *testing.T, d *desk) {
		decomposed := "Ðoa\u0300n Thi\u0323 Ha\u0300"
		code := d.must(201, "reception", "POST", "/dossiers", object{"procedure": "1.009645", "applicant": object{"kind": "person", "name": decomposed}}).text("code")
		d.must(200, "head", "GET", "/dossiers/"+code, nil).want("applicant.name", "Đoàn Thị Hà")
	})
}
