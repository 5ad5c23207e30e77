package claim

import (
	"regexp"
	"strconv"
	"strings"

	"motcua"
	"motcua/report"
)

// coveredEnough is the share of the words of a title, in percent, from which a
// phrase is taken to speak of it.
const coveredEnough = 70

// spanOfDays holds the period in the head of a report against the one it is
// checked for, and any other against what facts say of the thing it is about.
func (c *checker) spanOfDays(k Claim) {
	says := motcua.Say("claim.range.says", "From", k.Period.From, "To", k.Period.To)
	switch {
	case k.Period.To.Before(k.Period.From):
		c.add(Contradiction, "range.backwards", k, says, motcua.Say("claim.range.backwards.fact"), "")
	case c.lines[k.Line-1].head:
		if k.Period.From != c.known.Period.From || k.Period.To != c.known.Period.To {
			c.add(Contradiction, "period.report", k, says, motcua.Say("claim.period.report.fact", "From", c.known.Period.From, "To", c.known.Period.To), likeRange(k, c.known.Period))
		}
	default:
		if t, ok := c.titleAround(k); ok && !hasPeriod(t.periods, k.Period) {
			p := t.periods[len(t.periods)-1]
			c.add(Contradiction, "row.days", k, says, motcua.Say("claim.row.days.fact", "Text", t.text, "From", p.From, "To", p.To), likeRange(k, p), t.source)
		}
	}
}

// day holds a day against what facts say of the thing it is about.
func (c *checker) day(k Claim) {
	if c.lines[k.Line-1].head {
		return
	}
	t, ok := c.titleAround(k)
	if !ok {
		return
	}
	for _, p := range t.periods {
		if k.Date == p.From || k.Date == p.To {
			return
		}
	}
	p := t.periods[len(t.periods)-1]
	suggest := ""
	if p.From == p.To {
		suggest = likeDay(k.Quote, p.From)
	}
	c.add(Contradiction, "row.days", k, motcua.Say("claim.date.says", "Day", k.Date),
		motcua.Say("claim.row.days.fact", "Text", t.text, "From", p.From, "To", p.To), suggest, t.source)
}

// titleAround is the row of the facts that the words before a claim, in its
// line, speak of, when the facts give days for it.
func (c *checker) titleAround(k Claim) (title, bool) {
	phrase := spaced(c.s[c.lines[k.Line-1].start:k.Start])
	var best title
	most := coveredEnough - 1
	for _, t := range c.titles {
		if t.source.Noun == "document" || len(t.periods) == 0 {
			continue
		}
		if share := t.covers(phrase); share > most {
			best, most = t, share
		}
	}
	return best, most >= coveredEnough
}

// period holds a named period against the one reported on.
func (c *checker) period(k Claim) {
	from, to := c.sentence(k.Start, k.End)
	says := motcua.Say("claim.period.says", "Phrase", k.Quote)
	stands := motcua.Say("claim.period.stands.fact", "From", c.known.Period.From, "To", c.known.Period.To)
	wholeYear := k.Period.From.Month == 1 && k.Period.To.Month == 12
	switch {
	case c.forward(k, from):
		if !wholeYear && !k.Period.From.After(c.known.Period.To) && k.Period.To.DaysUntil(k.Period.From) < -40 {
			c.add(Contradiction, "period.next", k, says, motcua.Say("claim.period.next.fact", "To", c.known.Period.To), c.otherYear(k, 1))
		}
	case comparing.MatchString(c.s[from:to]) && k.Period.To.Before(c.stands.From):
		if !wholeYear && k.Period != moved(c.stands, -1) && comparing.MatchString(c.s[from:k.Start]) {
			c.add(Doubt, "period.compared", k, says, motcua.Say("claim.period.compared.fact", "From", moved(c.stands, -1).From, "To", moved(c.stands, -1).To), "")
		}
	case wholeYear && within(c.stands, k.Period), within(k.Period, c.stands):
	case c.named(k):
	case c.cameTrue(k):
	default:
		severity, suggest := Doubt, ""
		for _, years := range []int{1, -1} {
			if p := moved(k.Period, years); within(p, c.stands) || wholeYear && within(c.stands, p) {
				severity, suggest = Contradiction, c.otherYear(k, years)
			}
		}
		c.add(severity, "period.outside", k, says, stands, suggest)
	}
}

// forward tells whether a period is of what is to be done next.
func (c *checker) forward(k Claim, from int) bool {
	return c.lines[k.Line-1].forward || forwardHeading.MatchString(strings.TrimSpace(spaced(c.s[from:k.Start])))
}

// named tells whether a thing that facts know is called by the period, as a
// plan of the year before.
func (c *checker) named(k Claim) bool {
	from, _ := c.clause(k.Start, k.End)
	phrase := spaced(c.s[from:k.End])
	for _, t := range c.titles {
		if hasPeriod(t.periods, k.Period) && t.covers(phrase) >= coveredEnough {
			return true
		}
	}
	return false
}

// cameTrue tells whether a period lies wholly after the report and is spoken of
// as one to come: "đến cuối năm 2025".
func (c *checker) cameTrue(k Claim) bool {
	return k.Period.From.After(c.known.Period.To) && toCome.MatchString(c.s[c.lines[k.Line-1].start:k.Start])
}

var toCome = regexp.MustCompile(`(?i)(?:đến|trước|phấn đấu|dự kiến|sẽ|mục tiêu|định hướng)[^.;]{0,60}$`)

