package catalogue_test

import (
	"encoding/json"
	"slices"
	"testing"

	"motcua/catalogue"
	"motcua/deadline"
	"motcua/identity"
)

func staffing() catalogue.Staffing {
	post := func(id, agency, unit string, role identity.Role) identity.Person {
		return identity.Person{ID: id, Active: true, Posts: []identity.Post{{Agency: agency, Unit: unit, Role: role}}}
	}
	gone := post("gone", "stc", "", identity.Consulted)
	gone.Active = false
	return catalogue.Staffing{
		Agencies: []identity.Agency{{ID: "tt", Name: "Trung tâm", Units: []identity.Unit{{ID: "mc", Name: "Một cửa"}}},
			{ID: "so", Name: "Sở", Units: []identity.Unit{{ID: "p1", Name: "Phòng 1"}, {ID: "lanhdao", Name: "Lãnh đạo"}}}, {ID: "stc", Name: "Sở Tài chính"}, {ID: "sxd", Name: "Sở Xây dựng"}},
		People: []identity.Person{post("a", "tt", "mc", identity.Reception), post("b", "so", "p1", identity.Specialist), post("c", "so", "", identity.Director), post("d", "sxd", "", identity.Consulted), gone},
	}
}

// soundLegs is a process without findings within eight working days.
func soundLegs() []catalogue.Leg {
	leg := func(kind catalogue.LegKind, agency, unit, task string, days int) catalogue.Leg {
		return catalogue.Leg{Kind: kind, Agency: agency, Unit: unit, Task: task, Share: deadline.Days(days)}
	}
	one, two := leg(catalogue.Consultation, "sxd", "", "Cho ý kiến về quy hoạch", 3), leg(catalogue.Consultation, "sxd", "", "Cho ý kiến về kiến trúc", 2)
	one.Group, two.Group = "ykien", "ykien"
	return catalogue.Process{Legs: []catalogue.Leg{leg(catalogue.OneStop, "tt", "mc", "Tiếp nhận", 1), leg(catalogue.Own, "so", "p1", "Thẩm định", 2), one, two,
		leg(catalogue.Own, "so", "lanhdao", "Ký", 1), leg(catalogue.OneStop, "tt", "mc", "Trả kết quả", 1)}}.Numbered().Legs
}

