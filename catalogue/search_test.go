package catalogue_test

import (
	"fmt"
	"testing"

	"motcua/catalogue"
	"motcua/sample"
)

func sampleIndex(t testing.TB, times int) ([]catalogue.Procedure, *catalogue.Index) {
	t.Helper()
	procedures, err := sample.Procedures()
	if err != nil {
		t.Fatal(err)
	}
	topics, err := sample.Topics()
	if err != nil {
		t.Fatal(err)
	}
	var all []catalogue.Procedure
	for i := range times {
		for _, p := range procedures {
			if i > 0 {
				p.Code = fmt.Sprintf("%s.%d", p.Code, i)
			}
			all = append(all, p)
		}
	}
	return all, catalogue.NewIndex(all, topics)
}

// TestSearchPutsTheLikelyFirst asks the sample as people ask.
func TestSearchPutsTheLikelyFirst(t *testing.T) {
	procedures, index := sampleIndex(t, 1)
	for _, c := range []struct{ reason, query, first string }{
		{"a code is meant", "1.009645", "1.009645"},
		{"a part of a code", "9645", "1.009645"},
		{"the beginning of the name, without marks", "cap giay chung nhan dang ky dau tu", "1.009664"},
		{"with marks and in capitals", "GIẢI THỂ DOANH NGHIỆP", "2.002023"},
		{"the shorter of two names says less that was not asked for", "dang ky thanh lap ho kinh doanh", "1.001612"},
		{"an event of life, none of whose names says so", "mở công ty", "2.001583"},
		{"other words for an event", "doi giam doc", "2.002011"},
		{"an earlier name of the procedure", "chấp thuận chủ trương đầu tư của ubnd cấp tỉnh", "1.009645"},
		{"in English", "investment registration certificate", "1.009664"},
		{"words in another order", "hộ kinh doanh đăng ký thành lập", "1.001612"},
	} {
		hits := index.Find(c.query)
		if len(hits) == 0 {
			t.Errorf("%s: %q finds nothing", c.reason, c.query)
			continue
		}
		if got := procedures[hits[0].Place]; got.Code != c.first && !firstByTopic(procedures, hits, c.first) {
			t.Errorf("%s: %q finds %s %s first, want %s", c.reason, c.query, got.Code, got.Name, c.first)
		}
	}
}

// firstByTopic tells whether a procedure scores as much as the best one: those
// of an event are equals, and stand in the order of the list.
func firstByTopic(procedures []catalogue.Procedure, hits []catalogue.Hit, code string) bool {
	for _, h := range hits {
		if procedures[h.Place].Code == code {
			return h.Score == hits[0].Score
		}
	}
	return false
}

func TestSearchFindsAndDoesNot(t *testing.T) {
	procedures, index := sampleIndex(t, 1)
	for _, c := range []struct {
		reason, query string
		want          int // -1: all
	}{
		{"nothing asked finds all, in order", "", -1},
		{"blanks ask nothing", "  ", -1},
		{"every word counts", "hộ kinh doanh khongcogi", 0},
		{"nothing is called so", "khongcogi", 0},
		{"whom it is for", "người nước ngoài bcc", 3},
	} {
		hits := index.Find(c.query)
		want := c.want
		if want < 0 {
			want = len(procedures)
			for i, h := range hits {
				if h.Place != i {
					t.Fatalf("%s: place %d holds %d", c.reason, i, h.Place)
				}
			}
		}
		if len(hits) != want {
			t.Errorf("%s: %q finds %d, want %d", c.reason, c.query, len(hits), want)
		}
	}
}

func TestNearHelpsWhereNothingFits(t *testing.T) {
	procedures, index := sampleIndex(t, 1)
	for _, c := range []struct {
		reason, query, among string
		most, want           int
	}{
		{"one word is misspelt", "giai the doanh ngiep", "2.002023", 5, 5},
		{"no more than asked for", "dang ky khongcogi", "", 3, 3},
		{"no word is known", "xyzzy khongcogi", "", 5, 0},
	} {
		hits := index.Near(c.query, c.most)
		found := c.among == ""
		for _, h := range hits {
			found = found || procedures[h.Place].Code == c.among
		}
		if len(hits) != c.want || !found {
			t.Errorf("%s: %q gives %d of %d, %s among them: %t", c.reason, c.query, len(hits), c.want, c.among, found)
		}
	}
}

func TestTopicsAreReadWholeOrNotAtAll(t *testing.T) {
	for _, c := range []struct {
		reason, file    string
		taken, rejected int
	}{
		{"in their places", `{"topics":[{"id":"b","place":2,"name":"B","procedures":["1"]},{"id":"a","place":1,"name":"A","procedures":["1"]}]}`, 2, 0},
		{"twice the same", `{"topics":[{"id":"a","place":1,"name":"A","procedures":["1"]},{"id":"a","place":2,"name":"A","procedures":["1"]}]}`, 1, 1},
		{"leads nowhere", `{"topics":[{"id":"a","place":1,"name":"A","procedures":[]}]}`, 0, 1},
		{"misspelt", `{"topics":[{"id":"a","place":1,"name":"A","procedure":["1"]}]}`, 0, 1},
	} {
		reading, err := catalogue.ReadTopics([]byte(c.file))
		if err != nil || len(reading.Items) != c.taken || len(reading.Rejected) != c.rejected {
			t.Errorf("%s: got %d taken, %v rejected, %v", c.reason, len(reading.Items), reading.Rejected, err)
		}
		if c.taken == 2 && reading.Items[0].ID != "a" {
			t.Errorf("%s: got %s first", c.reason, reading.Items[0].ID)
		}
	}
	if _, err := catalogue.ReadTopics([]byte(`{"topics":`)); err == nil {
		t.Error("a broken file was read")
	}
}

// BenchmarkSearch looks into twenty times the sample: some 2,400 procedures.
func BenchmarkSearch(b *testing.B) {
	_, index := sampleIndex(b, 20)
	for _, query := range []string{"1.009645", "dau tu", "đăng ký thay đổi nội dung đăng ký doanh nghiệp", "khongcogi"} {
		b.Run(query, func(b *testing.B) {
			for b.Loop() {
				index.Find(query)
			}
		})
	}
}
