// Package calendar knows when an office works: its hours on each weekday, the
// days off and the make-up days announced for it, and the range of dates for
// which that has been announced. It answers how much working time lies between
// two instants, and which instant lies a given working time after another, in
// time that does not grow with the span.
//
// Every instant is read in Asia/Ho_Chi_Minh ([Zone]), whatever the machine
// says. Working time is a time.Duration and exact to the nanosecond; readers
// see it in working days, hours and minutes. Nothing is ever guessed beyond the
// announced range: the answer there is a fault (calendar.notAnnounced).
//
// Days off follow Bộ luật Lao động 2019, art 111(3) and 112, as announced each
// year; make-up days (làm bù) follow the same announcements.
package calendar
