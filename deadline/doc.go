// Package deadline promises dates and accounts for them. A [Term] says how long
// ("15 ngày làm việc"), a [Rule] how it is counted and on which calendar, a
// [Ledger] what happened to the clock: start, pause, resume, restart, extension,
// re-appointment, change of holder, finish. From these the due instant, the
// working time used, the standing and each holder's share are derived, with the
// steps that led there; nothing of it is stored as truth.
//
// Units: working time is a time.Duration on the rule's calendar; instants are
// read and answered in Vietnam's time (+07:00). Faults are about what was
// asked: field "term", "from", "ledger" …; a date beyond the announced calendar
// is the calendar's fault (calendar.notAnnounced).
//
// Sources: Bộ luật Dân sự 2015, art 145–148 (the first day is not counted, the
// last day off moves to the next working day, months); Nghị định 61/2018/NĐ-CP,
// art 17–19 (receipt after 15:00, supplement, re-appointment).
package deadline