func TestCheckProcess(t *testing.T) {
	tests := []struct {
		reason string
		change func(*catalogue.Version)
		want   []string
	}{
		{"a sound process: the group counts its longest leg", func(*catalogue.Version) {}, nil},
		{"no legs at all", func(v *catalogue.Version) { v.Process.Legs = nil }, []string{"catalogue.processEmpty"}},
		{"more than the limit", func(v *catalogue.Version) { v.Process.Legs[1].Share = deadline.Days(3) }, []string{"catalogue.sharesOver"}},
		{"a longer leg of the group, over the limit by itself", func(v *catalogue.Version) { v.Process.Legs[3].Share = deadline.Days(4) }, []string{"catalogue.sharesOver"}},
		{"a shorter leg of the group changes nothing", func(v *catalogue.Version) { v.Process.Legs[3].Share = deadline.Days(1) }, nil},
		{"less than the limit", func(v *catalogue.Version) { v.Process.Legs[1].Share = deadline.Days(1) }, []string{"catalogue.sharesUnder"}},
		{"no reception", func(v *catalogue.Version) { v.Process.Legs[0].Kind = catalogue.Own }, []string{"catalogue.legReception"}},
		{"a reception for some dossiers only", func(v *catalogue.Version) {
			v.Process.Legs[0].When = catalogue.Condition{Of: catalogue.OfChannel, Is: "online"}
		}, []string{"catalogue.legReception"}},
		{"no return", func(v *catalogue.Version) { v.Process.Legs[5].Kind = catalogue.Own }, []string{"catalogue.legReturn"}},
		{"an agency that is not known", func(v *catalogue.Version) { v.Process.Legs[1].Agency = "x" }, []string{"catalogue.legAgency"}},
		{"a unit that the agency does not have", func(v *catalogue.Version) { v.Process.Legs[1].Unit = "x" }, []string{"catalogue.legUnit"}},
		{"an agency whose people have left", func(v *catalogue.Version) { v.Process.Legs[2].Agency = "stc" }, []string{"catalogue.legNobody"}},
		{"a unit without anybody in the role", func(v *catalogue.Version) { v.Process.Legs[1].Role = identity.Head }, []string{"catalogue.legNobody"}},
		{"a director of the whole agency holds the leg of a unit", func(v *catalogue.Version) { v.Process.Legs[4].Role = identity.Director }, nil},
		{"a consultation without agency", func(v *catalogue.Version) { v.Process.Legs[2].Agency = "" }, []string{"catalogue.legConsulted"}},
		{"a leg of one's own without agency", func(v *catalogue.Version) { v.Process.Legs[1].Agency = "" }, []string{"catalogue.legHolder"}},
		{"a leg that the order does not reach", func(v *catalogue.Version) { v.Process.Legs[5].Order = 9 }, []string{"catalogue.legUnreachable"}},
		{"a leg said twice", func(v *catalogue.Version) { v.Process.Legs[3].Task = v.Process.Legs[2].Task }, []string{"catalogue.legSame"}},
		{"a group of one", func(v *catalogue.Version) {
			v.Process.Legs[3].Group = "khac"
			v.Process.Legs[3].Share, v.Process.Legs[2].Share = deadline.Days(1), deadline.Days(2)
			*v = renumbered(*v)
		}, []string{"catalogue.groupAlone", "catalogue.groupAlone"}},
		{"a group that is parted", func(v *catalogue.Version) {
			legs := v.Process.Legs
			legs[3], legs[4] = legs[4], legs[3]
			legs[4].Share, legs[1].Share = deadline.Days(1), deadline.Days(1)
			legs[2].Group, legs[3].Group = "ykien", ""
			legs[4].Share = deadline.Days(1)
			*v = renumbered(*v)
		}, []string{"catalogue.sharesUnder", "catalogue.groupAlone", "catalogue.groupApart"}},
		{"a channel that is not offered", func(v *catalogue.Version) {
			v.Process.Legs[1].When = catalogue.Condition{Of: catalogue.OfChannel, Is: "postal"}
		}, []string{"catalogue.condition.channel"}},
		{"any channel but one that is not offered", func(v *catalogue.Version) {
			v.Process.Legs[1].When = catalogue.Condition{Of: catalogue.OfChannel, Is: "postal", Not: true}
		}, nil},
		{"no such kind of applicant", func(v *catalogue.Version) {
			v.Process.Legs[1].When = catalogue.Condition{Of: catalogue.OfApplicant, Is: "công ty"}
		}, []string{"catalogue.condition.applicant"}},
		{"no such case", func(v *catalogue.Version) {
			v.Process.Legs[1].When = catalogue.Condition{Of: catalogue.OfCase, Is: "x"}
		}, []string{"catalogue.condition.case"}},
	}
	for _, test := range tests {
		v := catalogue.Version{Number: 1, ValidFrom: day(2022, 1, 1), Term: deadline.Days(8), Channels: []catalogue.Channel{{Kind: catalogue.Online}}, Process: catalogue.Process{Legs: soundLegs()}}
		test.change(&v)
		var got []string
		for _, p := range v.CheckProcess(staffing()) {
			got = append(got, p.Text.Key)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.reason, got, test.want)
		}
	}
}

func renumbered(v catalogue.Version) catalogue.Version {
	v.Process = v.Process.Numbered()
	return v
}

