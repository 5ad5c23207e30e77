package claim

import (
	"cmp"
	"slices"

	"motcua"
	"motcua/calendar"
	"motcua/report"
)

// Known is what a text is held against.
type Known struct {
	Period report.Period
	// Issued is the day of issue; zero takes the one in the head of the text.
	Issued calendar.Date
	// Facts are of the period, Before of the same period a year before.
	Facts, Before report.Facts
	// Documents are known beside those of the facts, as from the register.
	Documents []report.Document
	// Units are the names of divisions and agencies; none are not checked.
	Units []string
}

// Severity says how sure a finding is.
type Severity string

// The severities, the graver first.
const (
	Contradiction Severity = "contradiction" // the facts, or the text itself, say otherwise
	Doubt         Severity = "doubt"         // nothing supports it: somebody has to look
)

// Severities lists the severities.
func Severities() []Severity { return []Severity{Contradiction, Doubt} }

// Finding is a place where a text and the facts do not agree.
type Finding struct {
	Rule     string // stable: "plan.year", "period.outside" …
	Severity Severity
	Place
	Claim   motcua.Text // what the text says
	Fact    motcua.Text // what is so, and how it is known
	Suggest string      // to write instead of the quote; "" where it is not certain
	Sources []report.Source
}

// checker holds the claims of one text against what is known.
type checker struct {
	*text
	known  Known
	claims []Claim
	stands report.Period // what the period stands for: whole months
	issued calendar.Date
	papers []report.Document
	titles []title
	// byNumber are the titles of the papers.
	byNumber map[string]title
	ofUnits  [][]string
	found    []Finding
}

// title is the name of something that facts know: a document, an event.
type title struct {
	text    string
	words   []string
	name    string          // spaced, what it says before its first year; "" without one
	periods []report.Period // in its name, then beside it
	source  report.Source
}

