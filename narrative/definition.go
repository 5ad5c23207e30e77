package narrative

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/calendar"
	"motcua/report"
)

//go:embed definitions/*.json
var definitions embed.FS

// Definition says what a kind of report consists of, while it holds. It is data:
// the headings and wordings of official reports change with the letters that
// ask for them.
type Definition struct {
	ID         string            `json:"id"` // "cchc"; several with one id hold one after the other
	Name       string            `json:"name"`
	From       calendar.Date     `json:"from"`
	Until      calendar.Date     `json:"until"` // zero while it holds
	Ground     string            `json:"ground"`
	Title      string            `json:"title"`   // below BÁO CÁO; a template
	Opening    string            `json:"opening"` // templates of paragraphs
	Closing    string            `json:"closing"`
	Recipients []string          `json:"recipients"`
	Types      map[string]string `json:"types"` // what the codes of documents read as: "KH" is Kế hoạch
	Sections   []Section         `json:"sections"`
	Turns      []Turn            `json:"turns"`
}

// Section is a heading with what stands below it.
type Section struct {
	ID     string  `json:"id"` // "II.2.1"
	Title  string  `json:"title"`
	Level  int     `json:"level"` // 1 for I, II; 2 for 1, 2; 3 for 2.1
	Blocks []Block `json:"blocks"`
}

// BlockKind is what a block of a section is.
type BlockKind string

// The kinds of block.
const (
	Narrative  BlockKind = "narrative" // written by people, with live fields; Text is how it begins
	FigureLine BlockKind = "figure"    // a sentence of figures that nobody rewrites
	ListLines  BlockKind = "list"      // one line for each row
	RowTable   BlockKind = "table"     // a list as a table
	BarChart   BlockKind = "chart"
)

// Block is one piece of a section.
type Block struct {
	ID      string       `json:"id"` // unique in the report
	Kind    BlockKind    `json:"kind"`
	Text    string       `json:"text"`    // template of a narrative or a figure; caption of a table or chart
	List    string       `json:"list"`    // key of a list
	Line    string       `json:"line"`    // wording of a row, with the columns in braces
	Empty   string       `json:"empty"`   // said when the list has no row
	Columns []GridColumn `json:"columns"` // of a table; none for all the list has
	Bars    []Measure    `json:"bars"`    // of a chart
}

// GridColumn is a column of a table: which of the list, and its head. Shares of the
// width need not add up to anything.
type GridColumn struct {
	Name  string `json:"name"` // of the list; alternatives parted by |
	Head  string `json:"head"`
	Share int    `json:"share"`
}

// Measure is a figure of a chart with its words.
type Measure struct {
	Label string `json:"label"`
	Key   string `json:"key"`
}

// Turn is a period that a report is due for each year.
type Turn struct {
	ID    string `json:"id"`    // "H1"
	Label string `json:"label"` // "6 tháng đầu năm {year}"
	Next  string `json:"next"`  // what comes after it, as the report looks ahead
	From  string `json:"from"`  // "12-15"; of the year before when it is later than To
	To    string `json:"to"`    // "06-14"
	// Within is how many working days after the last day it is to be sent.
	Within int `json:"within"`
	// Changed are the years in which a letter set other days.
	Changed []Change `json:"changed"`
}

// Change sets another last day for one year, with the letter that did.
type Change struct {
	Year  int           `json:"year"`
	To    calendar.Date `json:"to"`
	Due   calendar.Date `json:"due"` // zero: as always
	Basis Basis         `json:"basis"`
}

// Basis is the document that a report is made upon.
type Basis struct {
	Number  string        `json:"number,omitempty"`
	Date    calendar.Date `json:"date,omitzero"`
	Issuer  string        `json:"issuer,omitempty"`
	Subject string        `json:"subject,omitempty"`
}

// Definitions reads every definition.
func Definitions() ([]Definition, error) {
	files, err := definitions.ReadDir("definitions")
	if err != nil {
		return nil, fmt.Errorf("read definitions of reports: %w", err)
	}
	var list []Definition
	for _, f := range files {
		data, err := definitions.ReadFile("definitions/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("read definition: %w", err)
		}
		var d Definition
		if err := json.Unmarshal(data, &d); err != nil {
			return nil, fmt.Errorf("read definition %s: %w", f.Name(), err)
		}
		list = append(list, d)
	}
	return list, nil
}

