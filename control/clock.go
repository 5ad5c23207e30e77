package control

import (
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
)

// Watch is a day that a decision is held to, with the law behind it.
type Watch struct {
	Name   WatchName
	Ground string // key of the article that says so
	Due    calendar.Date
	Done   calendar.Date // zero while it is still to be done
	Late   bool          // it was missed, or the day has passed
	Steps  []deadline.Step
}

// WatchName says what is to be done by a day.
type WatchName string

// What decisions are watched for.
const (
	ToSign WatchName = "sign" // the decision itself, before its procedures take effect
	ToSend WatchName = "send" // its procedures, to the national base
)

// WatchNames lists what is watched.
func WatchNames() []WatchName { return []WatchName{ToSign, ToSend} }

// The terms of NĐ 63/2010/NĐ-CP as amended by NĐ 92/2017/NĐ-CP.
const (
	daysBefore      = 5 // article 15: a province signs so many days before effect
	daysAfterShort  = 3 // article 15, short procedure: so many days after effect at most
	workingDaysSend = 5 // article 24: working days from signing
	workingSendFast = 2 // the same in the short procedure
)

// Watches reckons the days of the decision as of now. A day of the national
// base that no calendar gives yet is left out.
func (d *Decision) Watches(cal *calendar.Calendar, now time.Time) ([]Watch, error) {
	today := calendar.DateOf(now)
	sign := Watch{Name: ToSign, Ground: "control.ground.sign", Due: d.From.AddDays(-daysBefore), Done: d.Signed}
	term := deadline.Days(workingDaysSend)
	send := Watch{Name: ToSend, Ground: "control.ground.send", Done: d.Sent}
	if d.Short {
		sign.Ground, sign.Due = "control.ground.signShort", d.From.AddDays(daysAfterShort)
		send.Ground, term = "control.ground.sendShort", deadline.Days(workingSendFast)
	}
	sign.Late = sign.Done.After(sign.Due)
	ledger := deadline.Ledger{{At: d.Signed.At(0), Kind: deadline.Start, Ground: d.Number}}
	r, err := deadline.Rule{Term: term, Calendar: cal}.Reckon(ledger, time.Time{})
	if motcua.KindOf(err) == motcua.Invalid && err != nil {
		return []Watch{sign}, nil
	}
	if err != nil {
		return nil, err
	}
	send.Due, send.Steps = calendar.DateOf(r.Due), r.Steps
	send.Late = send.Done.After(send.Due) || send.Done.IsZero() && today.After(send.Due)
	return []Watch{sign, send}, nil
}

// Channel is where a decision is made known.
type Channel string

// The channels of the department.
const (
	DepartmentSite Channel = "site"    // Trang Thông tin điện tử của Sở
	ProvinceSite   Channel = "tthc"    // Trang TTHC của tỉnh
	ServicePortal  Channel = "portal"  // Cổng Dịch vụ công của tỉnh
	Desk           Channel = "counter" // niêm yết tại Bộ phận một cửa
)

// Channels lists the channels.
func Channels() []Channel { return []Channel{DepartmentSite, ProvinceSite, ServicePortal, Desk} }

// Unposted are the channels for which there is no evidence yet.
func (d *Decision) Unposted() []Channel {
	var list []Channel
	for _, c := range Channels() {
		if _, ok := d.PostedOn(c); !ok {
			list = append(list, c)
		}
	}
	return list
}

// PostedOn is the first evidence of a channel.
func (d *Decision) PostedOn(c Channel) (Posted, bool) {
	for _, p := range d.Posts {
		if p.Channel == c {
			return p, true
		}
	}
	return Posted{}, false
}

// OnTime tells whether everything watched was done by its day.
func OnTime(watches []Watch) bool {
	for _, w := range watches {
		if w.Done.IsZero() || w.Late {
			return false
		}
	}
	return len(watches) == len(WatchNames())
}
