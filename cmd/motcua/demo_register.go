package main

import (
	"motcua/calendar"
	"motcua/deadline"
	"motcua/internal/office"
	"motcua/register"
)

// demoDocuments are the sample documents of the registers, with the numbers that
// the department's report of June 2022 speaks of.
func demoDocuments() [][]scene {
	return [][]scene{
		{ // the letter that asks for the report, and the report that answers it
			{14, "08:20", arrive("Sở Nội vụ", "1021/SNV-CCHC", "V/v nộp báo cáo công tác cải cách hành chính 6 tháng đầu năm (mẫu)", register.Urgent)},
			{14, "09:00", passTo("vanphong", "office", 10)},
			{5, "14:10", number("report", 2181, "Báo cáo công tác cải cách hành chính 6 tháng đầu năm", "vanphong", "UBND tỉnh; Sở Nội vụ")},
			{5, "15:00", issue()},
			{5, "15:10", answered("Đã gửi báo cáo", "2181/BC-SKHĐT")},
		},
		{ // waits to be issued, since yesterday
			{1, "15:40", number("plan", 2195, "Kế hoạch tập huấn phần mềm một cửa (mẫu)", "vanphong", "Các phòng, đơn vị thuộc Sở")},
		},
		{ // a decision to be carried out by a division
			{8, "10:15", arrive("Ủy ban nhân dân tỉnh", "514/QĐ-UBND", "Công bố danh mục thủ tục hành chính thuộc thẩm quyền giải quyết của Sở Kế hoạch và Đầu tư", register.Normal)},
			{8, "14:00", passTo("dkkd", "tp.dkkd", 15)},
		},
		{ // a number that was cancelled
			{4, "09:05", number(register.OfficialLetter, 0, "V/v cử cán bộ tập huấn phần mềm một cửa", "vanphong", "Sở Nội vụ")},
			{4, "09:30", cancel("Sở Nội vụ đã hoãn lớp tập huấn")},
		},
		{ // came yesterday, nobody has it yet
			{1, "16:05", arrive("Văn phòng Ủy ban nhân dân tỉnh", "45/TB-UBND", "Kết luận cuộc họp về chỉ số cải cách hành chính", register.Normal)},
		},
	}
}

// keptDocument makes the document of a story the one that was just dealt with.
func (s *story) keptDocument(v *office.DocumentView, err error) error {
	if err == nil {
		s.code = v.ID
	}
	return err
}

func arrive(sender, symbol, subject string, urgency register.Urgency) func(*story) error {
	return func(s *story) error {
		day := calendar.DateOf(s.Now())
		err := s.keptDocument(s.EnterDocument(s.ctx, s.people["office"], register.Incoming{Sender: sender, Content: register.Content{Symbol: symbol,
			Date: day.AddDays(-1), Subject: subject, Urgency: urgency, Sample: true}}))
		s.key = s.code
		return err
	}
}

func passTo(unit, person string, days int) func(*story) error {
	return func(s *story) error {
		return s.keptDocument(s.AssignDocument(s.ctx, s.people["director"], office.DocumentTarget{ID: s.code}, register.Holder{Unit: unit, Person: person},
			register.Limit{Term: deadline.Days(days)}, ""))
	}
}

func number(kind string, n int, subject, unit, recipients string) func(*story) error {
	return func(s *story) error {
		day := calendar.DateOf(s.Now())
		return s.keptDocument(s.NumberDocument(s.ctx, s.people["office"], register.Outgoing{Content: register.Content{Kind: kind, Date: day, Subject: subject, Sample: true},
			Number: n, Sign: "SKHĐT", Unit: unit, UnitSign: "VP", SignedOn: day, Signer: "Phan Quốc Hưng (mẫu)", Position: "Phó Giám đốc", Authority: register.ForHead,
			Recipients: recipients}))
	}
}

func issue() func(*story) error {
	return func(s *story) error {
		return s.keptDocument(s.ReleaseDocument(s.ctx, s.people["office"], office.DocumentTarget{ID: s.code}, "Trục liên thông văn bản", ""))
	}
}

// answered says what was done about the document that came first in the story.
func answered(answer, symbol string) func(*story) error {
	return func(s *story) error {
		_, err := s.CompleteDocument(s.ctx, s.people["office"], office.DocumentTarget{ID: s.key}, answer, symbol)
		return err
	}
}

func cancel(reason string) func(*story) error {
	return func(s *story) error {
		return s.keptDocument(s.CancelDocument(s.ctx, s.people["office"], office.DocumentTarget{ID: s.code}, reason))
	}
}
