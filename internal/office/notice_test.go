package office_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"motcua/deadline"
	"motcua/interagency"
	"motcua/internal/job"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/officetest"
)

// TestWhoIsToldWhat plays a consultation with more time and runs every job
// twice, as a queue may.
func TestWhoIsToldWhat(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		target := office.Target{Code: receive(t, o, "Nguyễn Thị Bí Mật").Code}
		_, handover, err := o.HandOver(ctx, o.As("reception"), target, "", "")
		check(t, "hand over", err)
		_, err = o.Take(ctx, o.As("head"), handover)
		check(t, "take", err)
		_, err = o.Assign(ctx, o.As("head"), target, "specialist", "")
		check(t, "assign", err)
		o.MoveTo("2022-06-08T09:00")
		_, asked, err := o.Ask(ctx, o.As("specialist"), target, []string{"stnmt", "sxd"}, "Cho ý kiến", deadline.Days(7))
		check(t, "ask", err)
		_, err = o.RemindAgency(ctx, o.As("specialist"), asked[1].ID)
		check(t, "remind", err)
		_, request, err := o.AskMoreTime(ctx, o.As("stnmt"), asked[0].ID, deadline.Days(3), "Chờ UBND huyện")
		check(t, "ask for more time", err)
		_, err = o.DecideMoreTime(ctx, o.As("head"), request, true, "", "")
		check(t, "grant", err)
		_, err = o.Reply(ctx, o.As("sxd"), asked[1].ID, interagency.Reply{View: interagency.Agree})
		check(t, "reply", err)
		for range 2 {
			for _, j := range o.Jobs.Jobs {
				if n, ok := j.(job.Notify); ok {
					check(t, "notify", o.Notify(ctx, n))
				}
			}
		}
		catalogue, err := message.Load()
		check(t, "messages", err)
		notices, err := o.Store.NoticesOf(ctx, target.Code)
		check(t, "notices", err)
		var told []string
		for _, n := range notices {
			reader := n.Agency + n.Person
			if n.Address != "" {
				reader = "applicant"
			}
			told = append(told, n.Kind+" → "+reader+": "+catalogue.In("vi").Text(n.Text()))
			if said := told[len(told)-1]; strings.Contains(said, "Bí Mật") || strings.Contains(n.ID, "mau@example.vn") || strings.Contains(said, "‹") {
				t.Errorf("a notice names the applicant, or lacks a word: %s (%s)", said, n.ID)
			}
		}
		slices.Sort(told)
		want := []string{
			"assigned → specialist: Bạn được phân công xử lý hồ sơ H57.16-220606-0001, hẹn trả lúc 28/07/2022 17:00",
			"consulted → stnmt: Cơ quan bạn được lấy ý kiến về hồ sơ H57.16-220606-0001, đề nghị trả lời trước 22/06/2022 17:30",
			"consulted → sxd: Cơ quan bạn được lấy ý kiến về hồ sơ H57.16-220606-0001, đề nghị trả lời trước 17/06/2022 17:30",
			"dateMoved → applicant: Hồ sơ H57.16-220606-0001 được hẹn lại từ 25/07/2022 17:00 sang 28/07/2022 17:00 do Sở Tài nguyên và Môi trường tỉnh Thừa Thiên Huế đề nghị thêm thời gian: Chờ UBND huyện. Mong ông/bà thông cảm",
			"handedOver → skhdt: Hồ sơ H57.16-220606-0001 được giao đến, chờ xác nhận nhận bàn giao",
			"moreTimeAsked → skhdt: Sở Tài nguyên và Môi trường tỉnh Thừa Thiên Huế đề nghị gia hạn về hồ sơ H57.16-220606-0001: Chờ UBND huyện",
			"moreTimeGranted → stnmt: Đề nghị gia hạn về hồ sơ H57.16-220606-0001 được chấp thuận, hạn trả lời mới là 22/06/2022 17:30",
			"received → applicant: Hồ sơ H57.16-220606-0001 đã được tiếp nhận, hẹn trả kết quả lúc 28/07/2022 17:00",
			"reminded → sxd: Cơ quan chủ trì nhắc: hồ sơ H57.16-220606-0001 đang chờ ý kiến của cơ quan bạn, hạn trả lời 17/06/2022 17:30",
			"replied → skhdt: Sở Xây dựng tỉnh Thừa Thiên Huế đã trả lời ý kiến về hồ sơ H57.16-220606-0001",
		}
		if !slices.Equal(told, want) {
			t.Errorf("told:\n%s\nwant:\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
		}
	})
}

func TestRemindersAreSentOnce(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		receive(t, o, "Mẫu")
		paused := receive(t, o, "Mẫu")
		_, handover, err := o.HandOver(ctx, o.As("reception"), office.Target{Code: paused.Code}, "", "")
		check(t, "hand over", err)
		_, err = o.Take(ctx, o.As("head"), handover)
		check(t, "take", err)
		_, err = o.AskPapers(ctx, o.As("specialist"), office.Target{Code: paused.Code}, "thiếu", nil)
		check(t, "ask papers", err)
		tests := []struct {
			reason, moment string
			told           int
		}{
			{"far from due", "2022-07-15T08:00", 0},
			{"two working days before", "2022-07-21T08:00", 1},
			{"looked at again", "2022-07-21T14:00", 0},
			{"one working day before", "2022-07-22T08:00", 1},
			{"looked at again on that day", "2022-07-22T15:00", 0},
			{"overdue", "2022-07-26T08:00", 1},
			{"still overdue", "2022-07-27T08:00", 0},
		}
		for _, test := range tests {
			o.MoveTo(test.moment)
			told, err := o.RemindDue(ctx)
			check(t, "remind", err)
			if got, want := told, test.told; got != want {
				t.Errorf("%s: told: got %d, want %d", test.reason, got, want)
			}
		}
		seen, err := o.Notices(ctx, o.As("reception"))
		check(t, "notices", err)
		if got, want := len(seen), 3; got != want {
			t.Errorf("the desk sees: got %d, want %d", got, want)
		}
		if seen, err = o.Notices(ctx, o.As("sxd")); err != nil || len(seen) != 0 {
			t.Errorf("an agency not asked sees: got %d (%v), want nothing", len(seen), err)
		}
	})
}
