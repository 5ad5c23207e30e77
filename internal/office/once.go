package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"
	"unicode/utf8"

	"motcua"
	"motcua/identity"
	"motcua/internal/store"
)

// Answer is what a request was answered with.
type Answer struct {
	Status int
	Body   string
}

const (
	keyLongest = 200
	keyAtWork  = 5 * time.Minute // then its request is taken to have died with its node
)

// Once makes a request that carries an idempotency key happen once: the same
// key with the same request gives the same answer again, with another request
// it is a conflict. A request that failed for a reason of ours frees its key.
func (o *Office) Once(ctx context.Context, by identity.Actor, key, request string, do func() (Answer, error)) (Answer, error) {
	if len(key) > keyLongest {
		return Answer{}, motcua.InvalidField("Idempotency-Key", "office.idempotency.long", "Limit", keyLongest)
	}
	if !utf8.ValidString(key) {
		return Answer{}, motcua.InvalidField("Idempotency-Key", "office.idempotency.text")
	}
	sum := sha256.Sum256([]byte(request))
	hash := hex.EncodeToString(sum[:])
	now := o.Now()
	fresh, err := o.store.Reserve(ctx, by.Person, key, hash, now, now.Add(-keyAtWork))
	if err != nil {
		return Answer{}, err
	}
	if !fresh {
		return o.again(ctx, by, key, hash)
	}
	answer, err := do()
	if err != nil || answer.Status >= 500 {
		answer.Status = 0
	}
	if kept := o.store.Keep(context.WithoutCancel(ctx), by.Person, key, answer.Status, answer.Body); err == nil {
		err = kept
	}
	return answer, err
}

func (o *Office) again(ctx context.Context, by identity.Actor, key, hash string) (Answer, error) {
	stored, err := o.store.Recall(ctx, by.Person, key)
	switch {
	case err != nil:
		return Answer{}, err
	case stored.Hash != hash:
		return Answer{}, motcua.Refused(motcua.Conflict, "office.idempotency.other")
	case stored.Status == 0:
		return Answer{}, motcua.Refused(motcua.Conflict, "office.idempotency.atWork")
	}
	return Answer{Status: stored.Status, Body: stored.Body}, nil
}

// Errand is something that waits beside the dossiers themselves, with the
// dossier it belongs to.
type Errand = store.OpenErrand

// Notice is what was told, with when.
type Notice = store.StoredNotice
