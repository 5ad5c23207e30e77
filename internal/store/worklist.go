package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
)

// Filter narrows a list of dossiers. Zero fields do not narrow. Whose dossiers
// may be seen at all is part of it, put there by office and nobody else.
type Filter struct {
	Scope     Scope
	Status    dossier.Status
	Standing  deadline.Standing // inTime, dueSoon, overdue, paused, or one of the ended ones
	Unit      string            // holder
	Procedure string
	Person    string
	Seats     []Seat   // held at any of them
	Codes     []string // one of these
	Counted   *Counted // by one number of the figures
	Text      string   // folded; every word of it is to be found
	DueBefore time.Time
	Open      bool // only dossiers not ended
	Now       time.Time
	Soon      time.Time // due before this is due soon
	After     Cursor
	Limit     int
}

// Scope is whose dossiers may be seen: everything, or those that agencies
// hold or were asked about.
type Scope struct {
	All      bool
	Agencies []string
}

// Cursor is the place in a list ordered by due date and id.
type Cursor struct {
	Due int64
	ID  string
}

// Dossiers lists summaries, nearest due first.
func (s *Store) Dossiers(ctx context.Context, f Filter) ([]dossier.Summary, error) {
	where, args := f.where()
	args = append(args, f.Limit)
	rows, err := s.read.rows(ctx, fmt.Sprintf(`SELECT %s FROM dossier%s ORDER BY due_at, id LIMIT $%d`, summaryColumns, where, len(args)), args...)
	list, err := collect(rows, err, summaryOf)
	return list, wrap(err, "list dossiers")
}

// CountDossiers counts what Dossiers would list without a limit, up to atMost.
func (s *Store) CountDossiers(ctx context.Context, f Filter, atMost int) (int, error) {
	f.After = Cursor{}
	where, args := f.where()
	args = append(args, atMost)
	var n int
	err := s.read.row(ctx, fmt.Sprintf(`SELECT count(*) FROM (SELECT id FROM dossier%s LIMIT $%d) AS found`, where, len(args)), args...).Scan(&n)
	return n, wrap(err, "count dossiers")
}

// wordsAtMost is how many words of a search are looked for.
const wordsAtMost = 8

// conditions collects parts of a WHERE with their numbered arguments.
type conditions struct {
	parts []string
	args  []any
}

// add adds a condition in which each ? stands for the next argument.
func (c *conditions) add(condition string, args ...any) {
	for _, arg := range args {
		c.args = append(c.args, arg)
		condition = strings.Replace(condition, "?", fmt.Sprintf("$%d", len(c.args)), 1)
	}
	c.parts = append(c.parts, condition)
}

func (c *conditions) where() string {
	if len(c.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.parts, " AND ")
}

const openOnly = `ended_at = 9223372036854775807` // OpenEnd, literal so that partial indexes apply

func (f Filter) where() (string, []any) {
	var c conditions
	if !f.Scope.All {
		f.Scope.narrow(&c)
	}
	if f.Open {
		c.add(openOnly)
	}
	if f.Status != "" {
		c.add("status = ?", string(f.Status))
	}
	if f.Unit != "" {
		c.add("holder_unit = ?", f.Unit)
	}
	if f.Person != "" {
		c.add("holder_person = ?", f.Person)
	}
	if len(f.Seats) > 0 {
		seated(&c, f.Seats)
	}
	if len(f.Codes) > 0 {
		marks, args := marked(f.Codes)
		c.add("code IN ("+marks+")", args...)
	}
	if f.Procedure != "" {
		c.add("procedure_code = ?", f.Procedure)
	}
	if !f.DueBefore.IsZero() {
		c.add("due_at < ?", millis(f.DueBefore))
	}
	if f.Counted != nil {
		f.Counted.narrow(&c)
	}
	words := strings.Fields(f.Text)
	for _, word := range words[:min(len(words), wordsAtMost)] {
		c.add(`search LIKE ? ESCAPE '\'`, like(word))
	}
	f.standing(&c)
	if f.After.ID != "" {
		c.add("(due_at, id) > (?, ?)", f.After.Due, f.After.ID)
	}
	return c.where(), c.args
}

// Seat is a desk as one person sees it: everything there, or, for a person
// named, what is named to that person or to nobody.
type Seat struct {
	Desk
	Person string
}

func seated(c *conditions, seats []Seat) {
	var parts []string
	var args []any
	for _, s := range seats {
		part := "holder_agency = ?"
		args = append(args, s.Agency)
		if s.Unit != "" {
			part += " AND holder_unit = ?"
			args = append(args, s.Unit)
		}
		if s.Person != "" {
			part += " AND holder_person IN (?, '')"
			args = append(args, s.Person)
		}
		parts = append(parts, part)
	}
	c.add("("+strings.Join(parts, " OR ")+")", args...)
}

// marked are the marks and arguments of a list of texts.
func marked(texts []string) (string, []any) {
	args := make([]any, len(texts))
	for i, text := range texts {
		args[i] = text
	}
	return strings.TrimSuffix(strings.Repeat("?, ", len(texts)), ", "), args
}

func (s Scope) narrow(c *conditions) {
	if len(s.Agencies) == 0 {
		c.add("1 = 0")
		return
	}
	places := marks(len(s.Agencies))
	args := make([]any, 0, 2*len(s.Agencies))
	for range 2 {
		for _, agency := range s.Agencies {
			args = append(args, agency)
		}
	}
	c.add("(holder_agency IN ("+places+") OR id IN (SELECT dossier FROM errand WHERE agency IN ("+places+")))", args...)
}

