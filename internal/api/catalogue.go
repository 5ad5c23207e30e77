package api

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/identity"
)

// ProcedureQuery searches the catalogue.
type ProcedureQuery struct {
	Q string `query:"q" doc:"In code, name and field, with or without diacritics" example:"chap thuan chu truong"`
	Paging
}

// ProcedureLine is a procedure in a list.
type ProcedureLine struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Field   string `json:"field"`
	Level   string `json:"level"`
	Agency  string `json:"agency"`
	Version int    `json:"version" doc:"In force today; 0 when none is"`
	Term    string `json:"term" doc:"Of that version" example:"35 working days"`
}

// Procedure is a procedure with all its versions, their papers and processes.
type Procedure struct {
	ProcedureLine
	NameEN   string              `json:"nameEN"`
	Topics   []string            `json:"topics" nullable:"false"`
	Audience []string            `json:"audience" nullable:"false"`
	Versions []catalogue.Version `json:"versions" nullable:"false"`
}

const (
	pageSize   = 50
	pageAtMost = 200
)

func (a *api) catalogue() {
	get(a, route{id: "listProcedures", path: "/procedures", tag: "catalogue", summary: "Search the procedures", public: true}, a.listProcedures)
	get(a, route{id: "getProcedure", path: "/procedures/{code}", tag: "catalogue", summary: "Show a procedure with its versions", public: true},
		func(ctx context.Context, _ *request, in *struct {
			Code string `path:"code" example:"1.009645"`
		}) (Procedure, error) {
			p, _, err := a.office.Procedure(ctx, in.Code)
			if err != nil && p.Code == "" {
				return Procedure{}, err
			}
			return Procedure{ProcedureLine: a.procedureLine(p), NameEN: p.NameEN, Topics: list(p.Topics), Audience: list(p.Audience),
				Versions: list(p.Versions)}, nil
		})
	get(a, route{id: "listAgencies", path: "/agencies", tag: "catalogue", summary: "List the agencies and their units", public: true},
		func(ctx context.Context, _ *request, _ *nothing) (Page[identity.Agency], error) {
			b, err := a.office.Book(ctx)
			if err != nil {
				return Page[identity.Agency]{}, err
			}
			return pageOf(b.Agencies, ""), nil
		})
}

func (a *api) listProcedures(ctx context.Context, _ *request, in *ProcedureQuery) (Page[ProcedureLine], error) {
	found, err := a.office.Procedures(ctx, in.Q)
	if err != nil {
		return Page[ProcedureLine]{}, err
	}
	if in.After != "" {
		i := slices.IndexFunc(found, func(p catalogue.Procedure) bool { return p.Code == in.After })
		if i < 0 {
			return Page[ProcedureLine]{}, motcua.InvalidField("after", "office.cursor")
		}
		found = found[i+1:]
	}
	size := min(cmp.Or(in.Limit, pageSize), pageAtMost)
	next := ""
	if len(found) > size {
		found = found[:size]
		next = found[size-1].Code
	}
	items := make([]ProcedureLine, 0, len(found))
	for _, p := range found {
		items = append(items, a.procedureLine(p))
	}
	return pageOf(items, next), nil
}

func (a *api) procedureLine(p catalogue.Procedure) ProcedureLine {
	line := ProcedureLine{Code: p.Code, Name: p.Name, Field: p.Field, Level: p.Level, Agency: p.Agency}
	if v, err := p.VersionOn(calendar.DateOf(a.office.Now())); err == nil {
		line.Version, line.Term = v.Number, v.Term.String()
	}
	return line
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
