// Package gallery shows every component in every state on one page: the visual
// test of the design system, at /can-bo/giao-dien/mau. Its words are samples,
// among them the longest that offices really write, so they stand here and not
// in the message catalogue.
package gallery

import (
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/deadline"
	"motcua/internal/message"
	"motcua/internal/web/view/component"

	"github.com/a-h/templ"
)

const (
	long = "Chấp thuận chủ trương đầu tư của Ủy ban nhân dân cấp tỉnh đối với dự án đầu tư không thuộc diện chấp thuận theo quy định tại khoản 7 Điều 33 Nghị định số 31/2021/NĐ-CP"
	code = "H57.16-220606-0027"
)

func at(day, hour, minute int) time.Time {
	return time.Date(2022, 6, day, hour, minute, 0, 0, calendar.Zone())
}

func standings() []component.Due {
	now := at(24, 9, 0)
	due := at(30, 17, 0)
	return []component.Due{
		{Standing: deadline.InTime, Date: due, Margin: 36 * time.Hour, Now: now},
		{Standing: deadline.DueSoon, Date: due, Margin: 12 * time.Hour, Now: now},
		{Standing: deadline.DueSoon, Date: at(24, 17, 0), Margin: 7 * time.Hour, Now: now},
		{Standing: deadline.Overdue, Date: at(21, 17, 0), Margin: -17 * time.Hour, Now: now},
		{Standing: deadline.Paused, Date: due, Now: now},
		{Standing: deadline.Early}, {Standing: deadline.OnTime}, {Standing: deadline.Late},
		{Standing: deadline.InTime, Date: due, Margin: 36 * time.Hour, Now: now, Short: true},
	}
}

func statuses() []component.Label {
	return []component.Label{
		{Text: "Nháp"},
		{Text: "Đã tiếp nhận", Tone: component.Info, Icon: "inbox"},
		{Text: "Đang thẩm định", Tone: component.Info, Icon: "eye"},
		{Text: "Chờ 1/2 ý kiến liên thông", Tone: component.Pause, Icon: "hourglass"},
		{Text: "Cần bổ sung", Tone: component.Warn, Icon: "file-warning"},
		{Text: "Đã có kết quả", Tone: component.OK, Icon: "circle-check"},
		{Text: "Từ chối", Tone: component.Bad, Icon: "circle-x"},
	}
}

func steps(third component.StepState) []component.Step {
	return []component.Step{
		{Name: "Tiếp nhận", State: component.Done, Who: "Quầy 3", When: "06/06"},
		{Name: "Phân công", State: component.Done, Who: "Trưởng phòng", When: "06/06"},
		{Name: "Thẩm định, lấy ý kiến", State: third, Who: "P. Kinh tế đối ngoại", When: "ngày 14/15"},
		{Name: "Ký duyệt", Who: "Phó Giám đốc"},
		{Name: "Trả kết quả", Who: "Trung tâm Phục vụ hành chính công tỉnh"},
	}
}

// run is a number of days with one owner.
type run struct {
	days  int
	owner component.Owner
	group string
}

// strip lays runs out over the working days from 6 June 2022 on; today and due
// are counted from zero, −1 for none.
func strip(id string, today, due int, runs ...run) component.Strip {
	s := component.Strip{ID: id, Whole: due}
	day := calendar.Date{Year: 2022, Month: time.June, Day: 6}
	for _, r := range runs {
		for range r.days {
			i := len(s.Days)
			s.Days = append(s.Days, component.StripDay{Date: day, Owner: r.owner, Group: r.group, Today: i == today, Due: i == due})
			if i == due {
				s.Due = day
			}
			if i < today && r.owner != component.Stopped {
				s.Used++
			}
			for day = day.AddDays(1); day.Weekday() == time.Saturday || day.Weekday() == time.Sunday; {
				day = day.AddDays(1)
			}
		}
	}
	return s
}

func strips() []component.Strip {
	return []component.Strip{
		strip("s-risk", 13, 15, run{2, component.OneStop, "Tiếp nhận"}, run{4, component.Unit, "Thẩm định"},
			run{5, component.OtherAgency, "Chờ ý kiến liên thông"}, run{3, component.Unit, "Thẩm định tiếp"}, run{2, component.Future, ""}),
		strip("s-paused", 20, 25, run{1, component.OneStop, "Tiếp nhận"}, run{8, component.Unit, "Thẩm định"},
			run{7, component.Stopped, "Chờ bổ sung"}, run{5, component.Unit, "Thẩm định tiếp"}, run{5, component.Future, ""}),
		strip("s-late", 17, 14, run{2, component.OneStop, "Tiếp nhận"}, run{13, component.Unit, "Thẩm định"}, run{3, component.Overdue, "Quá hạn"}),
		strip("s-long", 30, 45, run{1, component.OneStop, "Tiếp nhận"}, run{14, component.Unit, "Thẩm định"},
			run{15, component.OtherAgency, "Chờ ý kiến Sở Tài nguyên và Môi trường"}, run{16, component.Future, ""}),
		strip("s-short", 0, 2, run{1, component.OneStop, "Tiếp nhận"}, run{2, component.Future, ""}),
	}
}

