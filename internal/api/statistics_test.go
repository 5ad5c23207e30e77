package api_test

import (
	"encoding/json"
	"testing"

	"motcua/internal/api"
)

// TestStatisticsOfAPeriodHeldAgainstAnother asks for the reporting half-year by
// officer and for what it is held against.
func TestStatisticsOfAPeriodHeldAgainstAnother(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{}, func(t *testing.T, d *desk) {
		d.received()
		for path, against := range map[string]string{"against=yearBefore": "2020-12-15", "against=last": "2021-06-15", "against=free&againstFrom=2021-01-01&againstTo=2021-01-31": "2021-01-01"} {
			r := d.must(200, "reception", "GET", "/statistics?period=nd09-2022-H1&by=officer&"+path, nil)
			var s struct {
				From    string
				Rows    []struct{ Key string }
				Total   struct{ Received struct{ Total int } }
				Against struct {
					From        string
					Known       bool
					Differences []struct {
						Column string
						By     int
						Known  bool
					}
				}
			}
			if err := json.Unmarshal(r.body, &s); err != nil {
				t.Fatal(err)
			}
			if s.From != "2021-12-15" || s.Total.Received.Total != 1 || len(s.Rows) != 1 || s.Rows[0].Key != "" {
				t.Errorf("%s: %s", path, r.body)
			}
			if a := s.Against; a.From != against || a.Known || len(a.Differences) != 11 || a.Differences[0].Column != "received" || a.Differences[0].By != 1 || a.Differences[0].Known {
				t.Errorf("%s: against %+v", path, a)
			}
		}
	})
}
