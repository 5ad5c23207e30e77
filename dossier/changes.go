package dossier

// Change is what a fact made of a dossier: where it stood and who had it,
// before and after.
type Change struct {
	Seq                      int // of the fact
	StatusBefore, StatusNow  Status
	HolderBefore, HolderNow  Holder
	Moved, Handed, FirstFact bool // the status changed; the holder did; there is no before
}

// Changes adds the facts up once more and says of each what it changed.
func (d *Dossier) Changes() []Change {
	so := &Dossier{Plan: d.Plan, Name: d.Name, Supplement: d.Supplement, AutoExtension: d.AutoExtension}
	list := make([]Change, 0, len(d.Events))
	for i, e := range d.Events {
		c := Change{Seq: e.Seq, StatusBefore: so.Status, HolderBefore: so.Holder, FirstFact: i == 0}
		so.add(e)
		c.StatusNow, c.HolderNow = so.Status, so.Holder
		c.Moved, c.Handed = c.StatusNow != c.StatusBefore, c.HolderNow != c.HolderBefore
		list = append(list, c)
	}
	return list
}