func happenings() []component.Happening {
	return []component.Happening{
		{Title: "Quá hạn trả lời: Sở Tài nguyên và Môi trường", At: at(17, 17, 0), By: "hệ thống", Tone: component.Bad},
		{Title: "Sở Xây dựng: đồng ý", At: at(15, 10, 20), By: "Công văn 1843/SXD-QLHT", Tone: component.OK},
		{Title: "Gửi xin ý kiến 2 cơ quan", At: at(13, 9, 15), By: "Lê Thị Quỳnh Như", Detail: "Điều 33 Nghị định 31/2021/NĐ-CP", Tone: component.Info},
	}
}

func reasons() []component.Reason {
	return []component.Reason{
		{Text: "Tiếp nhận lúc 08:42 ngày 06/06/2022, trong giờ làm việc.", Tone: component.Info},
		{Text: "Thời hạn 15 ngày làm việc, không tính ngày tiếp nhận.", Ground: "Điều 147 Bộ luật Dân sự 2015", Date: "27/06/2022"},
		{Text: "Bỏ qua 3 ngày thứ Bảy và 3 ngày Chủ nhật."},
		{Text: "Sở Tài nguyên và Môi trường xin thêm 5 ngày làm việc để kiểm tra hiện trạng sử dụng đất tại thực địa.", Ground: "Công văn 1204/STNMT-QLĐĐ ngày 14/06/2022", Date: "04/07/2022", Tone: component.Warn},
		{Text: "Hẹn trả trước 17:00 ngày 04/07/2022.", Tone: component.OK},
	}
}

func facts() []component.Fact {
	return []component.Fact{
		{Name: "Mã hồ sơ", Text: code},
		{Name: "Thủ tục", Text: long},
		{Name: "Hẹn trả", Value: component.Tag(component.Label{Text: "Còn 4 ngày (30/06/2022)", Tone: component.OK, Icon: "check"})},
		{Name: "Điện thoại", Text: "0905 123 456", Change: &component.Link{Label: "Sửa", Href: "#field", About: "số điện thoại"}},
	}
}

func problems(p *message.Printer) component.Problems {
	return component.ProblemsOf(p, motcua.Join(
		motcua.InvalidField("applicant", "gallery.applicant"),
		motcua.InvalidField("kind", "gallery.kind"),
		motcua.Refused(motcua.Conflict, "gallery.conflict"),
	))
}

func choices() []component.Choice {
	return []component.Choice{
		{Value: "counter", Label: "Tại quầy", Hint: "Mang giấy hẹn và giấy tờ tùy thân"},
		{Value: "post", Label: "Qua bưu chính công ích", Chosen: true},
		{Value: "online", Label: "Trực tuyến", Disabled: true},
	}
}

func sheet(p *message.Printer) component.Sheet {
	s := component.Sheet{Caption: "Hồ sơ cần xử lý", Keys: true, Columns: []component.Column{
		{Hidden: "Chọn"}, {Label: "Hồ sơ"}, {Label: "Người nộp"}, {Label: "Hạn"}, {Label: "Đang giữ"}, {Label: "Phí", Numeric: true},
	}}
	names := []string{"Công ty TNHH Dệt may Phú Bài", "Viện trợ phi Chính phủ nước ngoài – Hội Chữ thập đỏ tỉnh", "Công ty cổ phần Du lịch Lăng Cô"}
	for i, name := range names {
		due := standings()[2*i]
		due.Short = true
		s.Rows = append(s.Rows, component.Row{Current: i == 1, Cells: []templ.Component{
			pick(code + "-" + string(rune('a'+i))),
			component.LinkWith(component.Link{Label: code, Href: "#row"}, "Cấp Giấy chứng nhận đăng ký đầu tư"),
			component.Text(name),
			component.DueCell(p, due, component.Usage{Used: time.Duration(i*6) * time.Hour, Whole: 16 * time.Hour, Tone: component.Warn}),
			component.TextWith("P. Kinh tế đối ngoại", "Lê Thị Quỳnh Như"),
			component.Text(p.Money(int64(i) * 1250000)),
		}})
	}
	return s
}