// DefinitionOn finds the definition of a kind that holds on a day.
func DefinitionOn(list []Definition, id string, day calendar.Date) (Definition, bool) {
	i := slices.IndexFunc(list, func(d Definition) bool {
		return d.ID == id && !day.Before(d.From) && (d.Until.IsZero() || !day.After(d.Until))
	})
	if i < 0 {
		return Definition{}, false
	}
	return list[i], true
}

// Block finds a block by its id.
func (d Definition) Block(id string) (Block, bool) {
	for _, s := range d.Sections {
		for _, b := range s.Blocks {
			if b.ID == id {
				return b, true
			}
		}
	}
	return Block{}, false
}

// DuePeriod is a turn of a year.
type DuePeriod struct {
	report.Period
	Definition  string
	Turn        string
	Year        int
	Label, Next string
	Before      string // the same of the year before
	Basis       Basis  // of the letter that set the days of this year, if any
	Due         calendar.Date
	Within      int // working days after To, when Due is zero
}

// DuePeriods are the turns of a year, in the order of their ends. Due is left
// to whoever has the calendar, unless a letter named the day.
func (d Definition) DuePeriods(year int) ([]DuePeriod, error) {
	var list []DuePeriod
	for _, t := range d.Turns {
		from, err := monthDay(year, t.From)
		if err != nil {
			return nil, err
		}
		to, err := monthDay(year, t.To)
		if err != nil {
			return nil, err
		}
		if from.After(to) {
			from.Year--
		}
		p := DuePeriod{Period: report.Period{From: from, To: to}, Definition: d.ID, Turn: t.ID, Year: year, Within: t.Within,
			Label: ofYear(t.Label, year), Next: ofYear(t.Next, year), Before: ofYear(t.Label, year-1)}
		for _, c := range t.Changed {
			if c.Year == year {
				p.To, p.Due, p.Basis = c.To, c.Due, c.Basis
			}
		}
		list = append(list, p)
	}
	slices.SortStableFunc(list, func(a, b DuePeriod) int { return a.To.Compare(b.To) })
	return list, nil
}

// near is how many days the end of a period may differ from that of a turn for
// it to be called by the turn's name: guidance moves the last day by some.
const near = 15

// TurnOf finds the turn that a period is: it begins on its day and ends near its
// end. Others get their days for a name.
func (d Definition) TurnOf(p report.Period) (DuePeriod, error) {
	for _, year := range []int{p.To.Year, p.From.Year, p.To.Year + 1} {
		list, err := d.DuePeriods(year)
		if err != nil {
			return DuePeriod{}, err
		}
		for _, t := range list {
			if away := t.To.DaysUntil(p.To); t.From == p.From && away >= -near && away <= near {
				t.Period = p
				return t, nil
			}
		}
	}
	label := "từ ngày " + Day(p.From) + " đến ngày " + Day(p.To)
	return DuePeriod{Period: p, Definition: d.ID, Year: p.To.Year, Label: label, Next: "thời gian tới", Before: "cùng kỳ năm trước"}, nil
}

func ofYear(text string, year int) string {
	return strings.NewReplacer("{year}", strconv.Itoa(year), "{next}", strconv.Itoa(year+1)).Replace(text)
}

// monthDay reads "06-14" in a year.
func monthDay(year int, text string) (calendar.Date, error) {
	month, day, _ := strings.Cut(text, "-")
	m, err := strconv.Atoi(month)
	if err != nil {
		return calendar.Date{}, fmt.Errorf("read the day %q of a definition: %w", text, err)
	}
	n, err := strconv.Atoi(day)
	if err != nil {
		return calendar.Date{}, fmt.Errorf("read the day %q of a definition: %w", text, err)
	}
	return calendar.Date{Year: year, Month: time.Month(m), Day: n}, nil
}
