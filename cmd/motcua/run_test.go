package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/dossier"
	"motcua/internal/officetest"
	"motcua/internal/store"
)

// call runs one command line with its standard input, in no environment.
func call(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	var out, err bytes.Buffer
	con := &console{In: strings.NewReader(stdin), Out: &out, Err: &err}
	code = con.run(context.Background(), args)
	return out.String(), err.String(), code
}

// must runs a command line that is to succeed, and gives what it printed.
func must(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	stdout, stderr, code := call(t, stdin, args...)
	if code != exitDone {
		t.Fatalf("motcua %s: exit %d, %s", strings.Join(args, " "), code, stderr)
	}
	return stdout
}

// service is a command that serves until the test stops it.
type service struct {
	t       *testing.T
	address string
	said    *watched
	stop    context.CancelFunc
	ended   chan int
}

// watched keeps what was printed, and tells when a line begins in some way.
type watched struct {
	mu   sync.Mutex
	text strings.Builder
}

func (w *watched) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.Write(p)
}

func (w *watched) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.text.String()
}

func start(t *testing.T, args ...string) *service {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s := &service{t: t, said: &watched{}, stop: cancel, ended: make(chan int, 1)}
	var complaints watched
	con := &console{In: strings.NewReader(""), Out: s.said, Err: &complaints}
	go func() { s.ended <- con.run(ctx, args) }()
	t.Cleanup(func() { cancel() })
	const ready = "listening on "
	for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		for line := range strings.Lines(s.said.String()) {
			if address, ok := strings.CutPrefix(line, ready); ok && strings.HasSuffix(line, "\n") {
				s.address = strings.TrimSpace(address)
				return s
			}
		}
		select {
		case code := <-s.ended:
			t.Fatalf("motcua %s ended with %d: %s", strings.Join(args, " "), code, complaints.String())
		default:
		}
	}
	t.Fatalf("motcua %s is not ready: %s", strings.Join(args, " "), s.said)
	return nil
}

// end stops the service and expects it to end well.
func (s *service) end() {
	s.t.Helper()
	s.stop()
	select {
	case code := <-s.ended:
		if code != exitDone {
			s.t.Errorf("exit: got %d, want %d", code, exitDone)
		}
	case <-time.After(20 * time.Second):
		s.t.Fatal("the service does not stop")
	}
}

// ask sends a request with a token and a JSON body, and reads the answer.
func (s *service) ask(method, path, token, body string) (int, map[string]any) {
	s.t.Helper()
	request, err := http.NewRequest(method, s.address+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	var answer map[string]any
	if err := json.Unmarshal(data, &answer); err != nil {
		return response.StatusCode, nil
	}
	return response.StatusCode, answer
}

func tokensIn(t *testing.T, path string) map[string]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var tokens map[string]string
	if err := json.Unmarshal(data, &tokens); err != nil {
		t.Fatal(err)
	}
	return tokens
}

const oneCompany = `{"procedure":"1.009645","channel":"inPerson","receivedAt":"2022-06-06T08:30:00+07:00",
	"applicant":{"kind":"organization","name":"Công ty TNHH Mẫu","identifier":"3301234567"}}`

