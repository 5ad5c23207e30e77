package sheet

// Sample are values for every field and list of a kind of sheet: what a preview
// of a form shows. Nobody of it exists.
func Sample(kind Kind) Values {
	fields := map[string]string{
		"agency": "SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "agencyName": "Sở Kế hoạch và Đầu tư", "parent": "UBND TỈNH THỪA THIÊN HUẾ", "desk": "Trung tâm Phục vụ hành chính công tỉnh",
		"place": "Thừa Thiên Huế", "day": "ngày 06 tháng 6 năm 2022", "number": "0123", "code": "H57.16-220606-0027", "key": "7K4M2P",
		"procedure": "Cấp Giấy chứng nhận đăng ký đầu tư đối với dự án không thuộc diện chấp thuận chủ trương đầu tư", "procedureCode": "1.009645",
		"applicant": "Công ty TNHH Dệt may Phú Hòa An", "applicantID": "3300101234", "submitter": "Nguyễn Thị Ngọc Diễm",
		"address": "Lô C2, Khu công nghiệp Phú Đa, huyện Phú Vang, tỉnh Thừa Thiên Huế", "phone": "0905 123 456", "email": "ngocdiem@example.vn",
		"content": "Cấp Giấy chứng nhận đăng ký đầu tư", "sets": "01", "papers": "5",
		"receivedAt": "09 giờ 15 phút, ngày 06 tháng 6 năm 2022", "due": "16 giờ 30 phút, ngày 27 tháng 6 năm 2022", "term": "15 ngày làm việc",
		"delivery": "Quầy của Sở tại Trung tâm", "channel": "Trực tiếp", "officer": "Trần Thị Mỹ Lệ", "officerPhone": "0234 3822 538",
		"website": "dichvucong.example.vn", "follow": "https://dichvucong.example.vn/t/H57.16-220606-0027/7K4M2P", "bookVolume": "01", "bookNumber": "0027",
		"unit": "Phòng Đăng ký kinh doanh", "now": "10/06/2022 08:00", "by": "Phan Quốc Sơn", "copy": "Giao người nộp hồ sơ",
		"reason": "Văn bản đề nghị chưa có chữ ký của người đại diện theo pháp luật; bản đề xuất dự án chưa nêu tiến độ góp vốn.", "answerBy": "16 giờ 30 phút, ngày 20 tháng 6 năm 2022",
		"cause": "Chờ ý kiến của cơ quan phối hợp", "dueBefore": "16 giờ 30 phút, ngày 27 tháng 6 năm 2022", "dueNew": "16 giờ 30 phút, ngày 04 tháng 7 năm 2022", "days": "05 ngày làm việc",
		"unitLead": "Sở Kế hoạch và Đầu tư", "consulted": "Sở Xây dựng; Sở Tài nguyên và Môi trường", "returnedAt": "15 giờ 00 phút, ngày 24 tháng 6 năm 2022", "standing": "Trước hạn",
		"year": "2022", "opened": "01/01/2022", "closed": "31/12/2022",
		"giver": "Trần Thị Mỹ Lệ", "taker": "Lê Văn Hải", "from": "Quầy của Sở tại Trung tâm", "to": "Phòng Đăng ký kinh doanh", "handedAt": "14 giờ 30 phút, ngày 06 tháng 6 năm 2022", "count": "2",
		"result": "Giấy chứng nhận đăng ký đầu tư", "resultNumber": "2181/GCN-SKHĐT", "resultDay": "24/06/2022", "receiver": "Nguyễn Thị Ngọc Diễm", "receiverID": "046185000123",
		"amount": "150.000", "amountInWords": "Một trăm năm mươi nghìn đồng", "payer": "Công ty TNHH Dệt may Phú Hòa An", "receiptForm": "01BLP", "receiptSign": "AB-22", "way": "Chuyển khoản", "paidAt": "06/06/2022", "taxCode": "3300100000",
		"status": "Đang giải quyết",
	}
	v := Values{Fields: map[string]string{}, Lists: map[string][]map[string]string{}}
	for _, name := range Fields(kind) {
		v.Fields[name] = fields[name]
	}
	for list := range rowsOf(kind) {
		v.Lists[list] = sampleRows(list)
	}
	return v
}

