package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/calendar"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/plan"
)

// planned is an office with the plan of 2022: a task that is late, one that is
// soon late and whose unit asks for more time, one that was done, one of every
// end, and a plan that takes over.
func planned(t testing.TB, o *officetest.Office) (*plan.Plan, []*plan.Task) {
	t.Helper()
	ctx, clerk := t.Context(), o.As("office")
	day := calendar.DateOf(o.Now())
	issue := func(symbol, title string) *plan.Plan {
		p, err := o.IssuePlan(ctx, clerk, plan.Document{Symbol: symbol, Date: day.AddDays(-150), Issuer: "Sở Kế hoạch và Đầu tư", Title: title, From: day.AddDays(-150), To: day.AddDays(200), Field: plan.General})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	p := issue("4999/KH-SKHĐT", "Cải cách hành chính")
	other := issue("5000/KH-SKHĐT", "Kế hoạch tiếp theo")
	var tasks []*plan.Task
	for i, due := range []int{-5, 3, 60, 90, 90, 90} {
		task, err := o.AddTask(ctx, clerk, p.ID, plan.Content{Content: []string{"Công bố thủ tục", "Rà soát thủ tục", "Tập huấn", "Chuyển tiếp", "Bỏ", "Trong hạn"}[i], Deliverable: "Báo cáo", Lead: "dkkd",
			Support: []string{"ktdn"}, Due: plan.Due{Day: day.AddDays(due)}, Field: plan.Procedures})
		if err != nil {
			t.Fatal(err)
		}
		tasks = append(tasks, task)
	}
	at := func(i int) office.RecordTarget { return office.RecordTarget{ID: tasks[i].ID} }
	for _, do := range []func() (*plan.Task, error){
		func() (*plan.Task, error) {
			return o.AskTaskTime(ctx, o.As("cv.dkkd"), at(1), plan.Due{Day: day.AddDays(40)}, "Chờ ý kiến")
		},
		func() (*plan.Task, error) {
			return o.FinishTask(ctx, clerk, at(2), day, plan.Evidence{Documents: []string{"512/QĐ-UBND"}})
		},
		func() (*plan.Task, error) {
			return o.CarryTask(ctx, clerk, at(3), other.ID, plan.Due{}, "Chưa kịp")
		},
		func() (*plan.Task, error) { return o.DropTask(ctx, clerk, at(4), "Không còn cần") },
	} {
		if _, err := do(); err != nil {
			t.Fatal(err)
		}
	}
	return p, tasks
}

func planForm() url.Values {
	return url.Values{"symbol": {"số 79/kh–skhđt"}, "date": {"10/1/2022"}, "issuer": {"Sở Kế hoạch và Đầu tư"}, "title": {"Kiểm soát thủ tục hành chính năm 2022"}, "from": {"01/01/2022"}, "to": {"31/12/2022"}, "area": {"procedures"}}
}

var planOf = regexp.MustCompile(`^/can-bo/ke-hoach/[0-9a-f-]{36}$`)

func TestTheOfficeKeepsPlansAndTheirTasks(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		clerk, unit := s.as("office"), s.as("cv.dkkd")
		wrong := planForm()
		wrong.Set("symbol", "79")
		wrong.Set("to", "31/12/2021")
		clerk.post("/can-bo/ke-hoach/moi", wrong).says(t, 422, "Thời kỳ kết thúc ngày 31/12/2021", `href="#symbol"`, `value="79"`, "Kiểm soát thủ tục hành chính năm 2022")
		sent := clerk.hand("/can-bo/ke-hoach/moi", planForm(), [3]string{"files", "ke-hoach.pdf", pdf})
		page := sent.header.Get("Location")
		if sent.status != http.StatusSeeOther || !planOf.MatchString(page) {
			t.Fatalf("entering: %d to %q\n%s", sent.status, page, sent.body)
		}
		clerk.get(page).says(t, 200, "Đã thêm kế hoạch 79/KH-SKHĐT", "ke-hoach.pdf", "Chưa có nhiệm vụ", "Kế hoạch")
		clerk.post("/can-bo/ke-hoach/moi", planForm()).says(t, 422, "Kế hoạch 79/KH-SKHĐT của năm này đã có")
		task := url.Values{"content": {"Rà soát thủ tục đăng ký"}, "due": {"Quý II/2022"}, "area": {"procedures"}}
		clerk.post(page+"/nhiem-vu-moi", task).says(t, 422, "Nhiệm vụ chưa có ai chịu trách nhiệm. Chọn đơn vị chủ trì, hoặc người thực hiện", "Rà soát thủ tục đăng ký")
		task.Set("lead", "dkkd")
		task.Set("due", "sớm nhất có thể")
		clerk.post(page+"/nhiem-vu-moi", task).says(t, 422, "Chưa đọc được thời hạn “sớm nhất có thể”")
		for _, due := range []string{"Quý II/2022", "Thường xuyên"} {
			task.Set("due", due)
			if a := clerk.post(page+"/nhiem-vu-moi", task); a.status != http.StatusSeeOther {
				t.Fatalf("adding: %d\n%s", a.status, a.body)
			}
		}
		shown := clerk.get(page)
		shown.says(t, 200, "0/2 (0,00%)", "Rà soát thủ tục đăng ký", "Quý II/2022 (đến 30/06/2022)", "Phòng Đăng ký kinh doanh", "Thường xuyên", "Còn 24 ngày")
		link := regexp.MustCompile(`/can-bo/nhiem-vu/[0-9a-f-]{36}`).FindString(shown.body)
		s.as("cv.ktdn").get(link).says(t, 404)
		s.as("cv.ktdn").get(page).says(t, 404)
		unit.get("/can-bo/nhiem-vu").says(t, 200, "2 nhiệm vụ đang chờ", "79/KH-SKHĐT")
		unit.post(link+"/xong", url.Values{"on": {"6/6/2022"}}).says(t, 422, "Chưa có minh chứng. Ghi số văn bản, kết quả đạt được, hoặc kèm tệp")
		unit.post(link+"/xong", url.Values{"on": {"7/6/2022"}, "evidence": {"Đã xong"}}).says(t, 422, "Ngày 07/06/2022 chưa đến", "Đã xong")
		unit.post(link+"/xong", url.Values{"on": {"3/6/2022"}, "documents": {"512"}}).says(t, 422, `href="#documents"`)
		done := unit.hand(link+"/xong", url.Values{"on": {"3/6/2022"}, "documents": {"512/qđ-ubnd"}}, [3]string{"files", "bien-ban.pdf", pdf})
		if done.status != http.StatusSeeOther {
			t.Fatalf("finishing: %d\n%s", done.status, done.body)
		}
		record := clerk.get(link)
		record.says(t, 200, "Xong ngày 03/06/2022", "512/QĐ-UBND", "bien-ban.pdf", "Hoàn thành", "Giao nhiệm vụ")
		file := regexp.MustCompile(`/can-bo/nhiem-vu/[0-9a-f-]{36}/tep/[^"]+`).FindString(record.body)
		clerk.get(file).says(t, 200)
		s.as("cv.ktdn").get(file).says(t, 404)
		clerk.get("/can-bo/ke-hoach").says(t, 200, "1/2 (50,00%)", "Không có việc chậm")
		clerk.get("/can-bo/ke-hoach?ngay=2/6/2022").says(t, 200, "0/2 (0,00%)")
		clerk.get(page+"?trang-thai=undated").says(t, 200, "Rà soát thủ tục đăng ký", "Thường xuyên")
		if body := clerk.get(page + "?trang-thai=late").body; strings.Contains(body, "Rà soát thủ tục đăng ký") || !strings.Contains(body, "Không có nhiệm vụ nào khớp") {
			t.Error("the filter by state lets through what is not late")
		}
		unit.post(link+"/xong", url.Values{"on": {"3/6/2022"}, "evidence": {"Lại"}}).says(t, 409, "Không thể làm việc “Báo hoàn thành” vì nhiệm vụ đã hoàn thành")
	})
}

