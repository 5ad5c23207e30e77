package main

import (
	"motcua/feedback"
	"motcua/internal/office"
)

// demoVoices are the sample feedbacks, each as it went.
func demoVoices() [][]scene {
	return [][]scene{
		{ // answered, published, found satisfying
			{12, "09:15", say(feedback.Handling, "dkkd", "Tôi nộp hồ sơ đăng ký thay đổi nội dung đăng ký doanh nghiệp đã quá hẹn hai ngày mà không ai báo trước. Tôi gọi hai lần nhưng được trả lời là chờ ký. Đề nghị Sở cho biết lý do và ngày trả chính xác.")},
			{11, "08:30", sortAs(feedback.Handling, "dkkd", "tp.dkkd")},
			{11, "09:00", giveTo("thanhtra", "")},
			{11, "09:05", giveTo("vanphong", "office")},
			{8, "10:00", draft("Sở Kế hoạch và Đầu tư xin lỗi vì hồ sơ của ông/bà bị trễ hai ngày làm việc do chờ đối chiếu thông tin thuế. Kết quả đã được trả. Phòng Đăng ký kinh doanh đã được nhắc phải gửi thư xin lỗi trước khi quá hạn.", feedback.Upheld)},
			{8, "15:30", approve("director")},
			{7, "09:00", publish()},
			{7, "16:00", judge(true)},
		},
		{ // about a regulation: answered and published
			{14, "14:00", say(feedback.Regulation, "", "Thủ tục điều chỉnh giấy chứng nhận đăng ký đầu tư yêu cầu nộp lại báo cáo tài chính đã có trong hồ sơ trước. Đề nghị không yêu cầu giấy tờ mà cơ quan đã giữ.")},
			{13, "09:00", sortAs(feedback.Regulation, "ktdn", "")},
			{13, "09:30", giveTo("ktdn", "cv.ktdn")},
			{6, "10:00", draftAs("cv.ktdn", "Sở tiếp thu và đã đề nghị UBND tỉnh bỏ yêu cầu nộp lại báo cáo tài chính khi báo cáo của năm đó đã có trong hồ sơ trước.", feedback.Explained)},
			{5, "14:30", approve("head")},
			{4, "09:00", publish()},
		},
		{ // refused: a complaint
			{9, "10:00", say(feedback.Handling, "", "Tôi không đồng ý với quyết định xử phạt vi phạm hành chính trong lĩnh vực đăng ký kinh doanh, đề nghị hủy quyết định đó.")},
			{8, "09:00", refuse(feedback.IsComplaint, "Nội dung là khiếu nại một quyết định hành chính. Đề nghị ông/bà gửi đơn đến người đã ra quyết định theo Luật Khiếu nại.")},
		},
		{ // waits for its sender
			{4, "15:00", say(feedback.Handling, "", "Cán bộ ở quầy yêu cầu tôi nộp thêm giấy tờ không có trong danh mục niêm yết.")},
			{3, "10:00", askMore("Đề nghị cho biết ngày, quầy và loại giấy tờ được yêu cầu nộp thêm.")},
		},
		{{1, "16:10", say(feedback.Other, "", "Đề nghị Sở mở thêm giờ tiếp nhận hồ sơ vào sáng thứ Bảy cho người đi làm giờ hành chính.")}}, // new
	}
}

func (s *story) spoken() office.FeedbackTarget { return office.FeedbackTarget{Code: s.code} }

// kept remembers the feedback that a story is about.
func (s *story) kept(v *office.FeedbackView, err error) error {
	if err == nil && v.Key != "" {
		s.code, s.key = v.Code, v.Key
	}
	return err
}

func say(kind feedback.Kind, unit, content string) func(*story) error {
	return func(s *story) error {
		return s.kept(s.SendFeedback(s.ctx, feedback.Intake{Kind: kind, Content: content, About: feedback.About{Unit: unit}, Sample: true,
			Sender: feedback.Sender{Name: "Người gửi" + marked, Address: "Thành phố Huế, tỉnh Thừa Thiên Huế", Phone: "0900000000"}}))
	}
}

func sortAs(kind feedback.Kind, unit, person string) func(*story) error {
	about := feedback.About{Unit: unit}
	if person != "" {
		about.Persons = []string{person}
	}
	return func(s *story) error {
		return s.kept(s.ClassifyFeedback(s.ctx, s.people["office"], s.spoken(), kind, about, ""))
	}
}

func giveTo(unit, person string) func(*story) error {
	return func(s *story) error {
		return s.kept(s.AssignFeedback(s.ctx, s.people["office"], s.spoken(), unit, person, ""))
	}
}

func draft(content string, outcome feedback.Outcome) func(*story) error {
	return draftAs("office", content, outcome)
}

func draftAs(person, content string, outcome feedback.Outcome) func(*story) error {
	return func(s *story) error {
		return s.kept(s.DraftAnswer(s.ctx, s.people[person], s.spoken(), content, outcome))
	}
}

func approve(person string) func(*story) error {
	return func(s *story) error { return s.kept(s.ApproveAnswer(s.ctx, s.people[person], s.spoken())) }
}

func publish() func(*story) error {
	return func(s *story) error {
		text, err := s.SuggestPublic(s.ctx, s.people["office"], s.code)
		if err != nil {
			return err
		}
		return s.kept(s.PublishFeedback(s.ctx, s.people["office"], s.spoken(), text))
	}
}

func judge(satisfied bool) func(*story) error {
	return func(s *story) error {
		return s.kept(s.JudgeAnswer(s.ctx, office.FeedbackClaim{Code: s.code, Key: s.key}, satisfied))
	}
}

func refuse(ground feedback.Ground, reason string) func(*story) error {
	return func(s *story) error {
		return s.kept(s.RefuseFeedback(s.ctx, s.people["office"], s.spoken(), ground, reason))
	}
}

func askMore(reason string) func(*story) error {
	return func(s *story) error {
		return s.kept(s.AskFeedback(s.ctx, s.people["office"], s.spoken(), reason))
	}
}

// rate is what the applicant says of a dossier with its result.
func rate(overall int) func(*story) error {
	return func(s *story) error {
		view, err := s.Dossier(s.ctx, s.people["reception"], s.code)
		if err != nil {
			return err
		}
		return s.Rate(s.ctx, office.Claim{Code: view.Code, Key: view.Key}, overall)
	}
}