func sampleRows(list string) []map[string]string {
	switch list {
	case "papers":
		return []map[string]string{
			{"no": "1", "paper": "Văn bản đề nghị thực hiện dự án đầu tư", "originals": "1", "copies": "0"},
			{"no": "2", "paper": "Tài liệu về tư cách pháp lý của nhà đầu tư", "originals": "0", "copies": "1"},
			{"no": "3", "paper": "Tài liệu chứng minh năng lực tài chính của nhà đầu tư", "originals": "1", "copies": "1"},
			{"no": "4", "paper": "Đề xuất dự án đầu tư", "originals": "1", "copies": "0"},
			{"no": "5", "paper": "Bản sao giấy tờ về quyền sử dụng đất hoặc thỏa thuận thuê địa điểm", "originals": "0", "copies": "1"},
		}
	case "wanted":
		return []map[string]string{
			{"no": "1", "paper": "Văn bản đề nghị thực hiện dự án đầu tư", "remark": "bổ sung chữ ký của người đại diện theo pháp luật"},
			{"no": "2", "paper": "Đề xuất dự án đầu tư", "remark": "nêu rõ tiến độ góp vốn theo quý"},
		}
	case "moves":
		return []map[string]string{{"no": "1", "from": "27/06/2022", "to": "04/07/2022", "reason": "Sở Xây dựng gia hạn 05 ngày làm việc"}}
	case "legs":
		return []map[string]string{
			{"no": "1", "from": "Bộ phận tiếp nhận và trả kết quả", "to": "Phòng Đăng ký kinh doanh", "givenAt": "14:30, 06/06/2022", "takenAt": "15:05, 06/06/2022", "giver": "Trần Thị Mỹ Lệ", "taker": "Lê Văn Hải", "standing": "Đúng hạn"},
			{"no": "2", "from": "Phòng Đăng ký kinh doanh", "to": "Lãnh đạo Sở", "givenAt": "09:10, 20/06/2022", "takenAt": "09:30, 20/06/2022", "giver": "Lê Văn Hải", "taker": "Phan Quốc Sơn", "standing": "Trước hạn", "remark": "Trình ký"},
			{"no": "3", "from": "Lãnh đạo Sở", "to": "Bộ phận tiếp nhận và trả kết quả", "givenAt": "10:00, 24/06/2022", "takenAt": "10:20, 24/06/2022", "giver": "Phan Quốc Sơn", "taker": "Trần Thị Mỹ Lệ", "standing": "Trước hạn"},
		}
	case "rows":
		return []map[string]string{
			{"no": "01", "code": "H57.16-220606-0027", "procedure": "Cấp Giấy chứng nhận đăng ký đầu tư", "sets": "1", "applicant": "Công ty TNHH Dệt may Phú Hòa An", "address": "KCN Phú Đa, Phú Vang", "phone": "0905 123 456", "lead": "Sở Kế hoạch và Đầu tư", "receivedAt": "09:15 06/06/2022", "due": "16:30 27/06/2022", "returnedAt": "15:00 24/06/2022", "way": "Tại quầy, Nguyễn Thị Ngọc Diễm"},
			{"no": "02", "code": "H57.16-220606-0028", "procedure": "Đăng ký thành lập hợp tác xã", "sets": "1", "applicant": "Hợp tác xã Nông nghiệp Thủy Phương", "address": "Thủy Phương, Hương Thủy", "phone": "0234 3861 000", "lead": "Sở Kế hoạch và Đầu tư", "receivedAt": "10:40 06/06/2022", "due": "10:40 09/06/2022", "way": "Bưu chính", "remark": "Chờ trả"},
		}
	case "dossiers":
		return []map[string]string{
			{"no": "1", "code": "H57.16-220606-0027", "content": "Cấp Giấy chứng nhận đăng ký đầu tư", "applicant": "Công ty TNHH Dệt may Phú Hòa An", "receivedAt": "06/06/2022", "due": "27/06/2022"},
			{"no": "2", "code": "H57.16-220606-0028", "content": "Đăng ký thành lập hợp tác xã", "applicant": "Hợp tác xã Nông nghiệp Thủy Phương", "receivedAt": "06/06/2022", "due": "09/06/2022", "result": "Có bản chính"},
		}
	case "steps":
		return []map[string]string{
			{"no": "1", "at": "09:15 06/06/2022", "who": "Trần Thị Mỹ Lệ", "what": "Tiếp nhận hồ sơ, hẹn trả 27/06/2022"},
			{"no": "2", "at": "14:30 06/06/2022", "who": "Trần Thị Mỹ Lệ", "what": "Chuyển hồ sơ cho Phòng Đăng ký kinh doanh"},
			{"no": "3", "at": "15:05 06/06/2022", "who": "Lê Văn Hải", "what": "Nhận hồ sơ"},
		}
	case "fees":
		return []map[string]string{{"no": "1", "fee": "Lệ phí cấp giấy chứng nhận", "amount": "100.000"}, {"no": "2", "fee": "Phí công bố thông tin", "amount": "50.000"}}
	}
	return nil
}
