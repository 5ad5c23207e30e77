package claim

import (
	"fmt"
	"strings"

	"motcua"
	"motcua/calendar"
	"motcua/register"
	"motcua/report"
	"motcua/vietnamese"
)

func (c *checker) document(k Claim) {
	n, err := register.ReadNumber("", k.Number, calendar.Date{})
	if err != nil {
		c.unreadable(k, err)
		return
	}
	says := motcua.Say("claim.document.says", "Number", k.Number)
	if !k.Date.IsZero() {
		says = motcua.Say("claim.document.says.dated", "Number", k.Number, "Day", k.Date)
	}
	if k.Own {
		if n.Kind != "report" {
			c.add(Doubt, "document.own", k, says, motcua.Say("claim.document.own.fact"), "")
		}
		return
	}
	if n.Year > 0 && !k.Date.IsZero() && n.Year != k.Date.Year {
		if d, ok := c.paper(n, k); !ok || d.Date.Year != k.Date.Year {
			c.add(Contradiction, "document.year", k, says, motcua.Say("claim.document.year.fact", "Year", n.Year), c.cite(k, n, d), sources(d)...)
			return
		}
	}
	if k.Type != "" && k.Type != n.Kind && !(k.Type == "rules" || k.Type == "project") {
		c.typeDiffers(k, n, says)
		return
	}
	d, ok := c.paper(n, k)
	if !ok {
		c.unknown(k, n, says)
		return
	}
	if !k.Date.IsZero() && !d.Date.IsZero() && d.Date != k.Date {
		c.add(Contradiction, "document.date", k, says, motcua.Say("claim.document.date.fact", "Number", d.Number, "Day", d.Date),
			c.cite(k, n, d), sources(d)...)
		return
	}
	if !c.issued.IsZero() && k.Date.After(c.issued) {
		c.add(Contradiction, "document.later", k, says, motcua.Say("claim.document.later.fact", "Day", c.issued), "")
	}
	c.about(k, d)
}

// unreadable is a number that is none: the sign lacks a mark, or its type.
func (c *checker) unreadable(k Claim, err error) {
	fault, ok := motcua.AsFault(err)
	if !ok {
		return
	}
	suggest := ""
	if code, is := fault.Text.Args["Code"].(string); is && strings.HasSuffix(fault.Text.Key, ".mark") {
		if meant, is := fault.Text.Args["Meant"].(string); is {
			suggest = strings.Replace(k.Quote, "/"+code, "/"+meant, 1)
		}
	}
	c.add(Doubt, "document.sign", k, motcua.Say("claim.document.says", "Number", k.Number), fault.Text, suggest)
}

// paper finds a document by its number and sign, and by its year where several
// bear them: numbers begin anew every year.
func (c *checker) paper(n register.Number, k Claim) (report.Document, bool) {
	var found report.Document
	ok := false
	for _, d := range c.papers {
		if !sameNumber(d.Number, n) {
			continue
		}
		if !ok || !k.Date.IsZero() && (d.Date == k.Date || found.Date != k.Date && d.Date.Year == k.Date.Year) {
			found, ok = d, true
		}
	}
	return found, ok
}

func sameNumber(number string, n register.Number) bool {
	other, err := register.ReadNumber("", number, calendar.Date{})
	return err == nil && other == n
}

// typeDiffers is a document whose word says one type and whose sign another.
// Which of both is right the register says, when it has either.
func (c *checker) typeDiffers(k Claim, n register.Number, says motcua.Text) {
	meant := n
	meant.Kind = k.Type
	for _, one := range []register.Number{meant, n} {
		if d, ok := c.paper(one, k); ok {
			c.add(Contradiction, "document.type", k, says, motcua.Say("claim.document.known.fact", "Number", d.Number, "Day", d.Date, "Title", d.Title),
				c.cite(k, one, d), sources(d)...)
			return
		}
	}
	c.add(Contradiction, "document.type", k, says, motcua.Say("claim.document.type.fact", "Word", typeWordOf(k.Type), "Sign", strings.TrimLeft(k.Number, "0123456789/ ")), "")
}

// unknown is a document that nothing knows. One that differs from a known one
// in its number, its type or its agency alone is taken for a slip; a law that
// nothing knows is left alone, for the register has no book of all laws.
func (c *checker) unknown(k Claim, n register.Number, says motcua.Text) {
	var near report.Document
	found := 0
	for _, d := range c.papers {
		other, err := register.ReadNumber("", d.Number, calendar.Date{})
		if err != nil {
			continue
		}
		sameDay := !k.Date.IsZero() && d.Date == k.Date
		numberOnly := sameDay && other.Kind == n.Kind && other.Agency == n.Agency && other.N != n.N
		kindOnly := sameDay && other.N == n.N && other.Agency == n.Agency
		agencyOnly := sameDay && other.N == n.N && other.Kind == n.Kind
		yearOnly := other.N == n.N && other.Kind == n.Kind && other.Agency == n.Agency && other.Year != n.Year && sameDay
		if numberOnly || kindOnly || agencyOnly || yearOnly {
			if found == 0 || c.closer(k, d, near) {
				near = d
			}
			found++
		}
	}
	switch {
	case found > 0:
		c.add(Contradiction, "document.number", k, says, motcua.Say("claim.document.known.fact", "Number", near.Number, "Day", near.Date, "Title", near.Title),
			c.cite(k, register.Number{}, near), sources(near)...)
	case isLegal(n.Kind) || len(c.papers) == 0:
	default:
		c.add(Doubt, "document.unknown", k, says, motcua.Say("claim.document.unknown.fact"), "")
	}
}

