package api_test

import (
	"testing"

	"motcua/internal/api"
)

// TestListsAskOnceForAllRows counts the statements behind a page: as many for
// twelve dossiers as for two.
func TestListsAskOnceForAllRows(t *testing.T) {
	each(t, "2022-06-06T08:30", api.Config{}, func(t *testing.T, d *desk) {
		pages := []struct {
			path string
			most int64 // the token, the reference book now and then, the page
		}{{"/dossiers", 3}, {"/dossiers?q=mau", 3}, {"/work", 4}, {"/procedures", 2}, {"/notices", 3}, {"/statistics?from=2022-06-01&to=2022-06-30", 3}}
		for range 2 {
			d.received()
		}
		few := map[string]int64{}
		for _, page := range pages {
			few[page.path] = d.statements(page.path)
		}
		for range 10 {
			d.received()
		}
		for _, page := range pages {
			many := d.statements(page.path)
			if many > few[page.path]+1 || many > page.most {
				t.Errorf("%s: %d statements for two dossiers, %d for twelve, at most %d wanted", page.path, few[page.path], many, page.most)
			}
		}
	})
}

func (d *desk) statements(path string) int64 {
	d.t.Helper()
	before := d.Queries()
	d.must(200, "reception", "GET", path, nil)
	return d.Queries() - before
}
