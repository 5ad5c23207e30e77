package office_test

import (
	"context"
	"fmt"
	"testing"

	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/store"
	"motcua/register"
)

// BenchmarkRegister gives the next number and reads the first page of the
// register, the page of a unit and searches, where 1,000 and 20,000 documents
// stand: none of them may grow with the register.
func BenchmarkRegister(b *testing.B) {
	for _, engine := range []store.Engine{store.SQLite, store.PostgreSQL} {
		for _, size := range []int{1_000, 20_000} {
			b.Run(fmt.Sprintf("%s/%d", engine, size), func(b *testing.B) { benchRegister(b, officetest.New(b, engine, "2022-06-06T08:30"), size) })
		}
	}
}

func benchRegister(b *testing.B, o *officetest.Office, size int) {
	fill(b, o, size)
	ctx := context.Background()
	list := func(by string, q office.DocumentQuery) func() error {
		actor := o.As(by)
		return func() error { _, err := o.Documents(ctx, actor, q); return err }
	}
	year := office.DocumentQuery{Direction: register.In, Year: 2022}
	for name, do := range map[string]func() error{
		"number": func() error { _, err := o.NumberDocument(ctx, o.As("office"), signed()); return err },
		"list":   list("office", year),
		"unit":   list("cv.ktdn", year),
		"search": list("office", office.DocumentQuery{Direction: register.In, Text: "999/SNV"}),
		"box":    func() error { _, err := o.Search(ctx, o.As("office"), "999/SNV-CCHC"); return err },
		"common": list("office", office.DocumentQuery{Direction: register.In, Text: "bao cao cai cach"}),
		"count":  func() error { _, err := o.CountDocuments(ctx, o.As("office"), year); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// fill enters incoming documents; every twentieth is given to the unit ktdn.
func fill(b *testing.B, o *officetest.Office, size int) {
	b.Helper()
	ctx, clerk := context.Background(), o.As("office")
	for i := range size {
		in := came()
		in.Symbol = fmt.Sprintf("%d/SNV-CCHC", i+1)
		v, err := o.EnterDocument(ctx, clerk, in)
		if err != nil {
			b.Fatal(err)
		}
		if i%20 == 0 {
			if _, err := o.AssignDocument(ctx, clerk, office.DocumentTarget{ID: v.ID}, register.Holder{Unit: "ktdn"}, register.Limit{}, ""); err != nil {
				b.Fatal(err)
			}
		}
	}
}