func (f Filter) standing(c *conditions) {
	switch f.Standing {
	case "":
	case deadline.Paused:
		c.add(openOnly + " AND paused = TRUE")
	case deadline.Overdue:
		c.add(openOnly+" AND paused = FALSE AND due_at < ?", millis(f.Now))
	case deadline.DueSoon:
		c.add(openOnly+" AND paused = FALSE AND due_at >= ? AND due_at < ?", millis(f.Now), millis(f.Soon))
	case deadline.InTime:
		c.add(openOnly+" AND paused = FALSE AND due_at >= ?", millis(f.Soon))
	default:
		c.add("standing = ?", string(f.Standing))
	}
}

// Desk is one place at which work waits.
type Desk struct {
	Agency string
	Unit   string // "" for the whole agency
}

// WorkAt lists the open dossiers that a desk holds, nearest due first.
func (s *Store) WorkAt(ctx context.Context, desk Desk, after Cursor, limit int) ([]dossier.Summary, error) {
	rows, err := s.read.rows(ctx, `SELECT `+summaryColumns+` FROM dossier WHERE holder_agency = $1 AND holder_unit = $2 AND `+openOnly+`
		AND (due_at, id) > ($3, $4) ORDER BY due_at, id LIMIT $5`, desk.Agency, desk.Unit, after.Due, after.ID, limit)
	list, err := collect(rows, err, summaryOf)
	return list, wrap(err, "list the work of a unit")
}

// WorkNamed lists the open dossiers at a desk that are named to a person, or
// to nobody when the person is "".
func (s *Store) WorkNamed(ctx context.Context, desk Desk, person string, after Cursor, limit int) ([]dossier.Summary, error) {
	rows, err := s.read.rows(ctx, `SELECT `+summaryColumns+` FROM dossier WHERE holder_agency = $1 AND holder_unit = $2 AND holder_person = $3 AND `+openOnly+`
		AND (due_at, id) > ($4, $5) ORDER BY due_at, id LIMIT $6`, desk.Agency, desk.Unit, person, after.Due, after.ID, limit)
	list, err := collect(rows, err, summaryOf)
	return list, wrap(err, "list the work of a person")
}

// ToReturn lists the dossiers whose result waits for its applicant.
func (s *Store) ToReturn(ctx context.Context, after Cursor, limit int) ([]dossier.Summary, error) {
	rows, err := s.read.rows(ctx, `SELECT `+summaryColumns+` FROM dossier WHERE status = 'resolved' AND (due_at, id) > ($1, $2)
		ORDER BY due_at, id LIMIT $3`, after.Due, after.ID, limit)
	list, err := collect(rows, err, summaryOf)
	return list, wrap(err, "list results to return")
}

// OpenErrand is an errand with the dossier it belongs to.
type OpenErrand struct {
	dossier.Errand
	Code          string
	Procedure     string
	ProcedureName string
	Channel       catalogue.ChannelKind
	Applicant     string
	DossierDue    time.Time
}

// ErrandsAt lists what waits for a desk, nearest due first; a desk without
// unit sees those of every unit. Drafts to sign have a list of their own.
func (s *Store) ErrandsAt(ctx context.Context, desk Desk, after Cursor, limit int) ([]OpenErrand, error) {
	rows, err := s.read.rows(ctx, `SELECT r.id, r.kind, r.agency, r.unit, r.asked_at, r.due_at, d.code, d.procedure_code, d.procedure_name,
		d.channel, d.applicant, d.due_at FROM errand r JOIN dossier d ON d.id = r.dossier
		WHERE r.agency = $1 AND ($2 = '' OR r.unit = '' OR r.unit = $3) AND r.done = FALSE
		AND r.kind NOT IN ('initial', 'sign', 'seal') AND (r.due_at, r.id) > ($4, $5) ORDER BY r.due_at, r.id LIMIT $6`,
		desk.Agency, desk.Unit, desk.Unit, after.Due, after.ID, limit)
	list, err := collect(rows, err, scanErrand)
	return list, wrap(err, "list errands")
}

func scanErrand(rows *sql.Rows) (OpenErrand, error) {
	var e OpenErrand
	var kind, channel string
	var asked, due, dossierDue int64
	err := rows.Scan(&e.ID, &kind, &e.Agency, &e.Unit, &asked, &due, &e.Code, &e.Procedure, &e.ProcedureName, &channel, &e.Applicant, &dossierDue)
	e.Kind, e.Channel = dossier.ErrandKind(kind), catalogue.ChannelKind(channel)
	e.AskedAt, e.Due, e.DossierDue = instant(asked), instant(due), instant(dossierDue)
	return e, err
}

// OpenCodes lists the codes of open dossiers after one, for work on all of
// them in batches.
func (s *Store) OpenCodes(ctx context.Context, after string, limit int) ([]string, error) {
	rows, err := s.read.rows(ctx, `SELECT code FROM dossier WHERE `+openOnly+` AND code > $1 ORDER BY code LIMIT $2`, after, limit)
	list, err := collect(rows, err, scanText)
	return list, wrap(err, "list open dossiers")
}

func scanText(rows *sql.Rows) (string, error) {
	var text string
	err := rows.Scan(&text)
	return text, err
}
