package web_test

import (
	"strings"
	"testing"
	"time"

	"motcua/deadline"
	"motcua/feedback"
	"motcua/internal/office"
	"motcua/internal/officetest"
	"motcua/internal/web"
	"motcua/internal/web/browsertest"

	"github.com/chromedp/chromedp"
)

// voiced is an office with a feedback in every state, by state.
func voiced(t *testing.T, o *officetest.Office) map[feedback.State]*office.FeedbackView {
	t.Helper()
	ctx := t.Context()
	must := func(_ *office.FeedbackView, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	all := map[feedback.State]*office.FeedbackView{}
	for _, state := range feedback.States() {
		v, err := o.SendFeedback(ctx, feedback.Intake{Kind: feedback.Handling, Content: "Hồ sơ đăng ký của tôi đã quá hẹn ba ngày làm việc mà không ai gọi điện báo trước hay giải thích lý do. Đề nghị Sở trả lời.",
			Sender: feedback.Sender{Name: "Nguyễn Thị Lan", Address: "12 Lê Lợi, thành phố Huế", Phone: "0905123456"}, About: feedback.About{Unit: "ktdn"}})
		must(v, err)
		all[state] = v
	}
	clerk, director := o.As("office"), o.As("director")
	at := func(s feedback.State) office.FeedbackTarget { return office.FeedbackTarget{Code: all[s].Code} }
	for _, s := range []feedback.State{feedback.Accepted, feedback.Working, feedback.Approving, feedback.Answered, feedback.Published, feedback.Withheld} {
		must(o.ClassifyFeedback(ctx, clerk, at(s), feedback.Handling, feedback.About{Unit: "ktdn", Persons: []string{"specialist"}}, ""))
		if s != feedback.Accepted {
			must(o.AssignFeedback(ctx, clerk, at(s), "dkkd", "cv.dkkd", ""))
		}
	}
	must(o.ExtendFeedback(ctx, director, at(feedback.Working), 5, "Cần xác minh tại thực địa."))
	must(o.AskFeedback(ctx, clerk, at(feedback.Waiting), "Đề nghị cho biết mã hồ sơ bị trễ hẹn."))
	must(o.RefuseFeedback(ctx, clerk, at(feedback.Refused), feedback.IsComplaint, "Nội dung là khiếu nại quyết định hành chính, đề nghị gửi đơn theo Luật Khiếu nại."))
	must(o.TransferFeedback(ctx, clerk, at(feedback.Transferred), "Sở Xây dựng tỉnh Thừa Thiên Huế", "215/SKHĐT-VP", ""))
	for _, s := range []feedback.State{feedback.Approving, feedback.Answered, feedback.Published, feedback.Withheld} {
		must(o.DraftAnswer(ctx, o.As("cv.dkkd"), at(s), "Sở xin lỗi vì sự chậm trễ. Kết quả được trả ngày 13/06/2022; phòng chuyên môn đã kiểm điểm.", feedback.Upheld))
		if s != feedback.Approving {
			must(o.ApproveAnswer(ctx, director, at(s)))
		}
	}
	text, err := o.SuggestPublic(ctx, clerk, all[feedback.Published].Code)
	must(nil, err)
	must(o.PublishFeedback(ctx, clerk, at(feedback.Published), text))
	must(o.KeepFeedback(ctx, clerk, at(feedback.Withheld), "Có bí mật kinh doanh của doanh nghiệp."))
	return all
}

// TestFeedbackPagesShutNobodyOut holds every page of feedback and ratings, in
// every state, to WCAG 2.2 AA at both widths, the coloured ones in each theme.
func TestFeedbackPagesShutNobodyOut(t *testing.T) {
	t.Parallel()
	s := sqlite(t, web.Config{})
	done := returned(t, s.Office)
	rated := returned(t, s.Office)
	for _, overall := range []int{4, 5} {
		more := returned(t, s.Office)
		if err := s.Office.Rate(t.Context(), office.Claim{Code: more.Code, Key: more.Key}, overall); err != nil {
			t.Fatal(err)
		}
	}
	claim := office.Claim{Code: rated.Code, Key: rated.Key}
	if err := s.Office.Rate(t.Context(), claim, 5); err != nil {
		t.Fatal(err)
	}
	all := voiced(t, s.Office)
	b := browsertest.New(t)
	every := []string{"light", "dark", "contrast"}
	look := func(why, path string, themes ...string) {
		t.Helper()
		t.Run(why, func(t *testing.T) { b.Axe(t, s.URL+path, themes...) })
	}
	look("the public list", "/phan-anh", every...)
	look("what is in hand", "/phan-anh?trang-thai=dang-xu-ly", every...)
	look("nothing found", "/phan-anh?q=khongcogi", every...)
	look("the form", "/phan-anh/gui?loai=handling", every...)
	look("where complaints go", "/phan-anh/khieu-nai", every...)
	look("code and key", "/phan-anh/theo-doi", every...)
	look("a published one", "/phan-anh/"+all[feedback.Published].Code, every...)
	for _, state := range []feedback.State{feedback.Received, feedback.Working, feedback.Waiting, feedback.Answered, feedback.Refused, feedback.Transferred} {
		v := all[state]
		look("the sender's page, "+string(state), "/p/"+v.Code+"/"+v.Key, every...)
	}
	look("just sent", "/phan-anh/"+all[feedback.Received].Code+"?moi=1", every...)
	look("a dossier to rate", "/t/"+done.Code+"/"+done.Key, every...)
	look("the rating", "/tra-cuu/"+done.Code+"/danh-gia", every...)
	b.Do(t, visit(s, "/t/"+rated.Code+"/"+rated.Key))
	look("the thanks with the criteria", "/tra-cuu/"+rated.Code+"/danh-gia", every...)
	signIn(t, b, s, "office")
	look("the queue", "/can-bo/phan-anh", every...)
	look("an empty pile", "/can-bo/phan-anh?q=khongcogi", every...)
	look("a call", "/can-bo/phan-anh/nhap", every...)
	look("satisfaction", "/can-bo/hai-long", every...)
	for _, state := range []feedback.State{feedback.Received, feedback.Waiting, feedback.Approving, feedback.Published, feedback.Withheld, feedback.Transferred} {
		look("the record, "+string(state), "/can-bo/phan-anh/"+all[state].Code, every...)
	}
	for _, deed := range []struct {
		slug  string
		state feedback.State
	}{{"phan-loai", feedback.Received}, {"tu-choi", feedback.Received}, {"yeu-cau-bo-sung", feedback.Received}, {"chuyen", feedback.Received},
		{"giao", feedback.Accepted}, {"cong-khai", feedback.Answered}, {"khong-cong-khai", feedback.Answered}} {
		look("the form "+deed.slug, "/can-bo/phan-anh/"+all[deed.state].Code+"/"+deed.slug, every...)
	}
	signIn(t, b, s, "director")
	look("the form duyet", "/can-bo/phan-anh/"+all[feedback.Approving].Code+"/duyet", every...)
	look("the form gia-han", "/can-bo/phan-anh/"+all[feedback.Working].Code+"/gia-han", every...)
	signIn(t, b, s, "cv.dkkd")
	look("the form du-thao", "/can-bo/phan-anh/"+all[feedback.Working].Code+"/du-thao", every...)
}

// TestACitizenComplainsInABrowser plays the same as without one: a delay, the
// answer, the word on it.
func TestACitizenComplainsInABrowser(t *testing.T) {
	s := sqlite(t, web.Config{})
	b := browsertest.New(t)
	const record = "/can-bo/phan-anh/PA-2022-0001"
	b.Do(t, visit(s, "/phan-anh"), press("Cán bộ, việc chậm trễ, phiền hà"), sees("Đã gõ 0 ký tự"),
		fill("content", "Hồ sơ của tôi trễ ba ngày mà không ai báo trước."), fill("name", "Nguyễn Thị Lan"), fill("address", "12 Lê Lợi, Huế"), press("Gửi phản ánh"),
		sees("hệ thống tưởng là thư tự động"), chromedp.Sleep(4*time.Second), press("Gửi phản ánh"),
		sees("Có 1 chỗ cần sửa"), sees("Nhập điện thoại hoặc thư điện tử"), fill("phone", "0905123456"), press("Gửi phản ánh"), sees("Đã gửi phản ánh"), sees("PA-2022-0001"))
	for _, turn := range []struct {
		person string
		steps  []step
	}{
		{"office", []step{visit(s, record), sees("0905123456"), press("Phân loại"), press("Tiếp nhận và phân loại"), sees("Đã phân loại"),
			press("Giao xử lý"), fill("unit", "dkkd/cv.dkkd"), press("Giao"), sees("Đã giao xử lý")}},
		{"cv.dkkd", []step{visit(s, "/can-bo/phan-anh"), press("PA-2022-0001"), press("Soạn trả lời"), fill("answer", "Sở xin lỗi. Kết quả được trả ngày 13/06/2022."),
			tick("outcome", "upheld"), press("Trình duyệt"), sees("Đã trình dự thảo")}},
		{"tp.dkkd", []step{visit(s, record), sees("Người gửi được giữ kín với bạn"), press("Duyệt trả lời"), press("Duyệt và gửi người phản ánh"), sees("Đã xử lý dự thảo")}},
		{"office", []step{visit(s, record), press("Công khai"), sees("Hệ thống đã che tên"), press("Công khai"), sees("Đã công khai")}},
	} {
		signIn(t, b, s, turn.person)
		b.Do(t, turn.steps...)
	}
	b.Do(t, visit(s, "/phan-anh/PA-2022-0001"), sees("Sở xin lỗi"), press("Có, thỏa đáng"), sees("Người gửi thấy câu trả lời thỏa đáng"))
	if strings.Contains(s.log.String(), "PA-2022") {
		t.Error("the log tells codes")
	}
	if view, err := s.Office.Feedback(t.Context(), s.Office.As("office"), "PA-2022-0001"); err != nil || feedback.Of(view.Clocks, feedback.ToHandle).Standing != deadline.Early {
		t.Errorf("answered early: %v", err)
	}
}
