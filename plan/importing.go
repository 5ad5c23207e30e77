package plan

import (
	"maps"
	"slices"
	"strings"

	"motcua"
	"motcua/identity"
	"motcua/register"
	"motcua/vietnamese"
)

// Column is a column of a table of tasks.
type Column string

// The columns.
const (
	ColumnNumber      Column = "number"
	ColumnContent     Column = "content"
	ColumnDeliverable Column = "deliverable"
	ColumnLead        Column = "lead"
	ColumnSupport     Column = "support"
	ColumnPerson      Column = "person"
	ColumnDue         Column = "due"
	ColumnArea        Column = "area"
	ColumnNote        Column = "note"
)

// Columns lists the columns in the order of a table.
func Columns() []Column {
	return []Column{ColumnNumber, ColumnContent, ColumnDeliverable, ColumnLead, ColumnSupport, ColumnPerson, ColumnDue, ColumnArea, ColumnNote}
}

// heads are the words by which a head is known, folded; the first column that
// has them takes it.
func heads(c Column) []string {
	return map[Column][]string{
		ColumnNumber:      {"stt", "tt", "so tt", "so thu tu", "number", "no"},
		ColumnContent:     {"noi dung nhiem vu", "nhiem vu", "noi dung cong viec", "noi dung", "cong viec", "task"},
		ColumnDeliverable: {"san pham", "ket qua san pham", "san pham du kien", "ket qua", "deliverable"},
		ColumnLead:        {"don vi chu tri", "co quan chu tri", "chu tri", "don vi thuc hien", "lead unit"},
		ColumnSupport:     {"don vi phoi hop", "co quan phoi hop", "phoi hop", "supporting units"},
		ColumnPerson:      {"nguoi thuc hien", "nguoi phu trach", "can bo phu trach", "chuyen vien", "person"},
		ColumnDue:         {"thoi han", "thoi gian hoan thanh", "thoi gian thuc hien", "thoi gian", "han hoan thanh", "due"},
		ColumnArea:        {"linh vuc", "field"},
		ColumnNote:        {"ghi chu", "note"},
	}[c]
}

// Line is a row of a table of tasks, as it was written.
type Line struct {
	Line  int // as the file counts
	Cells map[Column]string
}

// GuessColumns finds the columns of a table by its heads; false when none has
// the tasks.
func GuessColumns(row []string) (map[Column]int, bool) {
	found := map[Column]int{}
	for exact := range 2 { // first by the whole head, then by its beginning
		for _, c := range Columns() {
			if _, ok := found[c]; ok {
				continue
			}
			for _, words := range heads(c) {
				i := slices.IndexFunc(row, func(head string) bool {
					plain := strings.Join(vietnamese.Words(vietnamese.Fold(head)), " ")
					return plain == words || exact == 1 && len(words) > 4 && strings.HasPrefix(plain, words)
				})
				if i >= 0 && !slices.Contains(slices.Collect(maps.Values(found)), i) {
					found[c] = i
					break
				}
			}
		}
	}
	_, ok := found[ColumnContent]
	return found, ok
}

// ReadLines makes lines of the rows below the heads. A row with one text alone is
// the heading of a part: where it names a field of reform, the rows below it are
// of that field. first is the number of the first row, as the file counts.
func ReadLines(columns map[Column]int, rows [][]string, first int) []Line {
	var lines []Line
	area := ""
	for i, row := range rows {
		texts, only := 0, ""
		for _, cell := range row {
			if strings.TrimSpace(cell) != "" {
				texts++
				only = cell
			}
		}
		if texts == 0 {
			continue
		}
		if texts == 1 || texts == 2 && cellAt(row, columns, ColumnContent) != "" && roman(strings.ToUpper(cellAt(row, columns, ColumnNumber))) < 1000 && cellAt(row, columns, ColumnNumber) != "" {
			if texts == 2 {
				only = cellAt(row, columns, ColumnContent)
			}
			if texts == 2 || cellAt(row, columns, ColumnContent) == "" || known(only) {
				if area = ""; known(only) {
					area = only
				}
				continue
			}
		}
		line := Line{Line: first + i, Cells: map[Column]string{}}
		for c := range columns {
			line.Cells[c] = cellAt(row, columns, c)
		}
		if line.Cells[ColumnArea] == "" {
			line.Cells[ColumnArea] = area
		}
		lines = append(lines, line)
	}
	return lines
}