func TestConditions(t *testing.T) {
	of := catalogue.Circumstances{Applicant: "organization", Channel: "online", Case: "a", Answers: json.RawMessage(`{"land":{"area":120,"use":"đất ở"},"yes":true,"list":["x"],"none":null}`)}
	tests := []struct {
		text  string
		holds bool
		fault string
	}{
		{``, true, ""},
		{`applicant = "organization"`, true, ""},
		{`applicant != "organization"`, false, ""},
		{`channel="postal"`, false, ""},
		{`case = "a"`, true, ""},
		{`answer.land.area = "120"`, true, ""},
		{`answer.land.use = "đất ở"`, true, ""},
		{`answer.yes = "true"`, true, ""},
		{`answer.list = "x"`, false, ""},
		{`answer.none != "x"`, true, ""},
		{`answer.land.x.y = "1"`, false, ""},
		{`answer = "x"`, false, "catalogue.condition.form"},
		{`channel.x = "online"`, false, "catalogue.condition.form"},
		{`channel = online`, false, "catalogue.condition.form"},
		{`system("rm")`, false, "catalogue.condition.form"},
		{`channel = ""`, false, "catalogue.condition.form"},
	}
	for _, test := range tests {
		c, err := catalogue.ParseCondition(test.text)
		if got := key(err); got != test.fault {
			t.Errorf("%s: fault %q, want %q", test.text, got, test.fault)
		}
		if err != nil {
			continue
		}
		if got := c.Holds(of); got != test.holds {
			t.Errorf("%s: holds %v, want %v", test.text, got, test.holds)
		}
		if again, err := catalogue.ParseCondition(c.String()); err != nil || again != c {
			t.Errorf("%s is written %s, which reads %+v %v", test.text, c, again, err)
		}
	}
}

func TestLegsAreMoved(t *testing.T) {
	p := catalogue.Process{Legs: soundLegs()}
	ids := func(p catalogue.Process) (list []string, orders []int) {
		for _, l := range p.Legs {
			list, orders = append(list, l.ID), append(orders, l.Order)
		}
		return list, orders
	}
	for _, test := range []struct {
		reason string
		got    catalogue.Process
		want   []string
		orders []int
	}{
		{"down", p.Move("L01", 1), []string{"L02", "L01", "L03", "L04", "L05", "L06"}, []int{1, 2, 3, 3, 4, 5}},
		{"up from the top stays", p.Move("L01", -1), []string{"L01", "L02", "L03", "L04", "L05", "L06"}, []int{1, 2, 3, 3, 4, 5}},
		{"out of its group, which then has one", p.Move("L04", 1), []string{"L01", "L02", "L03", "L05", "L04", "L06"}, []int{1, 2, 3, 4, 5, 6}},
		{"taken out", p.Without("L02"), []string{"L01", "L03", "L04", "L05", "L06"}, []int{1, 2, 2, 3, 4}},
		{"a further one stands before the return", p.Put(catalogue.Leg{Kind: catalogue.Own, Task: "Đóng dấu"}), []string{"L01", "L02", "L03", "L04", "L05", "L07", "L06"}, []int{1, 2, 3, 3, 4, 5, 6}},
	} {
		got, orders := ids(test.got)
		if !slices.Equal(got, test.want) || !slices.Equal(orders, test.orders) {
			t.Errorf("%s: got %v %v, want %v %v", test.reason, got, orders, test.want, test.orders)
		}
	}
	if got, _ := ids(p); !slices.Equal(got, []string{"L01", "L02", "L03", "L04", "L05", "L06"}) {
		t.Errorf("the process moved itself: %v", got)
	}
}

