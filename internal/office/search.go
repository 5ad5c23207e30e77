package office

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"motcua"
	"motcua/dossier"
	"motcua/identity"
	"motcua/internal/store"
	"motcua/record"
	"motcua/register"
	"motcua/vietnamese"
)

// What a search looks through, in the order in which its groups are shown.
const (
	FoundDossiers   = "dossiers"
	FoundPeople     = "people"
	FoundProcedures = "procedures"
	FoundPapers     = "papers"
	FoundDocuments  = "documents"
)

// FoundGroup is what a search found of one kind.
type FoundGroup struct {
	Kind  string
	Hits  []Hit
	Count int
	More  bool // there are more than Count
}

// Hit is one thing found. Which fields are filled depends on its group.
type Hit struct {
	Code          string // of the dossier that it is, or stands in
	Procedure     string // code
	ProcedureName string
	Status        dossier.Status
	Name          string // of the applicant
	Person        bool   // the name is a person's, not an organisation's
	Number        string // of the person or organisation; masked for whoever may not see it
	Phone         string
	Paper         dossier.FoundPaper
	Dossiers      int // of a person, among those found
	Document      register.Summary
	Record        record.Row
}

const (
	hitsShown  = 10  // of each group
	foundMost  = 200 // counted; what is beyond is "more than"
	recentMost = 8
	textMost   = 200 // characters of a search that are looked at
)

// finder finds one group. A further register is a further finder.
type finder struct {
	kind string
	find func(*sought, context.Context) (FoundGroup, error)
}

func finders() []finder {
	return []finder{
		{FoundDossiers, (*sought).dossiers},
		{FoundPeople, (*sought).people},
		{FoundProcedures, (*sought).procedures},
		{FoundPapers, (*sought).papers},
		{FoundDocuments, (*sought).documents},
		{FoundPlans, recordsOf(FoundPlans)},
		{FoundTasks, recordsOf(FoundTasks)},
		{FoundDirectives, recordsOf(FoundDirectives)},
		{FoundInspections, recordsOf(FoundInspections)},
		{FoundPublications, recordsOf(FoundPublications)},
		{FoundLegal, recordsOf(FoundLegal)},
	}
}

// sought is what is searched for, by whom, and what several groups share of it.
type sought struct {
	o       *Office
	by      identity.Actor
	text    string
	words   []string
	scope   store.Scope
	private bool // numbers and contacts of the people may be found by and seen
	list    []store.Found
}

// Search looks for a text through everything that the actor may see, by folded
// words each of which begins one of what is found. A group without hits is
// left out.
func (o *Office) Search(ctx context.Context, by identity.Actor, text string) ([]FoundGroup, error) {
	if len(by.Posts) == 0 {
		return nil, motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	text, err := vietnamese.Clean("q", text)
	if err != nil {
		return nil, err
	}
	if runes := []rune(text); len(runes) > textMost {
		text = string(runes[:textMost])
	}
	s := &sought{o: o, by: by, text: text, scope: scopeOf(by), private: identity.Can(by, identity.SeeNumbers, identity.Object{}) == nil}
	for _, s.words = range wordings(text) {
		s.list, err = o.store.Find(ctx, store.Find{Scope: s.scope, Words: s.words, Private: s.private, Limit: foundMost + 1})
		if err != nil || len(s.list) > 0 {
			break
		}
	}
	if err != nil {
		return nil, err
	}
	var groups []FoundGroup
	for _, f := range finders() {
		g, err := f.find(s, ctx)
		if err != nil {
			return nil, err
		}
		if g.Kind = f.kind; g.Count > 0 {
			groups = append(groups, g)
		}
	}
	return groups, nil
}

// wordings are the ways in which a text may be meant: a number that was typed
// in groups is one word, or each group is.
func wordings(text string) [][]string {
	words := vietnamese.Words(text)
	if len(words) == 0 {
		return nil
	}
	joined := strings.Join(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsDigit(r) }), "")
	letters := strings.IndexFunc(text, unicode.IsLetter) >= 0
	if letters || len(words) == 1 || len(joined) < 6 {
		return [][]string{words}
	}
	return [][]string{{joined}, words}
}

// grouped cuts a list into what is shown and how many there are.
func grouped(hits []Hit, more bool) FoundGroup {
	return FoundGroup{Hits: hits[:min(len(hits), hitsShown)], Count: len(hits), More: more}
}

func (s *sought) dossiers(_ context.Context) (FoundGroup, error) {
	list := s.list[:min(len(s.list), foundMost)]
	hits := make([]Hit, 0, len(list))
	code := dossier.ReadCode(s.text)
	for _, f := range list {
		h := Hit{Code: f.Code, Procedure: f.ProcedureCode, ProcedureName: f.Procedure, Status: f.Status, Name: f.Applicant}
		if f.Code == code {
			hits = slices.Insert(hits, 0, h)
			continue
		}
		hits = append(hits, h)
	}
	return grouped(hits, len(s.list) > foundMost), nil
}

// people are the applicants and submitters of the dossiers found whom the
// words name, one line for each number with its name.
func (s *sought) people(_ context.Context) (FoundGroup, error) {
	var hits []Hit
	at := map[string]int{}
	for _, f := range s.list {
		for _, p := range f.Shown.People {
			if !p.Begins(s.words, s.private) {
				continue
			}
			key := p.Number + " " + vietnamese.Fold(p.Name)
			if i, ok := at[key]; ok {
				if hits[i].Code != f.Code {
					hits[i].Dossiers, hits[i].Code = hits[i].Dossiers+1, f.Code
				}
				continue
			}
			at[key] = len(hits)
			hits = append(hits, s.person(f, p))
		}
	}
	return grouped(hits, len(s.list) > foundMost), nil
}

