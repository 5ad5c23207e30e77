package catalogue

import (
	"cmp"
	"slices"

	"motcua/identity"
)

// Merge brings what was read of a procedure into what exists. A version is the
// same when its first day is the same: it keeps its number, which dossiers have
// pinned, and takes the new content. Other versions are added under the next
// free numbers, and one that was open ends where its successor begins.
// Nothing that exists is lost: a version without a process keeps the process
// it had, or takes over its predecessor's when the limit is the same. Merging
// the same again changes nothing.
func Merge(existing, incoming Procedure) Procedure {
	merged := incoming
	merged.Agency = cmp.Or(incoming.Agency, existing.Agency)
	merged.NameEN = cmp.Or(incoming.NameEN, existing.NameEN)
	if len(incoming.Topics) == 0 {
		merged.Topics = existing.Topics
	}
	if len(incoming.Audience) == 0 || len(existing.Audience) > len(incoming.Audience) {
		merged.Audience = existing.Audience
	}
	merged.Versions = slices.Clone(existing.Versions)
	next := 1
	for _, v := range merged.Versions {
		next = max(next, v.Number+1)
	}
	for _, v := range incoming.Versions {
		i := slices.IndexFunc(merged.Versions, func(old Version) bool { return old.ValidFrom == v.ValidFrom })
		if i < 0 {
			v.Number = next
			next++
			merged.Versions = append(merged.Versions, v)
			continue
		}
		v.Number = merged.Versions[i].Number
		if v.Process.IsZero() {
			v.Process = merged.Versions[i].Process
		}
		merged.Versions[i] = v
	}
	slices.SortStableFunc(merged.Versions, func(a, b Version) int { return a.ValidFrom.Compare(b.ValidFrom) })
	for i := 1; i < len(merged.Versions); i++ {
		before, v := &merged.Versions[i-1], &merged.Versions[i]
		if before.ValidTo.IsZero() || before.ValidTo.After(v.ValidFrom) {
			before.ValidTo = v.ValidFrom
		}
		if v.Process.IsZero() && v.Term == before.Term && v.Decision.Kind != Abolished {
			v.Process = before.Process
		}
	}
	return merged
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

// Attach gives each process to the version it names and reads the procedures
// so changed: an unknown procedure or version, or shares that do not fit the
// limit, reject the process.
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
		p.Versions = slices.Clone(p.Versions)
		p.Versions[i].Process = a.Process
		if errors := Errors(p.Versions[i].CheckShares()); len(errors) > 0 {
			attached.take(a.Ref(), p, errors)
			continue
		}
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
