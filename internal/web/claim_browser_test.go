package web_test

import (
	"net/url"
	"testing"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"
)

// TestCheckingAReportShutsNobodyOut holds the page that asks for a report, and
// the one that shows what was found in it, to what axe finds.
func TestCheckingAReportShutsNobodyOut(t *testing.T) {
	s := sqlite(t, web.Config{})
	b := browsertest.New(t)
	signIn(t, b, s, "office")
	text := "Trong 6 tháng đầu năm 2021, Sở đã tổ chức khóa đào đạo.\nViệc trả kết quả đều đúng thời gian; 1 số hồ sơ chậm 1 - 2 ngày.\n1\tĐầu tư\t101\t60\t30\t10\t80\t50\t20\t10\t20\t15\t5"
	filled := s.URL + checking + "?" + url.Values{"tu": {"15/12/2021"}, "den": {"10/06/2022"}, "van-ban": {text}}.Encode()
	b.Axe(t, s.URL+checking, "light", "dark", "contrast")
	b.AxeSent(t, filled, "#muc-1", "light", "dark", "contrast")
}