func (s *sought) person(f store.Found, p dossier.FoundPerson) Hit {
	h := Hit{Code: f.Code, Name: p.Name, Person: p.Kind != dossier.OrganizationParty, Number: p.Number, Phone: p.Phone, Dossiers: 1}
	if s.private {
		return h
	}
	h.Phone = ""
	if h.Person && h.Number != "" {
		h.Number = "***"
	}
	return h
}

// procedures looks through the catalogue, which everybody may read.
func (s *sought) procedures(ctx context.Context) (FoundGroup, error) {
	if len(s.words) == 0 {
		return FoundGroup{}, nil
	}
	b, err := s.o.Book(ctx)
	if err != nil {
		return FoundGroup{}, err
	}
	var hits []Hit
	for _, p := range b.Find(s.text) {
		h := Hit{Procedure: p.Code, ProcedureName: p.Name}
		if p.Code == s.text {
			hits = slices.Insert(hits, 0, h)
			continue
		}
		hits = append(hits, h)
	}
	return grouped(hits, false), nil
}

// papers are the results and opinions whose number or title the words name.
func (s *sought) papers(ctx context.Context) (FoundGroup, error) {
	words := vietnamese.Words(s.text)
	list, err := s.o.store.Find(ctx, store.Find{Scope: s.scope, Words: words, Papers: true, Limit: foundMost + 1})
	if err != nil {
		return FoundGroup{}, err
	}
	var hits []Hit
	for _, f := range list {
		for _, p := range f.Shown.Papers {
			if !p.Begins(words) {
				continue
			}
			h := Hit{Code: f.Code, Name: f.Applicant, ProcedureName: f.Procedure, Paper: p}
			if vietnamese.Fold(p.Number) == vietnamese.Fold(s.text) {
				hits = slices.Insert(hits, 0, h)
				continue
			}
			hits = append(hits, h)
		}
	}
	return grouped(hits, len(list) > foundMost), nil
}

// documents are the official documents in the books of the lead agency that the
// actor may know of.
func (s *sought) documents(ctx context.Context) (FoundGroup, error) {
	f, err := s.o.documentFilter(s.by, DocumentQuery{Text: s.text})
	if motcua.KindOf(err) == motcua.Forbidden || len(f.Words) == 0 {
		return FoundGroup{}, nil
	}
	if err != nil {
		return FoundGroup{}, err
	}
	f.Limit = foundMost + 1
	list, err := s.o.store.Documents(ctx, f)
	if err != nil {
		return FoundGroup{}, err
	}
	var hits []Hit
	for _, d := range list[:min(len(list), foundMost)] {
		h := Hit{Document: d}
		if slices.Equal(vietnamese.Words(d.Symbol), f.Words) {
			hits = slices.Insert(hits, 0, h)
			continue
		}
		hits = append(hits, h)
	}
	return grouped(hits, len(list) > foundMost), nil
}

// Recent are dossiers that the actor opened lately, named by their codes in
// order, of those that the actor may still see.
func (o *Office) Recent(ctx context.Context, by identity.Actor, codes []string) ([]Hit, error) {
	if len(by.Posts) == 0 {
		return nil, motcua.Refused(motcua.Forbidden, "identity.forbidden.read")
	}
	codes = codes[:min(len(codes), recentMost)]
	if len(codes) == 0 {
		return nil, nil
	}
	list, err := o.store.Dossiers(ctx, store.Filter{Scope: scopeOf(by), Codes: codes, Limit: len(codes)})
	if err != nil {
		return nil, err
	}
	var hits []Hit
	for _, code := range codes {
		for _, d := range list {
			if d.Code == code {
				hits = append(hits, Hit{Code: d.Code, Procedure: d.Procedure, ProcedureName: d.ProcedureName, Status: d.Status, Name: d.Applicant})
			}
		}
	}
	return hits, nil
}

// FillFindings makes found what was kept by a version that did not search like
// this. Running it twice, or on several nodes at once, does no harm. It
// returns how many dossiers it added.
func (o *Office) FillFindings(ctx context.Context) (int, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return 0, err
	}
	added := 0
	for before := ""; ; {
		list, err := o.store.Unfound(ctx, before, batch)
		if err != nil || len(list) == 0 {
			return added, err
		}
		found := make([]dossier.Finding, len(list))
		for i, d := range list {
			loaded, _, err := o.load(ctx, b, Target{Code: d[1]})
			if err != nil {
				return added, err
			}
			found[i] = loaded.Finding()
		}
		err = o.store.Write(ctx, func(tx *store.Tx) error {
			for i, d := range list {
				if err := tx.AddFinding(ctx, d[0], found[i]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return added, err
		}
		added, before = added+len(list), list[len(list)-1][0]
	}
}

// FillDocumentWords does the same for official documents.
func (o *Office) FillDocumentWords(ctx context.Context) (int, error) {
	added := 0
	for before := ""; ; {
		list, err := o.store.UnfoundDocuments(ctx, before, batch)
		if err != nil || len(list) == 0 {
			return added, err
		}
		err = o.store.Write(ctx, func(tx *store.Tx) error {
			for _, d := range list {
				d.Search = register.Searched(d)
				if err := tx.AddDocumentWords(ctx, d); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return added, err
		}
		added, before = added+len(list), list[len(list)-1].ID
	}
}
