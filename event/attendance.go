package event

import (
	"fmt"

	"motcua"
	"motcua/calendar"
	"motcua/record"
)

// CodePrefix begins the codes of certificates; no code of a dossier begins so.
const CodePrefix = "CN-"

// The scores of satisfaction.
const (
	LeastScore = 1
	BestScore  = 5
)

// Tick says whether somebody came, from the day on which the event begins. Who
// has a certificate was there.
func (e Event) Tick(r *Registration, came bool, today calendar.Date) ([]record.Fact, error) {
	switch {
	case r.Came == came:
		return nil, nil
	case today.Before(e.From):
		return nil, motcua.Refused(motcua.Conflict, "event.early", "From", e.From)
	case r.Certificate.Code != "":
		return nil, motcua.Refused(motcua.Conflict, "event.certified.came", "Name", r.Name, "Number", r.Certificate.Number)
	}
	return []record.Fact{Ticked{Came: came}}, nil
}

// Certify gives a certificate of a course that is over to somebody who came and
// has none. Number counts the certificates of the year in which it is given.
func (e Event) Certify(r *Registration, number int, sign, check string, today calendar.Date) (record.Fact, error) {
	if err := e.Certifies(today); err != nil {
		return nil, err
	}
	if !r.Certifiable() {
		return nil, motcua.Refused(motcua.Conflict, "event.certify.none")
	}
	return Certified{Number: fmt.Sprintf("%02d/GCN-%s", number, sign), Code: fmt.Sprintf(CodePrefix+"%d-%04d", today.Year, number), Check: check, Date: today}, nil
}

// Certifies refuses certificates of what is no course, or not over.
func (e Event) Certifies(today calendar.Date) error {
	switch {
	case e.Sort != Course:
		return motcua.Refused(motcua.Conflict, "event.certify.kind")
	case today.Before(e.Last()):
		return motcua.Refused(motcua.Conflict, "event.certify.early", "Day", e.Last())
	}
	return nil
}

// Certifiable tells whether somebody is still to get a certificate.
func (r *Registration) Certifiable() bool { return r.Came && r.Certificate.Code == "" }

// Judges refuses the opinion of somebody who has given it, did not come, or asks
// before the last day.
func (e Event) Judges(r *Registration, today calendar.Date) error {
	switch {
	case r.Judged.Score > 0:
		return motcua.Refused(motcua.Conflict, "event.judged")
	case today.Before(e.Last()):
		return motcua.Refused(motcua.Conflict, "event.judge.early", "Day", e.Last())
	case !r.Came:
		return motcua.Refused(motcua.Conflict, "event.judge.absent")
	}
	return nil
}

// Judge says how satisfied somebody was who came: once for each seat.
func (e Event) Judge(r *Registration, said Judged, today calendar.Date) (record.Fact, error) {
	if err := e.Judges(r, today); err != nil {
		return nil, err
	}
	var c record.Check
	if said.Score < LeastScore || said.Score > BestScore {
		c.Wrong(motcua.InvalidField("score", "event.score"))
	}
	c.Text("remark", &said.Remark, false)
	return said, c.Err()
}

// Satisfaction is how satisfied those were who said so.
type Satisfaction struct {
	Answers int64
	Average int64 // in hundredths, rounded half up; 0 when nobody said
}

// SatisfactionOf adds the opinions of those who came up.
func SatisfactionOf(list []*Registration) Satisfaction {
	var s Satisfaction
	sum := int64(0)
	for _, r := range list {
		if r.Judged.Score > 0 {
			s.Answers++
			sum += int64(r.Judged.Score)
		}
	}
	if s.Answers > 0 {
		s.Average = (sum*200/s.Answers + 1) / 2
	}
	return s
}

// Here counts those who were ticked.
func Here(list []*Registration) int64 {
	n := int64(0)
	for _, r := range list {
		if r.Came {
			n++
		}
	}
	return n
}
