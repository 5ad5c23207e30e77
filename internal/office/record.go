package office

import (
	"context"
	"errors"

	"motcua"
	"motcua/document"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
)

// recordKind says how the records of one noun are read and listed. T is a
// pointer to what the facts of a record add up to.
type recordKind[T recorded] struct {
	noun    string
	codec   record.Codec
	rebuild func(head record.Head) (T, error)
	row     func(t T) record.Row
	// tell tells those concerned of the facts after a version, in the
	// transaction that stores them; nil tells nobody.
	tell func(ctx context.Context, tx *store.Tx, t T, before int) error
}

// recorded is what embeds a record.Head.
type recorded interface{ Version() int }

// RecordTarget is the record that a use case is about. Expected is the version
// its reader saw; 0 when the reader does not mind.
type RecordTarget struct {
	ID       string
	Expected int
}

// read loads a record; last is the hash of its latest fact.
func (k recordKind[T]) read(ctx context.Context, o *Office, id string) (t T, last string, err error) {
	logs, err := o.store.Records(ctx, store.RecordFilter{Noun: k.noun, IDs: []string{id}}, k.codec)
	if err != nil {
		return t, "", err
	}
	if len(logs) == 0 {
		return t, "", motcua.Refused(motcua.NotFound, "record.unknown")
	}
	t, err = k.rebuild(record.Head{ID: id, Events: logs[0].Events})
	return t, logs[0].Last, err
}

// list loads what a filter finds, in its order. The caller has put the scope of
// the actor into the filter.
func (k recordKind[T]) list(ctx context.Context, o *Office, f store.RecordFilter) ([]T, error) {
	f.Noun = k.noun
	logs, err := o.store.Records(ctx, f, k.codec)
	if err != nil {
		return nil, err
	}
	list := make([]T, 0, len(logs))
	for _, log := range logs {
		t, err := k.rebuild(record.Head{ID: log.ID, Events: log.Events})
		if err != nil {
			return nil, err
		}
		list = append(list, t)
	}
	return list, nil
}

// create stores a new record within a transaction. ErrSame of the store is the
// caller's to word.
func (k recordKind[T]) create(ctx context.Context, tx *store.Tx, act record.Act, facts ...record.Fact) (t T, err error) {
	return k.createAs(ctx, tx, newID(), act, facts...)
}

// createAs stores a new record under an id that others name already.
func (k recordKind[T]) createAs(ctx context.Context, tx *store.Tx, id string, act record.Act, facts ...record.Fact) (t T, err error) {
	head := record.Head{ID: id, Events: record.After(0, act, facts...)}
	if t, err = k.rebuild(head); err != nil {
		return t, err
	}
	return t, tx.CreateRecord(ctx, k.rowOf(t, head.ID), head.Events)
}

// append stores further facts of a record within a transaction.
func (k recordKind[T]) append(ctx context.Context, tx *store.Tx, head record.Head, last string, act record.Act, facts ...record.Fact) (t T, err error) {
	if n := len(head.Events); n > 0 && act.At.Before(head.Events[n-1].At) {
		act.At = head.Events[n-1].At // clocks of two nodes may differ; facts stand in order
	}
	events := record.After(head.Version(), act, facts...)
	head.Events = append(head.Events[:len(head.Events):len(head.Events)], events...)
	if t, err = k.rebuild(head); err != nil {
		return t, err
	}
	return t, tx.AppendRecord(ctx, k.rowOf(t, head.ID), last, events)
}

func (k recordKind[T]) rowOf(t T, id string) record.Row {
	row := k.row(t)
	row.Noun, row.ID, row.Version = k.noun, id, t.Version()
	return row
}

// change is the shape of every use case on one record: load, decide, save. It
// is tried again when somebody else was faster, unless the actor named the
// version they saw: then they are told.
func (k recordKind[T]) change(ctx context.Context, o *Office, by identity.Actor, target RecordTarget, decide func(t T, act record.Act) ([]record.Fact, error)) (t T, err error) {
	return k.changeWith(ctx, o, by, target, func(*store.Tx, T, record.Act) error { return nil }, decide)
}

// changeWith is change with something beside the record in its transaction,
// such as whom it tells; it is given what the record has become.
func (k recordKind[T]) changeWith(ctx context.Context, o *Office, by identity.Actor, target RecordTarget, also func(tx *store.Tx, t T, act record.Act) error, decide func(t T, act record.Act) ([]record.Fact, error)) (t T, err error) {
	for attempt := 1; ; attempt++ {
		logs, err := o.store.Records(ctx, store.RecordFilter{Noun: k.noun, IDs: []string{target.ID}}, k.codec)
		if err != nil {
			return t, err
		}
		if len(logs) == 0 {
			return t, motcua.Refused(motcua.NotFound, "record.unknown")
		}
		head := record.Head{ID: target.ID, Events: logs[0].Events}
		if t, err = k.rebuild(head); err != nil {
			return t, err
		}
		act := record.Act{At: o.Now(), By: by}
		facts, err := decide(t, act)
		if err != nil || len(facts) == 0 {
			return t, err
		}
		if target.Expected > 0 && target.Expected != head.Version() {
			return t, motcua.Refused(motcua.Conflict, "record.stale", "Version", int64(head.Version()))
		}
		err = o.store.Write(ctx, func(tx *store.Tx) (err error) {
			if t, err = k.append(ctx, tx, head, logs[0].Last, act, facts...); err != nil {
				return err
			}
			if k.tell != nil {
				if err := k.tell(ctx, tx, t, head.Version()); err != nil {
					return err
				}
			}
			return also(tx, t, act)
		})
		if !errors.Is(err, store.ErrStale) {
			return t, err
		}
		if attempt == attempts {
			return t, motcua.Refused(motcua.Conflict, "record.stale", "Version", int64(head.Version()))
		}
	}
}

// inspectRecords looks through the logs of all records: are they whole.
func (o *Office) inspectRecords(ctx context.Context, seen *Inspection) error {
	for after := ""; ; {
		ids, err := o.store.RecordIDs(ctx, after, batch)
		if err != nil || len(ids) == 0 {
			return err
		}
		for _, id := range ids {
			broken, err := o.store.CheckRecordChain(ctx, id)
			if err != nil {
				return err
			}
			if broken > 0 {
				seen.Findings = append(seen.Findings, Finding{Code: id, Text: motcua.Say("cli.check.chain", "Entry", broken)})
			}
			after = id
		}
	}
}

// FilesNamed tells what the files of a record are, for readers who have been
// given the record.
func (o *Office) FilesNamed(ctx context.Context, ids []string) ([]document.File, error) {
	var files []document.File
	for _, id := range ids {
		f, err := o.file(ctx, id)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}
