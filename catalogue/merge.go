package catalogue

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"

	"motcua/calendar"
	"motcua/identity"
)

// Merge brings what was read of a procedure into what exists. What a number
// stands for never changes, since dossiers have pinned it: a version whose
// first day is known and whose content differs supersedes the known one under
// the next free number (see [Version.Superseded]); other versions are added
// likewise, and one that was open ends where its successor begins. Nothing that
// exists is lost: a version without a process takes over the one that was there,
// or its predecessor's, when the limit is the same. Merging the same again
// changes nothing.
func Merge(existing, incoming Procedure) Procedure {
	merged := incoming
	merged.Agency = cmp.Or(incoming.Agency, existing.Agency)
	merged.NameEN = cmp.Or(incoming.NameEN, existing.NameEN)
	merged.FieldEN = cmp.Or(incoming.FieldEN, existing.FieldEN)
	if len(incoming.English) == 0 {
		merged.English = existing.English
	}
	if len(incoming.Topics) == 0 {
		merged.Topics = existing.Topics
	}
	if len(incoming.Audience) == 0 || len(existing.Audience) > len(incoming.Audience) {
		merged.Audience = existing.Audience
	}
	merged.Versions = slices.Clone(existing.Versions)
	known := merged.nextNumber()
	for _, v := range incoming.Versions {
		merged.put(v)
	}
	merged.arrange()
	for i := 1; i < len(merged.Versions); i++ {
		before, v := merged.Versions[i-1], &merged.Versions[i]
		if v.Number >= known && v.Process.IsZero() && v.Term == before.Term && v.Decision.Kind != Abolished {
			v.Process = before.Process
		}
	}
	return merged
}

// put adds a version under the next free number, unless the one in its place
// already says the same.
func (p *Procedure) put(v Version) {
	i := p.latest(v.ValidFrom)
	if i >= 0 {
		old := &p.Versions[i]
		if v.Process.IsZero() && v.Term == old.Term {
			v.Process = old.Process
		}
		if v.sameContent(*old) {
			if !v.ValidTo.IsZero() {
				old.ValidTo = v.ValidTo
			}
			return
		}
	}
	v.Number = p.nextNumber()
	p.Versions = append(p.Versions, v)
}

// latest is the index of the version that begins on a day, of several the one
// that superseded the others; -1 when none does.
func (p *Procedure) latest(from calendar.Date) int {
	found := -1
	for i, v := range p.Versions {
		if v.ValidFrom == from && (found < 0 || v.Number > p.Versions[found].Number) {
			found = i
		}
	}
	return found
}

func (p *Procedure) nextNumber() int {
	next := 1
	for _, v := range p.Versions {
		next = max(next, v.Number+1)
	}
	return next
}

// arrange orders the versions by their first day, superseded ones before what
// superseded them, and ends each where the next begins.
func (p *Procedure) arrange() {
	slices.SortFunc(p.Versions, func(a, b Version) int {
		return cmp.Or(a.ValidFrom.Compare(b.ValidFrom), cmp.Compare(a.Number, b.Number))
	})
	for i := 1; i < len(p.Versions); i++ {
		before, v := &p.Versions[i-1], p.Versions[i]
		if before.ValidTo.IsZero() || before.ValidTo.After(v.ValidFrom) {
			before.ValidTo = v.ValidFrom
		}
	}
}

// sameContent tells whether two versions ask and promise the same, whatever
// their numbers and their last days.
func (v Version) sameContent(other Version) bool {
	v.Number, v.ValidTo = other.Number, other.ValidTo
	mine, err1 := json.Marshal(v)
	theirs, err2 := json.Marshal(other)
	return err1 == nil && err2 == nil && bytes.Equal(mine, theirs)
}

// MergeAll merges each procedure that was read with the one of its code, and
// judges the result: what its errors keep out is rejected.
func MergeAll(existing []Procedure, reading Reading[Procedure]) Reading[Procedure] {
	known := make(map[string]Procedure, len(existing))
	for _, p := range existing {
		known[p.Code] = p
	}
	merged := Reading[Procedure]{Rejected: slices.Clone(reading.Rejected), Warned: slices.Clone(reading.Warned)}
	for _, p := range reading.Items {
		if old, ok := known[p.Code]; ok {
			p = Merge(old, p)
		}
		if errors := Errors(p.Problems()); len(errors) > 0 {
			merged.take(p.Code, p, errors)
			continue
		}
		merged.Items = append(merged.Items, p)
	}
	return merged
}

// Attach gives each process to the version it names, or to what superseded that
// version, and reads the procedures so changed. A version in use keeps its
// process: one with the new process supersedes it. An unknown procedure or
// version, or shares that do not fit the limit, reject the process.
func Attach(existing []Procedure, reading Reading[Attachment]) Reading[Procedure] {
	procedures := make(map[string]Procedure, len(existing))
	for _, p := range existing {
		procedures[p.Code] = p
	}
	attached := Reading[Procedure]{Rejected: slices.Clone(reading.Rejected), Warned: slices.Clone(reading.Warned)}
	var order []string
	for _, a := range reading.Items {
		p, ok := procedures[a.Procedure]
		i := len(p.Versions) - 1
		if a.Version > 0 {
			i = slices.IndexFunc(p.Versions, func(v Version) bool { return v.Number == a.Version })
		}
		if !ok || i < 0 {
			unknown := found(Error, "procedure", "catalogue.processStray", "Code", a.Procedure, "Version", a.Version)
			attached.take(a.Ref(), p, []Problem{unknown})
			continue
		}
		v := p.Versions[p.latest(p.Versions[i].ValidFrom)]
		v.Process = a.Process
		if errors := Errors(v.CheckShares()); len(errors) > 0 {
			attached.take(a.Ref(), p, errors)
			continue
		}
		p.Versions = slices.Clone(p.Versions)
		p.put(v)
		p.arrange()
		procedures[p.Code] = p
		if !slices.Contains(order, p.Code) {
			order = append(order, p.Code)
		}
	}
	for _, code := range order {
		attached.Items = append(attached.Items, procedures[code])
	}
	return attached
}

// MergeAgencies keeps of an existing agency the units that the file does not
// name, since processes and people may stand on them.
func MergeAgencies(existing []identity.Agency, reading Reading[identity.Agency]) Reading[identity.Agency] {
	known := make(map[string]identity.Agency, len(existing))
	for _, a := range existing {
		known[a.ID] = a
	}
	merged := Reading[identity.Agency]{Rejected: reading.Rejected, Warned: reading.Warned}
	for _, a := range reading.Items {
		units := slices.Clone(known[a.ID].Units)
		for _, u := range a.Units {
			i := slices.IndexFunc(units, func(old identity.Unit) bool { return old.ID == u.ID })
			if i < 0 {
				units = append(units, u)
				continue
			}
			units[i] = u
		}
		a.Units = units
		merged.Items = append(merged.Items, a)
	}
	return merged
}
