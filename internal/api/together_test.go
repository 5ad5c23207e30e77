package api_test

import (
	"fmt"
	"sync"
	"testing"

	"motcua/internal/api"
)

func TestSameKeySameAnswer(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{}, func(t *testing.T, d *desk) {
		receive := func(who, key, name string) reply {
			return d.call(who, "POST", "/api/v1/dossiers", object{"procedure": "1.009645", "applicant": object{"kind": "person", "name": name}}, "Idempotency-Key", key)
		}
		first, again := receive("reception", "k1", "Nguyễn Văn A"), receive("reception", "k1", "Nguyễn Văn A")
		if first.status != 201 || again.status != 201 || string(first.body) != string(again.body) || again.header.Get("Idempotency-Replayed") != "true" {
			t.Errorf("the same again: got %d %s, want %d %s", again.status, again.body, first.status, first.body)
		}
		receive("reception", "k1", "Nguyễn Văn B").want("status", 409, "code", "office.idempotency.other")
		if other := receive("reception", "k2", "Nguyễn Văn A"); other.text("code") == first.text("code") {
			t.Error("another key got the same dossier")
		}
		wrong, wrongAgain := receive("specialist", "k1", "Nguyễn Văn A"), receive("specialist", "k1", "Nguyễn Văn A")
		if wrong.status != 403 || string(wrong.body) != string(wrongAgain.body) || wrongAgain.header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("a refusal again, of another person with the same key: got %d %s", wrongAgain.status, wrongAgain.body)
		}
	})
}

func TestReceivedTogether(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{}, func(t *testing.T, d *desk) {
		d.token("reception")
		codes := together(20, func(int) string {
			got := d.call("reception", "POST", "/api/v1/dossiers", object{"procedure": "1.009645", "applicant": investor})
			return fmt.Sprint(got.at("code"))
		})
		seen := map[string]bool{}
		for _, code := range codes {
			seen[code] = true
		}
		if got, want := len(seen), 20; got != want {
			t.Errorf("different codes: got %d, want %d: %v", got, want, codes)
		}
	})
}

func TestAgenciesReplyTogether(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{}, func(t *testing.T, d *desk) {
		code, _ := d.assigned()
		agencies := []string{"stnmt", "sxd", "stc"}
		asked := d.must(201, "specialist", "POST", "/dossiers/"+code+"/consultations", object{"agencies": agencies, "content": "Cho ý kiến", "term": "7 working days"})
		for _, agency := range agencies {
			d.token(agency)
		}
		statuses := together(3, func(i int) string {
			id := asked.at(fmt.Sprintf("items.%d.id", i))
			return fmt.Sprint(d.call(agencies[i], "POST", fmt.Sprintf("/api/v1/consultations/%s/replies", id), object{"opinion": "agree"}).status)
		})
		if got, want := fmt.Sprint(statuses), "[201 201 201]"; got != want {
			t.Errorf("answers: got %s, want %s", got, want)
		}
		d.must(200, "head", "GET", "/dossiers/"+code, nil).want("status", "processing", "consultations.0.opinion", "agree",
			"consultations.1.opinion", "agree", "consultations.2.opinion", "agree")
	})
}

func TestOneOfTwoIsToldWhatHappened(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{}, func(t *testing.T, d *desk) {
		code, _ := d.assigned()
		etag := d.must(200, "specialist", "GET", "/dossiers/"+code, nil).header.Get("ETag")
		act := func(who string) reply {
			return d.call(who, "POST", "/api/v1/dossiers/"+code+"/supplement-requests", object{"reason": "Thiếu giấy"}, "If-Match", etag)
		}
		if got := act("head"); got.status != 201 || got.header.Get("ETag") == etag {
			t.Fatalf("the first: got %d, ETag %s", got.status, got.header.Get("ETag"))
		}
		act("specialist").want("status", 409, "code", "dossier.stale")
		d.call("specialist", "POST", "/api/v1/dossiers/"+code+"/withdrawals?version=4", object{"reason": "x"}).want("status", 403)
		d.call("head", "POST", "/api/v1/dossiers/"+code+"/withdrawals?version=4", object{"reason": "x"}).want("status", 409)
		d.call("head", "POST", "/api/v1/dossiers/"+code+"/withdrawals", object{"reason": "x"}, "If-Match", "seven").want("status", 422, "errors.0.field", "If-Match")
	})
}

func TestGuessersWait(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{}, func(t *testing.T, d *desk) {
		code, key := d.received()
		for range 200 {
			d.must(200, "", "GET", "/track?code="+code+"&key="+key, nil)
		}
		wrong, refused := 0, reply{}
		for range 60 {
			got := d.call("", "GET", "/api/v1/track?code="+code+"&key=AAAAAA", nil)
			if got.status == 429 {
				refused = got
				break
			}
			wrong++
		}
		if wrong < 5 || wrong > 25 || refused.header.Get("Retry-After") == "" {
			t.Errorf("wrong keys answered before the wait: got %d, then %d %s", wrong, refused.status, refused.body)
		}
	})
	each(t, "2022-06-06T08:30", api.Config{BehindOne: true}, func(t *testing.T, d *desk) {
		for i := range 40 {
			from := fmt.Sprintf("10.0.0.%d", i)
			got := d.call("", "GET", fmt.Sprintf("/api/v1/track?code=H57.16-220606-%04d&key=AAAAAA", i), nil, "X-Forwarded-For", "spoofed, "+from)
			if got.status != 404 {
				t.Fatalf("another address: got %d, want 404", got.status)
			}
		}
	})
}

func together(n int, do func(i int) string) []string {
	results := make([]string, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() { results[i] = do(i) })
	}
	wait.Wait()
	return results
}
