package control

import (
	"motcua"
	"motcua/calendar"
	"motcua/deadline"
)

// workingDaysAhead is how many working days before effect the index of
// QĐ 766/QĐ-TTg wants a province to sign. Article 15 of NĐ 63/2010/NĐ-CP says
// days; the index is reckoned by its own words.
const workingDaysAhead = 5

// SignedAhead tells whether indicator 1.1 of QĐ 766/QĐ-TTg counts the decision
// as signed in time: five working days before effect at least, or, in the short
// procedure, by the day of article 15. known is false where no calendar reaches
// so far.
func (d *Decision) SignedAhead(cal *calendar.Calendar) (inTime, known bool, err error) {
	if d.Short {
		return !d.Signed.After(d.From.AddDays(daysAfterShort)), true, nil
	}
	earliest, err := deadline.Rule{Term: deadline.Days(workingDaysAhead), Calendar: cal}.Due(d.Signed.At(0))
	if motcua.KindOf(err) == motcua.Invalid {
		return false, false, nil
	}
	return err == nil && !calendar.DateOf(earliest).After(d.From), err == nil, err
}

// PublishedInTime tells whether indicator 1.2 counts the procedures of the
// decision as published in time: in the national base within the working days of
// article 24. known is false while the day has not come, or no calendar tells it.
func PublishedInTime(watches []Watch) (inTime, known bool) {
	for _, w := range watches {
		if w.Name == ToSend {
			return !w.Late, w.Late || !w.Done.IsZero()
		}
	}
	return false, false
}
