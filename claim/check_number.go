package claim

import (
	"fmt"
	"regexp"
	"strings"

	"motcua"
	"motcua/report"
)

// ratio holds "15/33 nhiệm vụ" against the figure of the same words.
func (c *checker) ratio(k Claim) {
	says := motcua.Say("claim.ratio.says", "Value", k.Value, "Of", k.Of, "Noun", k.Noun)
	if k.Value > k.Of {
		c.add(Contradiction, "ratio.more", k, says, motcua.Say("claim.ratio.more.fact"), "")
		return
	}
	f, agrees := c.figure(c.known.Facts, k, func(f report.Figure) bool { return f.Value == k.Value && f.Of == k.Of })
	if agrees || f.Of == 0 {
		return
	}
	c.add(Contradiction, "figure", k, says, motcua.Say("claim.ratio.fact", "Value", f.Value, "Of", f.Of),
		fmt.Sprintf("%d/%d %s", f.Value, f.Of, k.Noun), f.Rows...)
}

// count holds "02 bộ phận" against the figure of the same words and against the
// names that the text gives after it; "3 - 4 cán bộ" against the least and the
// most.
func (c *checker) count(k Claim) {
	says := motcua.Say("claim.count.says", "Quote", k.Quote)
	if k.Most > 0 {
		c.fromTo(k, says)
		return
	}
	if n := c.namedAfter(k); n > 0 && int64(n) != k.Value {
		c.add(Contradiction, "count.names", k, says, motcua.Say("claim.count.names.fact", "Count", n), likeCount(k, int64(n)))
		return
	}
	f, agrees := c.figure(c.known.Facts, k, func(f report.Figure) bool { return f.Value == k.Value })
	if !agrees && f.Key != "" {
		c.add(Contradiction, "figure", k, says, motcua.Say("claim.count.fact", "Value", f.Value), likeCount(k, f.Value), f.Rows...)
	}
}

func (c *checker) fromTo(k Claim, says motcua.Text) {
	least, ok := c.figureOf(k, ".min")
	most, has := c.figureOf(k, ".max")
	if ok && has && (least.Value != k.Value || most.Value != k.Most) {
		c.add(Contradiction, "figure", k, says, motcua.Say("claim.count.range.fact", "Least", least.Value, "Most", most.Value),
			fmt.Sprintf("%d - %d %s", least.Value, most.Value, k.Noun), append(least.Rows, most.Rows...)...)
	}
}

func (c *checker) figureOf(k Claim, end string) (report.Figure, bool) {
	m, ok := c.measure(k)
	if !ok {
		return report.Figure{}, false
	}
	for _, f := range c.known.Facts.Figures {
		if f.Key == m.key+end {
			return f, true
		}
	}
	return report.Figure{}, false
}

// measure is the figure that the words around a number speak of.
func (c *checker) measure(k Claim) (measure, bool) {
	from, to := c.clause(k.Start, k.End)
	phrase := spaced(c.s[from:to])
	for _, m := range measures() {
		if m.key == "" {
			continue
		}
		for _, noun := range m.nouns {
			if strings.EqualFold(noun, k.Noun) && m.speaks(phrase) {
				return m, true
			}
		}
	}
	return measure{}, false
}

// narrowing are the words by which a sentence speaks of a part of the
// department or of the period, whose figures need not be those of the whole.
var narrowing = regexp.MustCompile(`(?i:lĩnh vực|trong tháng|tháng +\d|quý +[IV1-4]|riêng)|Phòng +\p{Lu}`)

// figure finds the figure that a number is about, and whether one agrees with
// it. The figure is empty when none can be told, or when the sentence speaks of
// a part that no figure is named for.
func (c *checker) figure(facts report.Facts, k Claim, agrees func(report.Figure) bool) (report.Figure, bool) {
	m, ok := c.measure(k)
	if !ok {
		return report.Figure{}, false
	}
	from, to := c.sentence(k.Start, k.End)
	var best report.Figure
	for _, f := range facts.Figures {
		if f.Key != m.key {
			continue
		}
		if agrees(f) {
			return f, true
		}
		if best.Key == "" || f.Scope == "" {
			best = f
		}
	}
	if best.Scope == "" && narrowing.MatchString(c.s[from:to]) {
		return report.Figure{}, false
	}
	return best, false
}

// listAfter is a list of names after a count: "02 bộ phận cụ thể: A và B".
var listAfter = regexp.MustCompile(`^[^.;:\d]{0,40}: *([^.;:\n]+)`)

