package document_test

import (
	"testing"
	"time"

	"motcua/document"
)

func TestKeptUntil(t *testing.T) {
	zone := time.FixedZone("VN", 7*3600)
	at := func(s string) time.Time {
		m, err := time.ParseInLocation("2006-01-02T15:04", s, zone)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	for _, c := range []struct {
		why, kind string
		ended     time.Time
		want      time.Time
		ends      bool
	}{
		{"the year of the end is not counted", "paper", at("2022-01-03T08:00"), at("2033-01-01T00:00"), true},
		{"however late in it", "paper", at("2022-12-31T23:59"), at("2033-01-01T00:00"), true},
		{"messages too", "message", at("2022-06-06T08:00"), at("2033-01-01T00:00"), true},
		{"a result is kept for ever", "result", at("2022-06-06T08:00"), time.Time{}, false},
		{"the matter has not ended", "paper", time.Time{}, time.Time{}, false},
		{"a kind that nobody knows", "ảnh", at("2022-06-06T08:00"), time.Time{}, false},
	} {
		got, ends := document.KeptUntil(c.kind, c.ended)
		if !got.Equal(c.want) || ends != c.ends {
			t.Errorf("%s: %v, %v, want %v, %v", c.why, got, ends, c.want, c.ends)
		}
	}
	for _, r := range document.Retentions() {
		if r.Source == "" || r.Years != 0 && r.Years < document.Shortest() {
			t.Errorf("%+v has no source, or is shorter than the shortest", r)
		}
	}
}
