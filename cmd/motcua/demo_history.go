package main

import (
	"fmt"

	"motcua/catalogue"
	"motcua/dossier"
)

// historyStories are dossiers of the half-years before, all returned, so that a
// period has figures and the same period of the year before has some to be held
// against: more are received now than a year ago, and fewer of them late, by one
// day or two. Each is a registration with a limit of three working days.
func historyStories() [][]scene {
	var list [][]scene
	tell := func(before, took int, channel catalogue.ChannelKind) {
		n := len(list) + 1
		tax := fmt.Sprintf("33020%05d", n)
		list = append(list, begun(before, receive("2.002043", channel, company(fmt.Sprintf("Công ty TNHH Mẫu số %d", n), tax)),
			scene{before - took, "15:30", sign("director", dossier.Granted, tax, "Giấy chứng nhận đăng ký doanh nghiệp", "")},
			scene{before - took, "16:20", handBack(fmt.Sprintf("Người nhận số %d%s", n, marked))}))
	}
	for i, took := range []int{2, 4, 4, 2, 5, 2, 5, 4, 2, 4} { // the first half of the year before
		tell(375-10*i, took, catalogue.InPerson)
	}
	for i, took := range []int{2, 2, 3, 2, 2, 4, 2, 2, 3, 2, 2, 2, 5, 2, 2, 2} { // this one
		channel := catalogue.InPerson
		if i%3 == 0 {
			channel = catalogue.Online
		}
		tell(112-5*i, took, channel)
	}
	return list
}
