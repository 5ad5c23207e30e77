package dossier_test

import "testing"

// TestChangesSayOldAndNew walks a dossier to its end: every change begins where
// the one before ended, and the last ends where the dossier stands.
func TestChangesSayOldAndNew(t *testing.T) {
	s := receive(t, investment, "2022-06-06T09:00", nil)
	s.must(s.handOver("", ""))
	s.must(s.take())
	s.must(s.assign())
	s.must(s.ask(7, "stnmt"))
	s.must(s.reply("stnmt"))
	s.must(s.conclude())
	s.must(s.handBack())
	d := s.d
	changes := d.Changes()
	if len(changes) != len(d.Events) || !changes[0].FirstFact {
		t.Fatalf("%d changes of %d facts", len(changes), len(d.Events))
	}
	moved, handed := 0, 0
	for i, c := range changes[1:] {
		if c.StatusBefore != changes[i].StatusNow || c.HolderBefore != changes[i].HolderNow {
			t.Errorf("fact %d begins at %s, the one before ended at %s", c.Seq, c.StatusBefore, changes[i].StatusNow)
		}
		if c.Moved {
			moved++
		}
		if c.Handed {
			handed++
		}
	}
	last := changes[len(changes)-1]
	if last.StatusNow != d.Status || last.HolderNow != d.Holder || moved == 0 || handed == 0 {
		t.Errorf("ends at %s with %+v after %d and %d changes, the dossier stands at %s with %+v", last.StatusNow, last.HolderNow, moved, handed, d.Status, d.Holder)
	}
}
