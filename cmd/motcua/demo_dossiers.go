package main

import (
	"motcua/catalogue"
	"motcua/dossier"
	"motcua/interagency"
)

// marked ends the name of every invented applicant.
const marked = " (mẫu)"

func company(name, tax string) dossier.Party {
	return dossier.Party{Kind: dossier.OrganizationParty, Name: name + marked, Identifier: tax, Phone: "0900000000",
		Email: "mau@example.vn", Address: "Thành phố Huế, tỉnh Thừa Thiên Huế"}
}

func citizen(name, id string) dossier.Party {
	return dossier.Party{Kind: dossier.PersonParty, Name: name + marked, Identifier: id, Phone: "0900000000",
		Address: "Thành phố Huế, tỉnh Thừa Thiên Huế"}
}

// demoStories are the sample dossiers, each as it went. The days are working
// days before the demonstration begins.
func demoStories() [][]scene {
	stories := append(shortStories(), unfinishedStories()...)
	stories = append(stories, endedStories()...)
	stories = append(stories, consultedStories()...)
	return append(stories, historyStories()...)
}

// begun is the way of most dossiers: received, given to the unit, taken there
// and assigned.
func begun(before int, received func(*story) error, then ...scene) []scene {
	return append([]scene{
		{before, "08:20", received},
		{before, "10:00", give("reception", "", "")},
		{before, "14:10", take("head")},
		{before, "15:00", assign("head", "specialist")},
	}, then...)
}

// shortStories have only begun.
func shortStories() [][]scene {
	return [][]scene{
		{ // still at the desk
			{1, "15:40", receive("2.002043", catalogue.InPerson, company("Công ty Cổ phần Du lịch Sông Hương", "3301000011"))},
		},
		{ // given, not yet taken
			{1, "09:10", receive("2.001199", catalogue.Online, company("Công ty TNHH Gạch men An Hòa", "3301000022"))},
			{1, "14:00", give("reception", "", "Hồ sơ nộp trực tuyến, đã đối chiếu bản chính")},
		},
		{ // taken, nobody named
			{2, "08:45", receive("1.009647", catalogue.InPerson, company("Công ty TNHH Dệt may Phú Bài", "3301000033"))},
			{2, "14:00", give("reception", "", "")},
			{2, "15:30", take("head")},
		},
		begun(3, receive("2.002043", catalogue.InPerson, company("Công ty Cổ phần Nông sản Quảng Điền", "3301000044"))), // due today
		begun(6, receive("2.002023", catalogue.InPerson, company("Công ty TNHH Thương mại Bến Ngự", "3301000055"))),     // overdue, nothing done
		begun(2, receive("2.002069", catalogue.Postal, company("Công ty Cổ phần Vận tải Trường Tiền", "3301000066")), // waits for initials
			scene{1, "10:40", putDraft("specialist", "Giấy chứng nhận đăng ký doanh nghiệp")}),
	}
}

// unfinishedStories are under way, some waiting for papers or a signature.
func unfinishedStories() [][]scene {
	return [][]scene{
		begun(7, receive("1.009664", catalogue.InPerson, company("Công ty TNHH Thủy sản Phá Tam Giang", "3301000077")), // waits for papers
			scene{4, "09:30", lack("specialist", "Báo cáo tài chính năm gần nhất chưa có xác nhận của kiểm toán", "Báo cáo tài chính đã kiểm toán")}),
		begun(10, receive("1.009659", catalogue.InPerson, company("Công ty Cổ phần Điện mặt trời Phong Điền", "3301000088")), // papers came
			scene{8, "10:00", lack("specialist", "Thiếu văn bản thỏa thuận ký quỹ bảo đảm thực hiện dự án", "Thỏa thuận ký quỹ")},
			scene{5, "08:40", bring()}),
		begun(3, receive("1.009647", catalogue.Online, company("Công ty TNHH Bia Hương Thủy", "3301000099")), // with the leadership
			scene{1, "09:40", putDraft("specialist", "Giấy chứng nhận đăng ký đầu tư điều chỉnh")},
			scene{1, "10:20", stroke("head")}),
		begun(5, receive("1.009665", catalogue.InPerson, company("Công ty TNHH Linh kiện Chân Mây", "3301000101")), // sent back by the leadership
			scene{2, "09:00", give("specialist", "lanhdao", "Trình ký")},
			scene{1, "16:00", sendBack("director", "Cần thống nhất tên dự án với Quyết định chủ trương trước khi ký")}),
		begun(4, receive("2.002043", catalogue.InPerson, company("Công ty Cổ phần Giống cây Nam Đông", "3301000112")), // result waits at the desk
			scene{1, "15:20", sign("director", dossier.Granted, "3301000112", "Giấy chứng nhận đăng ký doanh nghiệp", "")}),
	}
}