// namedAfter is how many names stand after a count; 0 when it is no list of
// names.
func (c *checker) namedAfter(k Claim) int {
	m := listAfter.FindStringSubmatch(c.s[k.End:c.lines[k.Line-1].end])
	if m == nil || !strings.Contains(m[1], " và ") {
		return 0
	}
	rest, last, _ := cutLast(m[1], " và ")
	names := append(strings.Split(rest, ","), last)
	for _, n := range names {
		if n = strings.TrimSpace(n); !capital(n) {
			return 0
		}
	}
	return len(names)
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

// likeCount writes a count with another number, in two digits where the text
// has a nought before its own.
func likeCount(k Claim, n int64) string {
	digits := digits.FindString(k.Quote)
	format := "%d"
	if strings.HasPrefix(digits, "0") {
		format = "%02d"
	}
	return fmt.Sprintf(format, n) + strings.TrimLeft(k.Quote, "0123456789.")
}

// percentage holds a share against the ratio or the count before it, or against
// the figure of the same words.
func (c *checker) percentage(k Claim) {
	says := motcua.Say("claim.percentage.says", "Quote", k.Quote)
	from, to := c.sentence(k.Start, k.End)
	for _, r := range c.claims {
		if r.Kind == Ratio && r.Of > 0 && r.End <= k.Start && r.Start >= from && soon(c.s[r.End:k.Start]) {
			f := report.Figure{Value: r.Value, Of: r.Of}
			if share, _ := f.Percent(); !rounded(share, k) {
				c.add(Contradiction, "percentage", k, says, motcua.Say("claim.percentage.fact", "Value", r.Value, "Of", r.Of, "Share", percent(share, max(k.Decimals, 2))), percent(share, k.Decimals))
			}
			return
		}
	}
	if allOnTimeForm.MatchString(c.s[k.Start:to]) {
		return
	}
	noun, ok := c.nounAfter(k)
	if !ok {
		return
	}
	k.Noun = noun
	f, agrees := c.figure(c.known.Facts, k, func(f report.Figure) bool {
		share, ok := f.Percent()
		return ok && rounded(share, k)
	})
	if share, ok := f.Percent(); ok && !agrees {
		c.add(Contradiction, "figure", k, says, motcua.Say("claim.percentage.fact", "Value", f.Value, "Of", f.Of, "Share", percent(share, max(k.Decimals, 2))), percent(share, k.Decimals), f.Rows...)
	}
}

// soon tells whether nothing but a few words stands between a ratio and its
// percentage.
func soon(between string) bool {
	return len(between) <= 60 && !strings.ContainsAny(between, "0123456789%")
}

// nounAfter is what a percentage is a share of.
func (c *checker) nounAfter(k Claim) (string, bool) {
	rest := strings.TrimLeft(c.s[k.End:c.lines[k.Line-1].end], " ")
	for _, n := range nouns() {
		if len(rest) >= len(n) && strings.EqualFold(rest[:len(n)], n) {
			return n, true
		}
	}
	return "", false
}

// rounded tells whether a percentage is the share as it is rounded to as many
// decimals, up or down.
func rounded(share int64, k Claim) bool {
	unit := int64(100)
	for range min(k.Decimals, 2) {
		unit /= 10
	}
	return share-unit < k.Value && k.Value < share+unit && (k.Value == (share+unit/2)/unit*unit || k.Value == share/unit*unit)
}

func percent(share int64, decimals int) string {
	switch decimals {
	case 0:
		return fmt.Sprintf("%d%%", (share+50)/100)
	case 1:
		return fmt.Sprintf("%d,%d%%", (share+5)/100, (share+5)/10%10)
	}
	return fmt.Sprintf("%d,%02d%%", share/100, share%100)
}

// among begins the parts of a total.
var among = regexp.MustCompile(`(?i)trong đó|bao gồm|gồm`)

// totals adds up the parts that a sentence gives of a total: "100 hồ sơ, trong
// đó 60 trước hạn, 30 đúng hạn, 10 quá hạn".
func (c *checker) totals() {
	for _, k := range c.claims {
		if k.Kind != Count || k.Most > 0 {
			continue
		}
		_, to := c.sentence(k.Start, k.End)
		m := among.FindStringIndex(c.s[k.End:to])
		if m == nil || strings.ContainsAny(c.s[k.End:k.End+m[0]], "0123456789") {
			continue
		}
		sum, parts, families := c.parts(k.End+m[1], to)
		if parts < 2 || sum == k.Value {
			continue
		}
		severity := Doubt
		if sum > k.Value || families {
			severity = Contradiction
		}
		place := k
		place.Place = c.place(k.Start, to)
		c.add(severity, "total", place, motcua.Say("claim.total.says", "Quote", k.Quote), motcua.Say("claim.total.fact", "Sum", sum, "Parts", parts), "")
	}
}

var partForms = regexp.MustCompile(`(?:^|[ (])(` + numberForm + `) +(\p{L}+(?: +\p{L}+){0,5})`)

// parts adds the numbers of a piece of text; families tells whether they are
// the parts that make up a whole by biểu II.06a.
func (c *checker) parts(from, to int) (sum int64, n int, families bool) {
	var ends []string
	for _, m := range partForms.FindAllStringSubmatch(c.s[from:to], -1) {
		what := spaced(m[2])
		if strings.HasPrefix(what, " nam ") || strings.HasPrefix(what, " ngay ") {
			continue
		}
		sum += whole(m[1])
		n++
		ends = append(ends, what)
	}
	all := strings.Join(ends, "|")
	for _, family := range [][]string{{"truoc han", "dung han", "han"}, {"truc tuyen", "truc tiep", "ky truoc"}, {"trong han", "qua han"}} {
		has := 0
		for _, w := range family {
			if strings.Contains(all, " "+w+" ") {
				has++
			}
		}
		families = families || has == len(family)
	}
	return sum, n, families
}