// otherYear writes a period with another year.
func (c *checker) otherYear(k Claim, years int) string {
	year := strconv.Itoa(k.Period.To.Year)
	i := strings.LastIndex(k.Quote, year)
	if i < 0 {
		return ""
	}
	return k.Quote[:i] + strconv.Itoa(k.Period.To.Year+years) + k.Quote[i+len(year):]
}

// phase holds "giai đoạn 2022 - 2025" against what facts call so.
func (c *checker) phase(k Claim) {
	if k.Period.To.Before(k.Period.From) {
		c.add(Contradiction, "range.backwards", k, motcua.Say("claim.period.says", "Phrase", k.Quote), motcua.Say("claim.range.backwards.fact"), "")
		return
	}
	c.ofThing(k)
}

// year holds the year of a thing against what facts call it.
func (c *checker) year(k Claim) {
	if !c.planOfYear(k) {
		c.ofThing(k)
	}
}

// ofThing looks for the thing that stands before a year among what facts know;
// a finding when they know it under other years alone.
func (c *checker) ofThing(k Claim) {
	from, _ := c.sentence(k.Start, k.End)
	for _, d := range c.claims { // a citation has been held against its title
		if d.Kind == Document && d.Start >= from && d.Start < k.Start {
			return
		}
	}
	phrase := spaced(c.s[from:k.Start])
	var best title
	for _, t := range c.titles {
		if t.name == "" || !strings.HasSuffix(phrase, t.name) {
			continue
		}
		if hasPeriod(t.periods[:1], yearsOf(k)) {
			return
		}
		if len(t.name) > len(best.name) {
			best = t
		}
	}
	if best.text != "" {
		c.add(Contradiction, "thing.year", k, motcua.Say("claim.thing.year.says", "Phrase", k.Quote),
			motcua.Say("claim.thing.year.fact", "Text", best.text), nearestYear(k, best.periods), best.source)
	}
}

var planBefore = regexp.MustCompile(`(?i)(?:kế hoạch|chương trình)[^.;,:()]*$`)

// planOfYear holds the year of a plan against the plans that facts know: that
// of the report's year is meant when nothing is known of another's.
func (c *checker) planOfYear(k Claim) bool {
	from, _ := c.sentence(k.Start, k.End)
	m := planBefore.FindStringIndex(c.s[from:k.Start])
	if m == nil {
		return false
	}
	year := c.stands.To.Year
	if int(k.Value) == year || int(k.Value) > year && c.lines[k.Line-1].forward {
		return true
	}
	for _, d := range c.claims {
		if d.Kind == Document && d.Start >= from && d.Start < k.Start {
			return true
		}
	}
	phrase := spaced(c.s[from+m[0] : k.Start])
	var meant title
	for _, t := range c.titles {
		share := t.covers(phrase)
		if share < coveredEnough {
			continue
		}
		if hasPeriod(t.periods, yearsOf(k)) {
			return true
		}
		if hasPeriod(t.periods, monthsOf(year, 1, 12)) && share > meant.covers(phrase) {
			meant = t
		}
	}
	says := motcua.Say("claim.plan.year.says", "Phrase", c.s[from+m[0]:k.End])
	if meant.text == "" {
		c.add(Doubt, "plan.year", k, says, motcua.Say("claim.plan.year.fact", "Year", year), nearestYear(k, []report.Period{monthsOf(year, 1, 12)}))
		return true
	}
	c.add(Contradiction, "plan.year", k, says, motcua.Say("claim.plan.year.known.fact", "Text", meant.text, "Year", year),
		nearestYear(k, []report.Period{monthsOf(year, 1, 12)}), meant.source)
	return true
}

func yearsOf(k Claim) report.Period {
	if k.Kind == Year {
		return monthsOf(int(k.Value), 1, 12)
	}
	return k.Period
}

func hasPeriod(list []report.Period, p report.Period) bool {
	for _, q := range list {
		if q.From == p.From && q.To == p.To {
			return true
		}
	}
	return false
}

// nearestYear writes what is claimed with the year, or the years, of the only
// period of its kind that the facts have.
func nearestYear(k Claim, list []report.Period) string {
	n := digits.FindAllStringIndex(k.Quote, -1)
	if len(n) == 0 {
		return ""
	}
	for _, p := range list {
		last := n[len(n)-1]
		switch {
		case k.Kind == Phase && len(n) == 2 && p.From.Year != p.To.Year:
			return k.Quote[:n[0][0]] + strconv.Itoa(p.From.Year) + k.Quote[n[0][1]:last[0]] + strconv.Itoa(p.To.Year) + k.Quote[last[1]:]
		case k.Kind != Phase && p.From.Year == p.To.Year:
			return k.Quote[:last[0]] + strconv.Itoa(p.To.Year) + k.Quote[last[1]:]
		}
	}
	return ""
}

// likeRange writes a span of days in figures, with the words of the text.
func likeRange(k Claim, p report.Period) string {
	from, to := likeDay("", p.From), likeDay("", p.To)
	switch q := strings.ToLower(k.Quote); {
	case strings.Contains(q, "đến ngày"):
		return strings.Fields(k.Quote)[0] + " ngày " + from + " đến ngày " + to
	case strings.HasPrefix(q, "từ ngày"):
		return k.Quote[:len("từ")] + " ngày " + from + " đến " + to
	case strings.HasPrefix(q, "từ"):
		return k.Quote[:len("từ")] + " " + from + " đến " + to
	}
	return from + " - " + to
}
