package vietnamese

import (
	"encoding/hex"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Order makes sort keys in Vietnamese alphabetical order (a ă â … d đ e ê …,
// then the tone, then the case). It is not safe for concurrent use: each
// goroutine makes its own.
type Order struct {
	collator *collate.Collator
	buffer   collate.Buffer
}

// NewOrder prepares the order; making one costs more than many keys.
func NewOrder() *Order {
	return &Order{collator: collate.New(language.Vietnamese)}
}

// Key is the sort key of s: hexadecimal text whose byte order is the
// Vietnamese order of the texts, on any database.
func (o *Order) Key(s string) string {
	o.buffer.Reset()
	return hex.EncodeToString(o.collator.KeyFromString(&o.buffer, NFC(s)))
}
