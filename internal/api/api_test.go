package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"motcua/internal/api"
	"motcua/internal/message"
	"motcua/internal/officetest"
)

// desk is a served API of one test, called as anybody of the sample.
type desk struct {
	*officetest.Office
	t      *testing.T
	url    string
	doc    *document
	mu     sync.Mutex
	tokens map[string]string
}

// each serves a fresh office on every engine.
func each(t *testing.T, moment string, cfg api.Config, test func(t *testing.T, d *desk)) {
	officetest.Each(t, moment, func(t *testing.T, o *officetest.Office) {
		words, err := message.Load()
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(api.New(o.Office, words, cfg))
		t.Cleanup(server.Close)
		d := &desk{Office: o, t: t, url: server.URL, tokens: map[string]string{}}
		d.doc = readDocument(t, d)
		test(t, d)
	})
}

func (d *desk) token(who string) string {
	d.t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.tokens[who] == "" {
		token, err := d.NewToken(context.Background(), d.As("admin"), who, "test")
		if err != nil {
			d.t.Fatalf("token of %s: %v", who, err)
		}
		d.tokens[who] = token
	}
	return d.tokens[who]
}

// reply is what a call was answered with.
type reply struct {
	t      *testing.T
	status int
	header http.Header
	body   []byte
	json   any
}

// call calls as somebody, "" for nobody, and holds the answer against the
// OpenAPI document. A body that is not a string is sent as JSON.
func (d *desk) call(who, method, path string, body any, header ...string) reply {
	d.t.Helper()
	var sent []byte
	switch b := body.(type) {
	case nil:
	case string:
		sent = []byte(b)
	default:
		var err error
		if sent, err = json.Marshal(b); err != nil {
			d.t.Fatal(err)
		}
	}
	r, err := http.NewRequest(method, d.url+path, bytes.NewReader(sent))
	if err != nil {
		d.t.Fatal(err)
	}
	if who != "" {
		r.Header.Set("Authorization", "Bearer "+d.token(who))
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		d.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer func() { _ = answer.Body.Close() }()
	got := reply{t: d.t, status: answer.StatusCode, header: answer.Header}
	if got.body, err = io.ReadAll(answer.Body); err != nil {
		d.t.Fatal(err)
	}
	if strings.Contains(answer.Header.Get("Content-Type"), "json") {
		if err := json.Unmarshal(got.body, &got.json); err != nil {
			d.t.Fatalf("%s %s answered what is not JSON: %v\n%s", method, path, err, got.body)
		}
	}
	if d.doc != nil {
		d.doc.check(d.t, method, path, sent, got)
	}
	return got
}

// must calls and expects a status.
func (d *desk) must(status int, who, method, path string, body any) reply {
	d.t.Helper()
	got := d.call(who, method, "/api/v1"+path, body)
	if got.status != status {
		d.t.Fatalf("%s %s as %s: got %d, want %d\n%s", method, path, who, got.status, status, got.body)
	}
	return got
}

// at is the value at a place such as legs.0.dueAt; nil when there is none.
func (r reply) at(place string) any {
	value := r.json
	for _, name := range strings.Split(place, ".") {
		switch v := value.(type) {
		case map[string]any:
			value = v[name]
		case []any:
			i, err := strconv.Atoi(name)
			if err != nil || i >= len(v) {
				return nil
			}
			value = v[i]
		default:
			return nil
		}
	}
	return value
}

func (r reply) text(place string) string {
	r.t.Helper()
	s, ok := r.at(place).(string)
	if !ok {
		r.t.Fatalf("%s is not a text in %s", place, r.body)
	}
	return s
}

// want compares values at places, given as pairs.
func (r reply) want(pairs ...any) reply {
	r.t.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		place := pairs[i].(string)
		got, err1 := json.Marshal(r.at(place))
		want, err2 := json.Marshal(pairs[i+1])
		if err1 != nil || err2 != nil {
			r.t.Fatal(err1, err2)
		}
		if !bytes.Equal(fraction.ReplaceAll(got, []byte("$1$2")), want) {
			r.t.Errorf("%s: got %s, want %s", place, got, want)
		}
	}
	return r
}

// fraction is the part of an instant below a second: the clock that a test has
// moved runs on while it asks.
var fraction = regexp.MustCompile(`(:\d\d)\.\d+([+]07:00)`)

type object = map[string]any

var investor = object{"kind": "organization", "name": "Công ty TNHH Mẫu", "identifier": "3301234567", "email": "mau@example.vn", "phone": "0905123456"}

// received takes a dossier of 1.009645 at the counter.
func (d *desk) received() (code, key string) {
	d.t.Helper()
	got := d.must(201, "reception", "POST", "/dossiers", object{"procedure": "1.009645", "applicant": investor})
	return got.text("code"), got.text("lookupKey")
}

// assigned takes one and brings it to the specialist.
func (d *desk) assigned() (code, key string) {
	d.t.Helper()
	code, key = d.received()
	handover := d.must(201, "reception", "POST", "/dossiers/"+code+"/handovers", object{}).text("id")
	d.must(200, "head", "POST", "/handovers/"+handover+"/acceptance", nil)
	d.must(201, "head", "POST", "/dossiers/"+code+"/assignments", object{"person": "specialist"})
	return code, key
}
