package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

type imported struct {
	New, Changed, Unchanged []string
	Rejected, Warned        []struct{ Ref, Field, Code, Message string }
}

func importing(t *testing.T, dir, what, file string) imported {
	t.Helper()
	var report imported
	if err := json.Unmarshal([]byte(must(t, "", "import", what, file, "--json", "--data", dir)), &report); err != nil {
		t.Fatal(err)
	}
	return report
}

func TestImportingTwiceChangesNothing(t *testing.T) {
	dir := t.TempDir()
	for _, what := range []string{"agencies", "calendar", "procedures", "processes", "topics"} {
		file := filepath.Join("..", "..", "sample", strings.Replace(what, "calendar", "calendars", 1)+".json")
		first, second := importing(t, dir, what, file), importing(t, dir, what, file)
		taken := len(first.New) + len(first.Changed) + len(first.Unchanged)
		if taken == 0 || len(first.Rejected) > 0 {
			t.Errorf("%s: took %d and rejected %v, want the sample whole", what, taken, first.Rejected)
		}
		if len(second.New)+len(second.Changed) > 0 || len(second.Unchanged) != taken {
			t.Errorf("%s again: got %d new, %d changed, %d unchanged; want 0, 0, %d", what, len(second.New), len(second.Changed), len(second.Unchanged), taken)
		}
	}
	if checked := must(t, "", "check", "--data", dir); strings.Contains(checked, "✗") {
		t.Errorf("check finds:\n%s", checked)
	}
}

func TestHolidaysBeginTheCalendarsOfAnEmptyInstallation(t *testing.T) {
	file := written(t, "holidays.csv", "date,weekday,name,kind,confidence,source,note\n2022-09-01,Thu,Nghỉ Quốc khánh,holiday,found,https://example.vn/tb,\n")
	report := importing(t, t.TempDir(), "calendar", file)
	if got, want := strings.Join(report.New, " "), "center department"; got != want {
		t.Errorf("new: got %q, want %q", got, want)
	}
}

func TestAnImportSaysWhatItDidNotTake(t *testing.T) {
	dir := t.TempDir()
	good := `{"id":"sxx","name":"Sở Mẫu","shortName":"Sở Mẫu","calendar":"department"}`
	bad := `{"id":"","name":""}`
	stdout := must(t, "", "import", "agencies", written(t, "a.json", `{"agencies":[`+good+`,`+bad+`]}`), "--data", dir, "--lang", "en")
	if !strings.HasPrefix(stdout, "New 1, ") || !strings.Contains(stdout, "+ sxx\n") || !strings.Contains(stdout, "✗ ") {
		t.Errorf("got %q, want one taken and the other named with its reason", stdout)
	}
	for _, test := range []struct{ reason, file string }{
		{"broken JSON", written(t, "b.json", `{"agencies":[`)},
		{"another file", written(t, "c.json", `{"procedures":[]}`)},
		{"not UTF-8", written(t, "d.json", "{\"agencies\":[{\"id\":\"\xff\"}]}")},
		{"nothing sound in it", written(t, "e.json", `{"agencies":[`+bad+`]}`)},
		{"no such file", filepath.Join(dir, "none.json")},
	} {
		_, stderr, code := call(t, "", "import", "agencies", test.file, "--data", dir)
		if code != exitInput || strings.Count(stderr, "\n") != 1 || !strings.HasPrefix(stderr, "motcua: file: ") {
			t.Errorf("%s: got exit %d and %q, want 2 and one line about the file", test.reason, code, stderr)
		}
	}
}

func TestPeopleAreKept(t *testing.T) {
	dir := t.TempDir()
	must(t, "", "import", "agencies", "../../sample/agencies.json", "--data", dir)
	add := []string{"user", "add", "an.nv", "--name", "Nguyễn Văn An", "--post", "skhdt/ktdn/specialist", "--post", "stnmt/consulted", "--data", dir}
	must(t, "mat-khau-cua-an\n", add...)
	list := must(t, "", "user", "list", "--data", dir)
	for _, want := range []string{"an.nv", "đang dùng", "Nguyễn Văn An", "skhdt/ktdn/specialist stnmt/consulted"} {
		if !strings.Contains(list, want) {
			t.Errorf("the list does not hold %q:\n%s", want, list)
		}
	}
	must(t, "mat-khau-moi-cua-an\n", "user", "password", "an.nv", "--data", dir)
	must(t, "", "user", "disable", "an.nv", "--data", dir)
	if list := must(t, "", "user", "list", "--data", dir); !strings.Contains(list, "đã ngừng") {
		t.Errorf("the list does not say that an.nv is disabled:\n%s", list)
	}
	for _, test := range []struct {
		reason, stdin, field string
		args                 []string
	}{
		{"a sign-in name twice", "mat-khau-cua-an\n", "person", add},
		{"a post that cannot be read", "x\n", "post", []string{"user", "add", "b", "--name", "B", "--post", "skhdt"}},
		{"an agency nobody knows", "mat-khau-cua-b\n", "posts", []string{"user", "add", "binh", "--name", "B", "--post", "khong/head"}},
		{"no password", "", "password", []string{"user", "add", "binh", "--name", "B", "--post", "skhdt/head"}},
		{"a short password", "abc\n", "password", []string{"user", "add", "binh", "--name", "B", "--post", "skhdt/head"}},
		{"a token of somebody disabled", "", "", []string{"token", "create", "--person", "an.nv"}},
		{"a token that is not there", "", "label", []string{"token", "revoke", "--person", "an.nv"}},
	} {
		_, stderr, code := call(t, test.stdin, append(test.args, "--data", dir)...)
		if code != exitInput || strings.Count(stderr, "\n") != 1 || test.field != "" && !strings.Contains(stderr, test.field+": ") {
			t.Errorf("%s: got exit %d and %q, want 2 and one line about %s", test.reason, code, stderr, test.field)
		}
		if strings.Contains(stderr, "mat-khau") {
			t.Errorf("%s: the password is printed: %s", test.reason, stderr)
		}
	}
}

func TestWhatCannotBeAskedIsOneLine(t *testing.T) {
	for _, test := range []struct {
		reason string
		args   []string
	}{
		{"no command", nil},
		{"a command nobody knows", []string{"fly"}},
		{"a flag nobody knows", []string{"serve", "--fly"}},
		{"a language nobody speaks", []string{"version", "--lang", "fr"}},
		{"a moment that is none", []string{"demo", "--clock", "yesterday"}},
		{"a configuration that is not there", []string{"check", "--config", "none.yaml"}},
		{"another database", []string{"migrate", "--database", "mysql://root@localhost/x"}},
		{"an address that is none", []string{"serve", "--listen", "nowhere"}},
	} {
		stdout, stderr, code := call(t, "", test.args...)
		if code != exitInput || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.HasPrefix(stderr, "motcua: ") {
			t.Errorf("%s: got exit %d, %q and %q, want 2 and one line", test.reason, code, stdout, stderr)
		}
	}
}

func TestHelpSpeaksBothLanguages(t *testing.T) {
	for lang, want := range map[string]string{"vi": "Chạy thử toàn hệ thống", "en": "Try the whole system"} {
		stdout := must(t, "", "--help", "--lang", lang)
		if !strings.Contains(stdout, want) || strings.Contains(stdout, "cli.help") {
			t.Errorf("%s: the help says\n%s", lang, stdout)
		}
	}
}