func TestApprove(t *testing.T) {
	v := catalogue.Version{Number: 1, ValidFrom: day(2022, 1, 1), Term: deadline.Days(8), Process: catalogue.Process{Legs: soundLegs()}}
	p := catalogue.Procedure{Code: "1", Name: "Thủ tục", Versions: []catalogue.Version{v}}
	good := catalogue.Approval{Number: "12/QĐ-UBND", Date: day(2022, 6, 1), By: "Nguyễn Văn Mẫu", From: day(2022, 7, 1)}
	process := catalogue.Process{Legs: soundLegs()}.Without("L05")
	process.Legs[1].Share = deadline.Days(3)
	tests := []struct {
		reason string
		change func(*catalogue.Approval, *catalogue.Procedure, *catalogue.Process)
		fault  string
	}{
		{"a decision with all it needs", func(*catalogue.Approval, *catalogue.Procedure, *catalogue.Process) {}, ""},
		{"in force on the day of the present version's first", func(a *catalogue.Approval, p *catalogue.Procedure, _ *catalogue.Process) {
			a.From, p.Versions[0].ValidFrom = day(2022, 6, 6), day(2022, 6, 6)
		}, ""},
		{"no number", func(a *catalogue.Approval, _ *catalogue.Procedure, _ *catalogue.Process) { a.Number = " " }, "process.approve.number"},
		{"nobody signed", func(a *catalogue.Approval, _ *catalogue.Procedure, _ *catalogue.Process) { a.By = "" }, "process.approve.by"},
		{"no day", func(a *catalogue.Approval, _ *catalogue.Procedure, _ *catalogue.Process) {
			a.Date = day(0, 0, 0)
		}, "process.approve.date"},
		{"signed tomorrow", func(a *catalogue.Approval, _ *catalogue.Procedure, _ *catalogue.Process) { a.Date = day(2022, 6, 7) }, "process.approve.dateAhead"},
		{"in force yesterday", func(a *catalogue.Approval, _ *catalogue.Procedure, _ *catalogue.Process) { a.From = day(2022, 6, 5) }, "process.approve.past"},
		{"a later version is there, which keeps its own process", func(_ *catalogue.Approval, p *catalogue.Procedure, _ *catalogue.Process) {
			p.Versions[0].ValidTo = day(2023, 1, 1)
			p.Versions = append(p.Versions, catalogue.Version{Number: 7, ValidFrom: day(2023, 1, 1)})
		}, ""},
		{"the procedure has lapsed", func(_ *catalogue.Approval, p *catalogue.Procedure, _ *catalogue.Process) {
			p.Versions[0].ValidTo = day(2022, 6, 30)
		}, "process.approve.notInForce"},
		{"the draft has an error", func(_ *catalogue.Approval, _ *catalogue.Procedure, d *catalogue.Process) { d.Legs[0].Agency = "x" }, "process.approve.errors"},
	}
	for _, test := range tests {
		a, of, d := good, p, process
		of.Versions, d.Legs = slices.Clone(p.Versions), slices.Clone(process.Legs)
		test.change(&a, &of, &d)
		after, made, err := of.Approve(d, a, staffing(), day(2022, 6, 6))
		if got := key(err); got != test.fault {
			t.Errorf("%s: fault %q, want %q", test.reason, got, test.fault)
		}
		if err != nil {
			continue
		}
		if now, err := after.VersionOn(a.From); err != nil || now.Number != made.Number || now.Process.Decision != "12/QĐ-UBND" || now.Term != v.Term || made.Number == 1 {
			t.Errorf("%s: in force is %d under %q, %v", test.reason, now.Number, now.Process.Decision, err)
		}
		if later, err := after.VersionOn(day(2023, 1, 1)); len(of.Versions) > 1 && (err != nil || later.Number != 7) {
			t.Errorf("%s: on the first day of the later version %d is in force, %v", test.reason, later.Number, err)
		}
		old, ok := after.Version(1)
		if !ok || len(old.Process.Legs) != 6 || old.Process.Decision != "" {
			t.Errorf("%s: the version that dossiers have pinned changed: %+v", test.reason, old.Process)
		}
		if problems := after.Problems(); len(catalogue.Errors(problems)) > 4 { // the procedure of the test lacks field and agency
			t.Errorf("%s: %v", test.reason, problems)
		}
	}
}

func TestCompareProcesses(t *testing.T) {
	a := catalogue.Process{Legs: soundLegs()}
	b := a.Without("L02")
	b.Legs[0].Task = "Tiếp nhận, số hóa"
	b = b.Put(catalogue.Leg{Kind: catalogue.Own, Agency: "so", Unit: "p1", Task: "Đóng dấu"})
	var got []string
	for _, c := range catalogue.CompareProcesses(a, b) {
		switch {
		case c.Before == nil:
			got = append(got, "+"+c.After.ID)
		case c.After == nil:
			got = append(got, "-"+c.Before.ID)
		case c.Before.Task != c.After.Task:
			got = append(got, "*"+c.After.ID)
		default:
			got = append(got, c.After.ID)
		}
	}
	if want := []string{"*L01", "-L02", "L03", "L04", "L05", "+L07", "L06"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