// TestDemoOfTheSixthOfJune is the demonstration as others start it: the clock
// of that morning, the first code of that day, and again on what it left.
func TestDemoOfTheSixthOfJune(t *testing.T) {
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, "out", "tokens.json")
			args := []string{"demo", "--clock", "2022-06-06T08:00", "--listen", "127.0.0.1:0", "--data", filepath.Join(dir, "data"), "--tokens", file}
			if engine == store.PostgreSQL {
				args = append(args, "--database", officetest.Postgres(t))
			}
			s := start(t, args...)
			about, err := os.Stat(file)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := about.Mode().Perm(), os.FileMode(0o600); got != want {
				t.Errorf("mode of the tokens: got %o, want %o", got, want)
			}
			tokens := tokensIn(t, file)
			if got, want := len(tokens), len(demoRoles()); got != want {
				t.Errorf("tokens: got %d, want %d", got, want)
			}
			if status, answer := s.ask("POST", "/demo/clock", tokens["admin"], `{"now":"2022-06-06T08:30:00+07:00"}`); status/100 != 2 {
				t.Fatalf("move the clock: %d %v", status, answer)
			}
			status, answer := s.ask("POST", "/api/v1/dossiers", tokens["reception"], oneCompany)
			if got, want := fmt.Sprintf("%d %v", status, answer["code"]), "201 H57.16-220606-0001"; got != want {
				t.Errorf("first dossier of the day: got %s (%v), want %s", got, answer["detail"], want)
			}
			s.end()

			again := start(t, args...)
			defer again.end()
			if got, want := tokensIn(t, file)["reception"], tokens["reception"]; got != want {
				t.Errorf("the token of the first start: got %s, want %s kept", got, want)
			}
			if status, answer := again.ask("GET", "/api/v1/dossiers/H57.16-220606-0001", tokens["reception"], ""); status != http.StatusOK {
				t.Errorf("the dossier after a second start: %d %v", status, answer)
			}
			status, answer = again.ask("POST", "/api/v1/dossiers", tokens["reception"], oneCompany)
			if got, want := fmt.Sprintf("%d %v", status, answer["code"]), "201 H57.16-220606-0002"; got != want {
				t.Errorf("the next dossier: got %s (%v), want %s", got, answer["detail"], want)
			}
		})
	}
}

func TestDemoHasDossiersInEveryState(t *testing.T) {
	dir := t.TempDir()
	s := start(t, "demo", "--listen", "127.0.0.1:0", "--data", dir)
	defer s.end()
	tokens := tokensIn(t, filepath.Join(dir, "tokens.json"))
	statuses, standings, total := map[string]int{}, map[string]int{}, 0
	for after := ""; ; {
		_, page := s.ask("GET", "/api/v1/dossiers?limit=50&after="+after, tokens["office"], "")
		items, ok := page["items"].([]any)
		if !ok {
			t.Fatalf("no list of dossiers: %v", page)
		}
		for _, item := range items {
			d := item.(map[string]any)
			statuses[fmt.Sprint(d["status"])]++
			standings[fmt.Sprint(d["standing"])]++
			total++
			if received := fmt.Sprint(d["receivedAt"]); received >= "2022-06-10" {
				t.Errorf("%v was received on %s: the day of the demonstration is free", d["code"], received)
			}
			if !strings.Contains(fmt.Sprint(d["applicant"]), "(mẫu)") {
				t.Errorf("%v: the applicant %v is not marked as a sample", d["code"], d["applicant"])
			}
		}
		if page["next"] == nil || page["next"] == "" {
			break
		}
		after = fmt.Sprint(page["next"])
	}
	if got, want := total, len(demoStories()); got != want {
		t.Errorf("got %d dossiers, want all %d stories", got, want)
	}
	for _, status := range dossier.Statuses() {
		if statuses[string(status)] == 0 {
			t.Errorf("no dossier is %s, there are %v", status, statuses)
		}
	}
	for _, standing := range []string{"early", "onTime", "late", "inTime", "dueSoon", "overdue", "paused"} {
		if standings[standing] == 0 {
			t.Errorf("no dossier is %s, there are %v", standing, standings)
		}
	}
	for _, want := range []string{"http://127.0.0.1:", demoPassword, "reception", "stnmt", "10/06/2022"} {
		if !strings.Contains(s.said.String(), want) {
			t.Errorf("the welcome does not say %q:\n%s", want, s.said)
		}
	}
	for code, decision := range map[string]string{"1.990514": "514/QĐ-UBND", "1.009491": "512/QĐ-UBND", "1.990587": "587/QĐ-UBND"} {
		if status, page := s.ask("GET", "/api/v1/procedures/"+code, tokens["office"], ""); status != http.StatusOK || !strings.Contains(fmt.Sprint(page), decision) {
			t.Errorf("procedure %s: %d, and decision %s was not applied", code, status, decision)
		}
	}
	checked := must(t, "", "check", "--data", dir, "--config", os.DevNull)
	if strings.Contains(checked, "✗") {
		t.Errorf("check finds:\n%s", checked)
	}
}