// endedStories are over: early, on time, late, withdrawn, stopped, refused.
func endedStories() [][]scene {
	return [][]scene{
		begun(10, receive("1.009647", catalogue.InPerson, company("Công ty TNHH Chế biến gỗ Hương Trà", "3301000123")),
			scene{8, "10:00", sign("director", dossier.Granted, "112/GCN-SKHĐT", "Giấy chứng nhận đăng ký đầu tư điều chỉnh", "")},
			scene{7, "09:00", handBack("Hồ Văn Sơn" + marked)},
			scene{7, "19:10", rate(5)}),
		begun(9, receive("2.001199", catalogue.InPerson, company("Công ty TNHH Cơ khí Phú Lộc", "3301000134")),
			scene{6, "15:30", sign("director", dossier.Granted, "3301000134", "Giấy chứng nhận đăng ký doanh nghiệp", "")},
			scene{6, "16:20", handBack("Trần Thị Lệ" + marked)},
			scene{6, "20:00", rate(4)}),
		begun(14, receive("2.002043", catalogue.InPerson, company("Công ty Cổ phần In Thuận Hóa", "3301000145")),
			scene{9, "10:30", sign("director", dossier.Granted, "3301000145", "Giấy chứng nhận đăng ký doanh nghiệp", "")},
			scene{8, "14:30", handBack("Lê Minh Đức" + marked)},
			scene{8, "21:30", rate(5)}),
		begun(15, receive("1.009647", catalogue.InPerson, company("Công ty TNHH Vật liệu A Lưới", "3301000156")), // late, since another agency was
			scene{14, "08:30", consult("specialist", 1, "Cho ý kiến về sự phù hợp quy hoạch của nội dung điều chỉnh", "sxd")},
			scene{11, "10:00", reply("sxd", interagency.Agree, "1620/SXD-QHKT", "")},
			scene{10, "09:40", sign("director", dossier.Granted, "109/GCN-SKHĐT", "Giấy chứng nhận đăng ký đầu tư điều chỉnh", "")},
			scene{10, "15:10", handBack("Nguyễn Thị Hiền" + marked)},
			scene{10, "18:45", rate(2)}),
		{
			{5, "09:00", receive("1.001612", catalogue.InPerson, citizen("Trần Thị Bưởi", "046190000011"))},
			{4, "08:30", withdraw("Người nộp đổi địa điểm kinh doanh, sẽ nộp lại hồ sơ mới")},
		},
		begun(18, receive("1.009664", catalogue.Postal, company("Công ty TNHH Khoáng sản Hương Sơn", "3301000167")),
			scene{16, "09:30", lack("specialist", "Thiếu tài liệu chứng minh năng lực tài chính", "Cam kết hỗ trợ tài chính của công ty mẹ")},
			scene{2, "10:00", stopIt("head", "Hết thời hạn bổ sung, nhà đầu tư không nộp giấy tờ được yêu cầu")}),
		begun(11, receive("2.002023", catalogue.InPerson, company("Công ty TNHH Xây lắp Kim Long", "3301000178")),
			scene{9, "14:00", sign("director", dossier.Refused, "845/SKHĐT-ĐKKD", "Thông báo từ chối giải quyết hồ sơ", "Doanh nghiệp chưa hoàn thành nghĩa vụ thuế")},
			scene{8, "09:20", handBack("Phan Văn Lộc" + marked)}),
	}
}

// consultedStories wait for other agencies, or have waited.
func consultedStories() [][]scene {
	const asks = "Đề nghị cho ý kiến về dự án theo nội dung quản lý nhà nước của cơ quan"
	project := func(name, tax string) func(*story) error {
		return receive("1.009645", catalogue.InPerson, company(name, tax))
	}
	return [][]scene{
		begun(8, project("Công ty Cổ phần Khu nghỉ dưỡng Lăng Cô", "3301000189"), // one of three has answered
			scene{5, "09:00", consult("specialist", 7, asks, "stnmt", "sxd", "stc")},
			scene{1, "10:00", reply("stc", interagency.Agree, "1311/STC-QLCSG", "")}),
		begun(20, project("Công ty TNHH Cảng cạn Chân Mây", "3301000190"), // one agency is overdue
			scene{14, "09:00", consult("specialist", 7, asks, "stnmt", "sxd")},
			scene{9, "15:00", reply("stnmt", interagency.AgreeWithConditions, "2204/STNMT-QLĐĐ", "Hoàn thành thủ tục chuyển mục đích sử dụng đất trước khi giao đất")},
			scene{5, "08:30", remind("specialist", "sxd")}),
		begun(12, project("Công ty Cổ phần Nhà ở xã hội Hương Sơ", "3301000202"), // a request for more time waits
			scene{8, "09:00", consult("specialist", 7, asks, "stnmt", "sxd", "stc")},
			scene{3, "10:00", reply("stc", interagency.Agree, "1298/STC-QLCSG", "")},
			scene{2, "14:00", wantTime("sxd", 5, "Chờ kết quả kiểm tra chỉ tiêu quy hoạch phân khu")}),
		begun(16, project("Công ty TNHH Logistics Phú Bài", "3301000213"), // three and five days granted: promised anew once
			scene{12, "09:00", consult("specialist", 7, asks, "stnmt", "sxd", "stc")},
			scene{6, "08:30", wantTime("stnmt", 3, "Chờ ý kiến của UBND thị xã Hương Thủy về nguồn gốc đất")},
			scene{6, "09:30", wantTime("sxd", 5, "Kiểm tra đấu nối hạ tầng kỹ thuật tại hiện trường")},
			scene{6, "14:00", reply("stc", interagency.Agree, "1277/STC-QLCSG", "")},
			scene{6, "15:00", grant("head", "stnmt")},
			scene{6, "15:10", grant("head", "sxd")},
			scene{3, "10:00", reply("stnmt", interagency.Agree, "2251/STNMT-QLĐĐ", "")}),
		begun(33, project("Công ty Cổ phần Y tế Quốc tế Huế", "3301000224"), // with the People's Committee, due soon
			scene{29, "09:00", consult("specialist", 7, asks, "stnmt", "sxd", "stc")},
			scene{24, "09:00", reply("stnmt", interagency.Agree, "2010/STNMT-QLĐĐ", "")},
			scene{24, "10:00", reply("sxd", interagency.Agree, "1502/SXD-QHKT", "")},
			scene{23, "10:00", reply("stc", interagency.Agree, "1190/STC-QLCSG", "")},
			scene{9, "10:00", give("head", "ubnd/vanphong", "Trình UBND tỉnh xem xét chấp thuận chủ trương đầu tư")},
			scene{9, "15:00", take("ubnd")}),
	}
}
