package report

// Difference is what a number is more, or less, than the one it is held
// against.
type Difference struct {
	Now    int `json:"now"`
	Before int `json:"before"`
	By     int `json:"by"`
	// Known is false when there was nothing before of which a share could be
	// told; Hundredths is the share of the difference in percent, times a hundred.
	Known      bool  `json:"known"`
	Hundredths int64 `json:"hundredths"`
}

// Compare holds a number against the one before.
func Compare(now, before int) Difference {
	d := Difference{Now: now, Before: before, By: now - before, Known: before != 0}
	if !d.Known {
		return d
	}
	twice := int64(d.By) * 20000 / int64(before)
	if d.Hundredths = (twice + 1) / 2; twice < 0 {
		d.Hundredths = (twice - 1) / 2
	}
	return d
}

// Of is the row of a key; the empty row when there is none.
func Of(rows []Row, key string) Row {
	for _, r := range rows {
		if r.Key == key {
			return r
		}
	}
	return Row{Key: key, LateBy: []LateBy{}}
}