// closer tells which of two documents the words after the citation are about.
func (c *checker) closer(k Claim, a, b report.Document) bool {
	after := spaced(c.s[k.End:c.lines[k.Line-1].end])
	return c.byNumber[a.Number].covers(after) > c.byNumber[b.Number].covers(after)
}

func isLegal(kind string) bool {
	k, ok := register.KindOf(kind)
	return ok && k.Legal
}

// about holds what stands after a citation against the document: its issuer
// ("của Sở Nội vụ") and the years in its title.
func (c *checker) about(k Claim, d report.Document) {
	l := c.lines[k.Line-1]
	rest := c.s[k.End:l.end]
	if by, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), "của "); ok && d.Issuer != "" && !strings.ContainsAny(d.Issuer, "&") {
		c.issuer(k, d, by, l.end-len(by))
	}
	_, to := c.sentence(k.Start, k.End)
	t := c.byNumber[d.Number]
	phrase := spaced(c.s[k.End:to])
	if t.covers(phrase) < coveredEnough {
		return
	}
	for _, y := range c.claims {
		if y.Start < k.End || y.Start >= to || !(y.Kind == Year || y.Kind == Phase || y.Kind == Period) || len(t.periods) == 0 {
			continue
		}
		if y.Kind == Document {
			break
		}
		if p := yearsOf(y); !hasPeriod(t.periods, p) {
			c.add(Contradiction, "document.title", y, motcua.Say("claim.document.title.says", "Number", d.Number, "Phrase", y.Quote),
				motcua.Say("claim.document.known.fact", "Number", d.Number, "Day", d.Date, "Title", d.Title), nearestYear(y, t.periods), d.Source)
		}
	}
}

func (c *checker) issuer(k Claim, d report.Document, by string, at int) {
	issuer := spaced(d.Issuer)
	if strings.HasPrefix(spaced(by), issuer) {
		return
	}
	for _, name := range []string{"Sở ", "Bộ ", "Chính phủ", "Thủ tướng", "UBND", "HĐND", "Quốc hội"} {
		if strings.HasPrefix(by, name) {
			end := at + len(name)
			if f := strings.Fields(by); len(f) > 1 {
				n := min(len(f), len(strings.Fields(d.Issuer)))
				end = at + len(strings.TrimRight(strings.Join(f[:n], " "), ",.;"))
			}
			place := Claim{Place: c.place(at, min(end, c.lines[k.Line-1].end))}
			c.add(Contradiction, "document.issuer", place, motcua.Say("claim.document.issuer.says", "Number", d.Number, "Issuer", place.Quote),
				motcua.Say("claim.document.issuer.fact", "Issuer", d.Issuer), d.Issuer, d.Source)
			return
		}
	}
}

// standard is TCVN ISO 9001:2015: of the same number, another year is a slip.
func (c *checker) standard(k Claim) {
	number, year, _ := strings.Cut(strings.TrimPrefix(vietnamese.Fold(k.Number), "tcvn "), ":")
	for _, d := range c.papers {
		n, y, ok := strings.Cut(strings.TrimPrefix(vietnamese.Fold(d.Number), "tcvn "), ":")
		if ok && n == number && y != year {
			c.add(Contradiction, "document.number", k, motcua.Say("claim.document.says", "Number", k.Number),
				motcua.Say("claim.standard.fact", "Number", d.Number), strings.TrimSuffix(k.Quote, year)+y, d.Source)
			return
		}
	}
}

// cite writes a citation anew with the number and the day of the document, in
// the shape in which the text has it.
func (c *checker) cite(k Claim, n register.Number, d report.Document) string {
	if d.Number == "" {
		return ""
	}
	s := k.Quote
	if !sameNumber(d.Number, register.Number{}) && !sameNumber(k.Number, n) || n.Kind == "" {
		s = strings.Replace(s, k.Number, d.Number, 1)
	}
	if read, err := register.ReadNumber("", d.Number, calendar.Date{}); err == nil && k.Type != "" && k.Type != read.Kind {
		if word := typeWordOf(read.Kind); word != "" {
			s = word + s[len(typeWordOf(k.Type)):]
		}
	}
	if !k.Date.IsZero() && !d.Date.IsZero() && k.Date != d.Date {
		if i := strings.Index(s, " ngày "); i >= 0 {
			s = s[:i+1] + likeDay(s[i+1:], d.Date)
		}
	}
	return s
}

func typeWordOf(kind string) string {
	for _, w := range typeWords() {
		if w.kind == kind {
			return w.word
		}
	}
	return ""
}

// likeDay writes a day in the shape of another: in figures or in words.
func likeDay(shape string, day calendar.Date) string {
	prefix := ""
	if i := strings.IndexAny(shape, "0123456789"); i > 0 {
		prefix = shape[:i]
	}
	if strings.Contains(strings.ToLower(shape), "tháng") {
		return fmt.Sprintf("%s%d tháng %d năm %d", prefix, day.Day, day.Month, day.Year)
	}
	return fmt.Sprintf("%s%02d/%02d/%d", prefix, day.Day, day.Month, day.Year)
}

func sources(d report.Document) []report.Source {
	if d.Number == "" {
		return nil
	}
	return []report.Source{d.Source}
}
