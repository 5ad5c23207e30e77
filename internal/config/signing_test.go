package config

import (
	"strings"
	"testing"
)

func TestARemoteSignerIsAskedSafely(t *testing.T) {
	for _, test := range []struct {
		reason string
		remote Remote
		field  string // "" when it is good
	}{
		{"none", Remote{}, ""},
		{"over TLS", Remote{URL: "https://ky.example.vn/v1", Secret: "bí mật"}, ""},
		{"on the machine itself", Remote{URL: "http://127.0.0.1:8090", Secret: "bí mật"}, ""},
		{"codes in the clear", Remote{URL: "http://ky.example.vn", Secret: "bí mật"}, "signing.remote.url"},
		{"no address", Remote{URL: "ky.example.vn", Secret: "bí mật"}, "signing.remote.url"},
		{"no secret", Remote{URL: "https://ky.example.vn"}, "signing.remote.secret"},
	} {
		s := Signing{Remote: test.remote}
		if f := s.check(); (f == nil) != (test.field == "") || f != nil && f.Field != test.field {
			t.Errorf("%s: %v", test.reason, f)
		}
		for _, line := range s.shown() {
			if strings.Contains(line[1], "bí mật") {
				t.Errorf("%s: %s shows the secret", test.reason, line[0])
			}
		}
	}
}
