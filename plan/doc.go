// Package plan has the plans of the department and their tasks: who owes what
// by when, how it was shown to be done, and how much of a plan was done on any
// day. Progress is counted from the facts and never typed in.
package plan

import (
	"motcua/record"
)

// The nouns of the records that plans and tasks are.
const (
	Noun     = "plan"
	TaskNoun = "task"
)

// Field is a field of administrative reform.
type Field string

// The six fields of NQ 76/NQ-CP of 15/7/2021, in its order, and what belongs to
// all of them: directing, reporting, inspecting.
const (
	Institutions Field = "institutions"
	Procedures   Field = "procedures"
	Apparatus    Field = "apparatus"
	Service      Field = "service"
	Finance      Field = "finance"
	Digital      Field = "digital"
	General      Field = "general"
)

// Fields lists the fields.
func Fields() []Field {
	return []Field{Institutions, Procedures, Apparatus, Service, Finance, Digital, General}
}

// Codec reads the facts of plans.
func Codec() record.Codec {
	c := record.Codec{}
	record.Knows[Issued](c)
	record.Knows[Amended](c)
	record.Knows[Reminded](c)
	return c
}

// TaskCodec reads the facts of tasks.
func TaskCodec() record.Codec {
	c := record.Codec{}
	record.Knows[Given](c)
	record.Knows[Corrected](c)
	record.Knows[Noted](c)
	record.Knows[Proved](c)
	record.Knows[Done](c)
	record.Knows[Reopened](c)
	record.Knows[Carried](c)
	record.Knows[Dropped](c)
	record.Knows[MoreTimeAsked](c)
	record.Knows[MoreTimeDecided](c)
	record.Knows[Reminded](c)
	return c
}
