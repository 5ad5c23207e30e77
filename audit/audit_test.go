package audit_test

import (
	"testing"
	"time"

	"motcua/audit"
)

func TestLinksTellEveryDifference(t *testing.T) {
	at := time.Date(2022, 6, 6, 1, 30, 0, 0, time.UTC)
	seen := map[string]string{}
	for reason, link := range map[string]string{
		"an entry":                               audit.Link("", at, "diễm", "received", "{}"),
		"after another entry":                    audit.Link("x", at, "diễm", "received", "{}"),
		"a millisecond later":                    audit.Link("", at.Add(time.Millisecond), "diễm", "received", "{}"),
		"by somebody else":                       audit.Link("", at, "như", "received", "{}"),
		"text that slid into the part beside it": audit.Link("", at, "diễmr", "eceived", "{}"),
		"a part more":                            audit.Link("", at, "diễm", "received", "{}", ""),
	} {
		if other, twice := seen[link]; twice {
			t.Errorf("%s and %s have the same hash", reason, other)
		}
		seen[link] = reason
	}
	if got, want := audit.Link("", at, "a"), audit.Link("", at.In(time.FixedZone("x", 7*3600)), "a"); got != want {
		t.Errorf("in another zone: got %s, want the same, %s", got, want)
	}
}
