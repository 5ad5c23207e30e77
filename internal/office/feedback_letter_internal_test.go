package office

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"motcua/feedback"
	"motcua/identity"
)

// TestWhatTheSenderIsTold: of what concerns them, once, and of nothing that is
// the office's own business.
func TestWhatTheSenderIsTold(t *testing.T) {
	at := time.Date(2022, 6, 6, 2, 0, 0, 0, time.UTC)
	f := &feedback.Feedback{ID: "1", Code: "PA-2022-0001", Key: "BCFGHJ", Answer: &feedback.Answer{Content: "Sở xin lỗi."}}
	for _, test := range []struct {
		fact       feedback.Fact
		kind, says string
	}{
		{feedback.Opened{}, "feedback.received", "BCFGHJ"},
		{feedback.Rejected{Ground: feedback.Unclear, Reason: "Không rõ việc gì"}, "feedback.refused", "Không rõ việc gì"},
		{feedback.MoreAsked{Reason: "Cho biết mã hồ sơ"}, "feedback.more", "Cho biết mã hồ sơ"},
		{feedback.PassedOn{To: "Sở Xây dựng", Evidence: "12/SKHĐT"}, "feedback.transferred", "Sở Xây dựng"},
		{feedback.Approved{}, "feedback.answered", "Sở xin lỗi."},
		{feedback.Classified{Note: "nội bộ"}, "", ""}, {feedback.Assigned{Note: "nội bộ"}, "", ""}, {feedback.Drafted{}, "", ""},
		{feedback.DraftReturned{}, "", ""}, {feedback.KeptBack{}, "", ""}, {feedback.Said{}, "", ""}, {feedback.Judged{}, "", ""}, {feedback.MadePublic{}, "", ""},
	} {
		l, told := letterOn(f, feedback.Event{Seq: 1, At: at, By: feedback.Recorded(identity.System("x")), Fact: test.fact})
		if told != (test.kind != "") || l.Kind != test.kind {
			t.Errorf("%s: got letter %q, want %q", test.fact.Kind(), l.Kind, test.kind)
		}
		if said := fmt.Sprint(l.Pairs...); !strings.Contains(said, test.says) || told && !strings.Contains(said, f.Code) {
			t.Errorf("%s: the letter says %s", test.fact.Kind(), said)
		}
	}
}
