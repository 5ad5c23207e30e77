package office

import (
	"context"
	"slices"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/register"
	"motcua/vietnamese"
)

// DocumentQuery asks for a page of a book of documents.
type DocumentQuery struct {
	Direction register.Direction
	Year      int
	Kind      string
	State     register.State
	Unit      string // that has it
	Text      string
	Mine      bool // what the actor has
	Overdue   bool
	From, To  calendar.Date
	After     string
}

// Documents lists what the actor may know of, entered last first.
func (o *Office) Documents(ctx context.Context, by identity.Actor, q DocumentQuery) (Page[register.Summary], error) {
	f, err := o.documentFilter(by, q)
	if err != nil {
		return Page[register.Summary]{}, err
	}
	list, err := o.store.Documents(ctx, f)
	return paged(list, f.Limit-1, documentCursor), err
}

// CountDocuments counts what the actor may know of, up to a thousand.
func (o *Office) CountDocuments(ctx context.Context, by identity.Actor, q DocumentQuery) (int, error) {
	f, err := o.documentFilter(by, q)
	if err != nil {
		return 0, err
	}
	return o.store.CountDocuments(ctx, f, countAtMost)
}

// exportStep is how many rows an export reads at once.
const exportStep = 500

// ExportDocuments gives every document that Documents would list, page by page,
// so that a whole year never stands in memory.
func (o *Office) ExportDocuments(ctx context.Context, by identity.Actor, q DocumentQuery, row func(register.Summary) error) error {
	f, err := o.documentFilter(by, q)
	if err != nil {
		return err
	}
	f.Limit = exportStep
	for {
		list, err := o.store.Documents(ctx, f)
		if err != nil {
			return err
		}
		for _, s := range list {
			if err := row(s); err != nil {
				return err
			}
		}
		if len(list) < exportStep {
			return nil
		}
		f.After = documentCursor(list[len(list)-1])
	}
}

func documentCursor(s register.Summary) store.Cursor {
	return store.Cursor{Due: s.EnteredAt.UnixMilli(), ID: s.ID}
}

func (o *Office) documentFilter(by identity.Actor, q DocumentQuery) (store.DocumentFilter, error) {
	f := store.DocumentFilter{Agency: o.settings.LeadAgency, Person: by.Person, Units: store.DocumentScope(by.Posts, o.settings.LeadAgency),
		Direction: q.Direction, Year: q.Year, Kind: q.Kind, State: q.State, Unit: q.Unit, Words: documentWords(q.Text), Mine: q.Mine, Overdue: q.Overdue,
		From: q.From, To: q.To, Now: o.Now(), Limit: pageSize + 1}
	if !by.In(o.settings.LeadAgency, "", identity.Specialist, identity.Head, identity.Office, identity.Director) {
		return f, motcua.Refused(motcua.Forbidden, "identity.forbidden."+string(identity.ReadDocument))
	}
	f.All = by.In(o.settings.LeadAgency, "", identity.Office, identity.Director)
	if q.State != "" && !slices.Contains(register.StatesOf(q.Direction), q.State) {
		return f, motcua.InvalidField("state", "register.choose.state")
	}
	var err error
	f.After, err = readCursor(q.After)
	return f, err
}

// documentWords are the words of a search for documents. A number and sign is
// read as the register writes it: "1/bc-skhđt" has the number 01.
func documentWords(text string) []string {
	if n, err := register.ReadNumber("q", text, calendar.Date{}); err == nil {
		text = n.String()
	}
	words := vietnamese.Words(text)
	if len(words) > 1 && len(words[0]) == 1 && strings.Contains(text, "/") {
		words[0] = "0" + words[0]
	}
	return words
}