// Check holds a text against what is known and lists what does not agree, in
// the order of the text, which is normal (see [Normal]) in the places.
func Check(s string, known Known) []Finding {
	t := newText(Normal(s))
	c := &checker{text: t, known: known, claims: find(t), stands: standsFor(known.Period), issued: known.Issued, byNumber: map[string]title{}}
	c.papers = append(append(append(c.papers, known.Facts.Documents...), known.Before.Documents...), known.Documents...)
	c.readTitles()
	for _, unit := range known.Units {
		c.ofUnits = append(c.ofUnits, words(unit))
	}
	c.head()
	for i := range c.claims {
		c.claim(&c.claims[i])
	}
	c.totals()
	c.tables()
	c.spelling()
	slices.SortStableFunc(c.found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return slices.CompactFunc(c.found, func(a, b Finding) bool { return a.Start == b.Start && a.Rule == b.Rule })
}

func (c *checker) claim(k *Claim) {
	if k.Bad != "" {
		c.add(Contradiction, "date.none", *k, motcua.Say("claim.date.none.says", "Day", k.Bad), motcua.Say("claim.date.none.fact"), "")
		return
	}
	switch k.Kind {
	case Document:
		c.document(*k)
	case Standard:
		c.standard(*k)
	case Range:
		c.spanOfDays(*k)
	case Date:
		c.day(*k)
	case Period:
		c.period(*k)
	case Phase:
		c.phase(*k)
	case Year:
		c.year(*k)
	case Ratio:
		c.ratio(*k)
	case Percentage:
		c.percentage(*k)
	case Count:
		c.count(*k)
	case AllOnTime:
		c.allOnTime(*k)
	case Compared:
		c.compared(*k)
	case Unit:
		c.unit(*k)
	case Repeated:
		c.add(Doubt, "repeated", *k, motcua.Say("claim.repeated.says"), motcua.Say("claim.repeated.fact", "Line", k.Before), "")
	}
}

// add records a finding about a claim.
func (c *checker) add(severity Severity, rule string, k Claim, says, fact motcua.Text, suggest string, sources ...report.Source) {
	c.found = append(c.found, Finding{rule, severity, k.Place, says, fact, suggest, sources})
}

// head reads what the head of a report says of itself: its day and its period.
func (c *checker) head() {
	for _, k := range c.claims {
		if k.Bad != "" || !c.lines[k.Line-1].head {
			continue
		}
		switch {
		case k.Kind == Date && c.known.Issued.IsZero():
			if c.issued.IsZero() {
				c.issued = k.Date
			}
			if k.Date == c.issued && k.Date.Before(c.known.Period.To) {
				c.add(Doubt, "issued.early", k, motcua.Say("claim.issued.says", "Day", k.Date),
					motcua.Say("claim.issued.early.fact", "To", c.known.Period.To), "")
			}
		case k.Kind == Date && k.Date != c.known.Issued && standsAlone(c.text, k):
			c.add(Contradiction, "issued.differs", k, motcua.Say("claim.issued.says", "Day", k.Date),
				motcua.Say("claim.issued.differs.fact", "Day", c.known.Issued), likeDay(k.Quote, c.known.Issued))
		}
	}
}

// standsAlone tells whether a day ends its line, as that of a head does.
func standsAlone(t *text, k Claim) bool {
	return len(t.s[k.End:t.lines[k.Line-1].end]) <= 2
}

// standsFor is the span of whole months that a period with a cut-off reports
// on: from 15/12/2021 to 10/6/2022 are the first six months of 2022.
func standsFor(p report.Period) report.Period {
	from, to := p.From, p.To
	if from.Day >= 15 {
		from = calendar.Date{Year: from.Year, Month: from.Month, Day: 1}.AddMonths(1)
	}
	from.Day = 1
	to = calendar.Date{Year: to.Year, Month: to.Month, Day: 1}.AddMonths(1).AddDays(-1)
	if to.Before(from) {
		return p
	}
	return report.Period{From: from, To: to}
}

func within(inner, outer report.Period) bool {
	return !inner.From.Before(outer.From) && !inner.To.After(outer.To)
}

// moved is a period some years later.
func moved(p report.Period, years int) report.Period {
	return report.Period{From: p.From.AddMonths(12 * years), To: p.To.AddDays(1).AddMonths(12 * years).AddDays(-1)}
}

// readTitles gathers what facts call things and the days they give for them.
func (c *checker) readTitles() {
	for _, d := range c.papers {
		t := titleOf(d.Title, d.Source)
		c.titles = append(c.titles, t)
		c.byNumber[d.Number] = t
	}
	for _, facts := range []report.Facts{c.known.Facts, c.known.Before} {
		for _, list := range facts.Lists {
			for _, row := range list.Rows {
				t := titleOf(row.Source.Text, row.Source)
				t.periods = append(t.periods, daysOf(row.Cells)...)
				c.titles = append(c.titles, t)
			}
		}
	}
}

func titleOf(name string, source report.Source) title {
	t := title{text: Normal(name), source: source}
	t.words = words(t.text)
	for _, k := range Find(t.text) {
		if named := spaced(t.text[:k.Start]); t.name == "" && named != "  " && (k.Kind == Year || k.Kind == Period || k.Kind == Phase) {
			t.name = named
		}
		switch k.Kind {
		case Year:
			t.periods = append(t.periods, monthsOf(int(k.Value), 1, 12))
		case Period, Phase, Range:
			t.periods = append(t.periods, k.Period)
		}
	}
	return t
}

// daysOf are the spans of days in the cells of a row: "25/02/2022 – 26/03/2022"
// in one, or two cells with a day each.
func daysOf(cells []string) []report.Period {
	var list []report.Period
	var days []calendar.Date
	for _, cell := range cells {
		if day, err := calendar.ParseDate(cell); err == nil {
			days = append(days, day)
			continue
		}
		for _, k := range Find(Normal(cell)) {
			switch {
			case k.Kind == Range && k.Bad == "":
				list = append(list, k.Period)
			case k.Kind == Date && k.Bad == "":
				days = append(days, k.Date)
			}
		}
	}
	if len(days) == 1 {
		days = append(days, days[0])
	}
	if len(days) >= 2 {
		list = append(list, report.Period{From: days[0], To: days[1]})
	}
	return list
}

// covers is the share of the words of a title, in percent, that a phrase has.
func (t title) covers(phrase string) int {
	n, has := 0, 0
	for _, w := range t.words {
		if len(w) == 4 && w[0] >= '1' && w[0] <= '2' { // the year is what is in question
			continue
		}
		n++
		if containsWord(phrase, w) {
			has++
		}
	}
	if n == 0 {
		return 0
	}
	return has * 100 / n
}
