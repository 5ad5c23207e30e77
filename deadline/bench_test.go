package deadline_test

import (
	"fmt"
	"testing"
	"time"

	"motcua/deadline"
)

// BenchmarkDue measures one due instant: flat from one day to five hundred.
func BenchmarkDue(b *testing.B) {
	center := loadCalendar(b, "center")
	for _, mode := range []deadline.Mode{deadline.ByHours, deadline.ByDays} {
		for _, days := range []int{1, 15, 100, 500} {
			rule := deadline.Rule{Term: deadline.Days(days), Mode: mode, Calendar: center}
			receipts := receiptsOf2022()
			b.Run(fmt.Sprintf("%s/%d", mode, days), func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					if _, err := rule.Due(receipts[i&1023]); err != nil {
						b.Fatal(err)
					}
				}
				perSecond(b)
			})
		}
	}
}

// BenchmarkReckon measures a ledger of receipt, pause and extension, without
// the explanation and with it.
func BenchmarkReckon(b *testing.B) {
	center := loadCalendar(b, "center")
	for _, days := range []int{1, 15, 100, 500} {
		rule := deadline.Rule{Term: deadline.Days(days), Calendar: center}
		ledger := deadline.Ledger{
			{At: at("2022-04-08T16:00"), Kind: deadline.Start, Holder: "motcua"},
			{At: at("2022-04-12T09:00"), Kind: deadline.Pause, Reason: "thiếu giấy tờ"},
			{At: at("2022-04-14T09:00"), Kind: deadline.Resume},
			{At: at("2022-04-15T09:00"), Kind: deadline.Extend, Term: deadline.Days(3)},
		}
		now := at("2022-04-15T10:00")
		for name, reckon := range map[string]func(deadline.Ledger, time.Time) (deadline.Reckoning, error){
			"plain": rule.Tally, "explain": rule.Reckon,
		} {
			b.Run(fmt.Sprintf("%s/%d", name, days), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if _, err := reckon(ledger, now); err != nil {
						b.Fatal(err)
					}
				}
				perSecond(b)
			})
		}
	}
}

func perSecond(b *testing.B) {
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds()/1e6, "M/s")
}

// receiptsOf2022 are 1024 receipts spread over 2022, at all hours.
func receiptsOf2022() []time.Time {
	receipts := make([]time.Time, 1024)
	for i := range receipts {
		receipts[i] = at("2022-01-04T08:00").Add(time.Duration(i) * 7919 * time.Minute / 16)
	}
	return receipts
}
