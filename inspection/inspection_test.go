package inspection_test

import (
	"fmt"
	"slices"
	"testing"

	"motcua/inspection"
)

func TestTheSameSeedDrawsTheSameDossiers(t *testing.T) {
	var codes []string
	for i := range 50 {
		codes = append(codes, fmt.Sprintf("H57.15-220606-%04d", i+1))
	}
	first := inspection.Draw(2022, codes, 7)
	slices.Reverse(codes)
	if again := inspection.Draw(2022, append(codes, codes[0]), 7); !slices.Equal(again, first) {
		t.Errorf("got %v, want %v", again, first)
	}
	if other := inspection.Draw(2023, codes, 7); slices.Equal(other, first) {
		t.Errorf("another seed draws the same: %v", other)
	}
	if all := inspection.Draw(1, codes, 100); len(all) != 50 {
		t.Errorf("got %d of 50", len(all))
	}
	if len(first) != 7 || !slices.IsSorted(first) || len(slices.Compact(slices.Clone(first))) != 7 {
		t.Errorf("got %v, want seven of them in their order", first)
	}
}

// TestEveryDossierIsAsLikely draws often and counts.
func TestEveryDossierIsAsLikely(t *testing.T) {
	codes := []string{"a", "b", "c", "d", "e"}
	seen := map[string]int{}
	for seed := range uint64(5000) {
		for _, code := range inspection.Draw(seed, codes, 2) {
			seen[code]++
		}
	}
	for _, code := range codes {
		if n := seen[code]; n < 1850 || n > 2150 {
			t.Errorf("%s was drawn %d times, want about 2000", code, n)
		}
	}
}