func TestTwoWhoEditATaskAreToldOfEachOther(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		p, tasks := planned(t, o)
		clerk, link := s.as("office"), "/can-bo/nhiem-vu/"+tasks[0].ID
		form := url.Values{"number": {"1"}, "content": {"Nội dung của người thứ nhất"}, "lead": {"dkkd"}, "due": {"1/6/2022"}, "area": {"procedures"}, "reason": {"Nhập sai"}, "version": {"1"}}
		if a := clerk.post(link+"/sua", form); a.status != http.StatusSeeOther {
			t.Fatalf("correcting: %d\n%s", a.status, a.body)
		}
		form.Set("content", "Nội dung của người thứ hai")
		clerk.post(link+"/sua", form).says(t, 409, "Người khác vừa thay đổi nội dung này", "Nội dung của người thứ hai", `name="version" value="2"`)
		form.Set("version", "2")
		if a := clerk.post(link+"/sua", form); a.status != http.StatusSeeOther {
			t.Fatalf("correcting again: %d\n%s", a.status, a.body)
		}
		clerk.get(link).says(t, 200, "Nội dung của người thứ nhất", "Nội dung của người thứ hai", "Nhập sai")
		s.as("director").get("/can-bo/nhiem-vu/"+tasks[1].ID).says(t, 200, "Đề nghị lùi thời hạn đang chờ quyết định", "Quyết định lùi thời hạn")
		s.as("director").get("/can-bo/thong-bao").says(t, 200, "Có đề nghị lùi thời hạn chờ quyết định", link[:len("/can-bo/nhiem-vu/")]+tasks[1].ID)
		clerk.get("/can-bo/ke-hoach/"+p.ID).says(t, 200, "1/5 (20,00%)", "1 quá hạn", "1 sắp đến hạn", "Chuyển sang 5000/KH-SKHĐT", "Phối hợp: Phòng Kinh tế đối ngoại")
		if a := clerk.post("/can-bo/ke-hoach/"+p.ID+"/nhac", nil); a.status != http.StatusSeeOther {
			t.Fatalf("reminding: %d\n%s", a.status, a.body)
		}
		clerk.get("/can-bo/ke-hoach/"+p.ID).says(t, 200, "Đã nhắc 2 nhiệm vụ")
		s.as("reception").get("/can-bo/ke-hoach").says(t, 403)
		s.as("tp.dkkd").post("/can-bo/ke-hoach/"+p.ID+"/nhac", nil).says(t, 403)
	})
}