func cellAt(row []string, columns map[Column]int, c Column) string {
	if i, ok := columns[c]; ok && i < len(row) {
		return strings.TrimSpace(row[i])
	}
	return ""
}

func known(text string) bool { _, ok := ReadField(text); return ok }

// ReadField reads a field of reform by its name, as plans write it.
func ReadField(text string) (Field, bool) {
	s := strings.Join(vietnamese.Words(vietnamese.Fold(text)), " ")
	for _, f := range Fields() {
		if s == vietnamese.Fold(string(f)) {
			return f, true
		}
	}
	for _, of := range []struct {
		field Field
		words []string
	}{
		{Institutions, []string{"the che"}}, {Procedures, []string{"thu tuc hanh chinh", "tthc"}}, {Apparatus, []string{"bo may"}}, {Service, []string{"cong vu", "can bo cong chuc"}},
		{Finance, []string{"tai chinh"}}, {Digital, []string{"chinh quyen dien tu", "chinh quyen so", "hien dai hoa"}}, {General, []string{"chi dao dieu hanh", "chung"}},
	} {
		if slices.ContainsFunc(of.words, func(w string) bool { return strings.Contains(" "+s+" ", " "+w+" ") }) {
			return of.field, true
		}
	}
	return "", false
}

// Read makes a task of a line, with what is wrong in each cell: Field of a fault
// is the column. Units and people are named as people write them. area is that
// of the plan, for lines that name none.
func (l Line) Read(units []identity.Unit, people []identity.Person, year int, area Field) (Content, []*motcua.Fault) {
	var faults []*motcua.Fault
	c := Content{Number: l.Cells[ColumnNumber], Content: l.Cells[ColumnContent], Deliverable: l.Cells[ColumnDeliverable], Note: l.Cells[ColumnNote], Field: area}
	if text := strings.TrimSpace(l.Cells[ColumnLead]); text != "" {
		if c.Lead = unitNamed(units, text); c.Lead == "" {
			faults = append(faults, motcua.InvalidField("lead", "plan.unit.unknown", "Value", text))
		}
	}
	for _, text := range strings.FieldsFunc(l.Cells[ColumnSupport], func(r rune) bool { return r == ';' || r == '\n' }) {
		if text = strings.TrimSpace(text); text == "" {
			continue
		}
		unit := unitNamed(units, text)
		if unit == "" {
			faults = append(faults, motcua.InvalidField("support", "plan.unit.unknown", "Value", text))
		}
		c.Support = append(c.Support, unit)
	}
	if text := strings.TrimSpace(l.Cells[ColumnPerson]); text != "" {
		if c.Person = personNamed(people, text); c.Person == "" {
			faults = append(faults, motcua.InvalidField("person", "plan.person.unknown", "Value", text))
		}
	}
	due, err := ReadDue("due", l.Cells[ColumnDue], year)
	if f, ok := motcua.AsFault(err); ok {
		faults = append(faults, f)
	}
	c.Due = due
	if text := strings.TrimSpace(l.Cells[ColumnArea]); text != "" {
		field, ok := ReadField(text)
		if c.Field = field; !ok {
			faults = append(faults, motcua.InvalidField("area", "plan.area.unknown", "Value", text))
		}
	}
	ready, err := c.Prepare()
	if f, ok := motcua.AsFault(err); ok {
		for _, one := range f.All() {
			if !slices.ContainsFunc(faults, func(other *motcua.Fault) bool { return other.Field == one.Field }) {
				faults = append(faults, one)
			}
		}
	}
	return ready, faults
}

// unitNamed is the id of the unit that a text means: by its id, its name, its
// initials, or its name without what kind of unit it is; "" when none or several
// are meant.
func unitNamed(units []identity.Unit, text string) string {
	s := folded(text)
	var found []string
	for _, u := range units {
		name := folded(u.Name)
		switch {
		case u.ID == text, name == s, vietnamese.Fold(register.Abbreviation(u.Name)) == s:
			return u.ID
		case len(s) > 3 && strings.HasSuffix(name, " "+s), strings.HasPrefix(name, s+" ") && len(s) > 6:
			found = append(found, u.ID)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return ""
}

func personNamed(people []identity.Person, text string) string {
	s := folded(text)
	var found []string
	for _, p := range people {
		name := folded(p.Name)
		if p.ID == text {
			return p.ID
		}
		if name == s || strings.HasPrefix(name, s+" ") {
			found = append(found, p.ID)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return ""
}

func folded(text string) string {
	return strings.Join(vietnamese.Words(vietnamese.Fold(text)), " ")
}
