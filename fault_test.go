package motcua_test

import (
	"testing"

	"motcua"
)

// TestJoinKeepsEachFaultOnce: faults of several checks become one list, in
// order, none lost and none twice.
func TestJoinKeepsEachFaultOnce(t *testing.T) {
	if err := motcua.Join(nil, nil); err != nil {
		t.Errorf("nothing wrong: got %v, want nil", err)
	}
	two := motcua.Join(motcua.InvalidField("name", "a"), nil, motcua.InvalidField("phone", "b")).(*motcua.Fault)
	all := motcua.Join(two, motcua.InvalidField("papers", "c")).(*motcua.Fault)
	var got string
	for _, f := range all.All() {
		got += f.Field + " "
	}
	if want := "name phone papers "; got != want {
		t.Errorf("fields: got %q, want %q", got, want)
	}
	if got, want := len(two.All()), 2; got != want {
		t.Errorf("the list joined before: got %d faults, want %d, for joining changes nothing", got, want)
	}
}
