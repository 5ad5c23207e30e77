package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestMailComesThroughThePipe hands messages over as a mail server does.
func TestMailComesThroughThePipe(t *testing.T) {
	dir := t.TempDir()
	for what, file := range map[string]string{"agencies": "agencies.json", "calendar": "calendars.json"} {
		must(t, "", "import", what, filepath.Join("..", "..", "sample", file), "--data", dir)
	}
	const head = "From: Lan <lan@example.vn>\nSubject: Góp ý\nMessage-ID: <1@example.vn>\n"
	first := must(t, head+"\nĐề nghị mở thêm giờ tiếp nhận.\n", "feedback", "receive", "--data", dir, "--lang", "en")
	if !strings.HasPrefix(first, "The message became feedback PA-") {
		t.Fatalf("got %q", first)
	}
	code := strings.TrimSpace(first[strings.LastIndex(first, " "):])
	for _, test := range []struct{ reason, message, want string }{
		{"the same again", head + "\nx\n", "The message was taken before: " + code},
		{"an answer to it", strings.Replace(strings.Replace(head, "Góp ý", "Re: ["+code+"]", 1), "<1@", "<2@", 1) + "\nThêm một ý.\n", "The message was added to feedback " + code},
		{"an answer of absence", "Auto-Submitted: auto-replied\n" + head + "\nx\n", "A machine wrote the message; it is not taken"},
	} {
		if got := strings.TrimSpace(must(t, test.message, "feedback", "receive", "--data", dir, "--lang", "en")); got != test.want {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
	}
	if _, stderr, code := call(t, "rác", "feedback", "receive", "--data", dir, "--lang", "en"); code != exitInput || !strings.Contains(stderr, "not a readable e-mail") {
		t.Errorf("no message: exit %d, %q", code, stderr)
	}
	if _, stderr, code := call(t, head+"\nx\n", "feedback", "receive", "--data", filepath.Join(dir, "motcua.db"), "--lang", "en"); code != exitLater {
		t.Errorf("an installation that cannot work: exit %d, want %d: %q", code, exitLater, stderr)
	}
}