// TestDemoAtAnyMoment: after Tết and at the ends of what the calendar says.
func TestDemoAtAnyMoment(t *testing.T) {
	for _, test := range []struct{ reason, clock string }{
		{"the first working days after Tết", "2022-02-09T08:00"},
		{"a Sunday", "2022-06-05T10:00"},
		{"the last days that are announced", "2026-12-29T08:00"},
		{"the first days that are announced", "2020-01-06T08:00"},
	} {
		t.Run(test.reason, func(t *testing.T) {
			s := start(t, "demo", "--clock", test.clock, "--listen", "127.0.0.1:0", "--data", t.TempDir())
			if status, _ := s.ask("GET", "/healthz", "", ""); status != http.StatusOK {
				t.Errorf("health: got %d, want 200", status)
			}
			s.end()
		})
	}
}

func TestServe(t *testing.T) {
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		t.Run(string(engine), func(t *testing.T) {
			place := []string{"--data", t.TempDir(), "--config", os.DevNull}
			if engine == store.PostgreSQL {
				place = append(place, "--database", officetest.Postgres(t))
			}
			at := func(args ...string) []string { return append(args, place...) }
			must(t, "", at("migrate")...)
			must(t, "", at("import", "agencies", "../../sample/agencies.json")...)
			must(t, "mat-khau-rat-dai\n", at("user", "add", "quantri", "--name", "Quản trị", "--post", "skhdt/vanphong/admin")...)
			token := strings.TrimSpace(must(t, "", at("token", "create", "--person", "quantri", "--label", "thử")...))
			s := start(t, at("serve", "--listen", "127.0.0.1:0")...)
			defer s.end()
			if status, answer := s.ask("GET", "/api/v1/dossiers", token, ""); status != http.StatusOK {
				t.Errorf("with the token: got %d %v, want 200", status, answer)
			}
			if status, _ := s.ask("POST", "/demo/clock", token, `{"now":"2030-01-01T00:00:00+07:00"}`); status != http.StatusNotFound {
				t.Errorf("the clock of a real installation: got %d, want 404", status)
			}
			must(t, "", at("token", "revoke", "--person", "quantri", "--label", "thử")...)
			if status, _ := s.ask("GET", "/api/v1/dossiers", token, ""); status != http.StatusUnauthorized {
				t.Errorf("with the token revoked: got %d, want 401", status)
			}
		})
	}
}

// TestNodesStartTogether: one makes the tables, the others wait for it.
func TestNodesStartTogether(t *testing.T) {
	database := officetest.Postgres(t)
	var nodes [3]*service
	var begun sync.WaitGroup
	for i := range nodes {
		begun.Go(func() {
			nodes[i] = start(t, "serve", "--listen", "127.0.0.1:0", "--data", t.TempDir(), "--config", os.DevNull, "--database", database)
		})
	}
	begun.Wait()
	for _, node := range nodes {
		if status, _ := node.ask("GET", "/healthz", "", ""); status != http.StatusOK {
			t.Errorf("health: got %d, want 200", status)
		}
		node.end()
	}
}

func TestSpoiltTokensAreReplaced(t *testing.T) {
	dir := t.TempDir()
	args := []string{"demo", "--empty", "--listen", "127.0.0.1:0", "--data", dir}
	file := filepath.Join(dir, "tokens.json")
	start(t, args...).end()
	first := tokensIn(t, file)
	if err := os.Chmod(file, 0o644); err != nil {
		t.Fatal(err)
	}
	s := start(t, args...)
	defer s.end()
	second := tokensIn(t, file)
	for token, want := range map[string]int{first["office"]: http.StatusUnauthorized, second["office"]: http.StatusOK} {
		if status, _ := s.ask("GET", "/api/v1/dossiers", token, ""); status != want {
			t.Errorf("a token that others could read, and its successor: got %d, want %d", status, want)
		}
	}
}

func TestATakenPortIsSaid(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	for _, command := range []string{"serve", "demo"} {
		_, stderr, code := call(t, "", command, "--listen", taken.Addr().String(), "--data", t.TempDir())
		if code != exitInput || !strings.Contains(stderr, taken.Addr().String()) || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: got exit %d and %q, want 2 and one line with the address", command, code, stderr)
		}
	}
}
