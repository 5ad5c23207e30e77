package office_test

import (
	"context"
	"testing"

	"motcua/internal/office"
	"motcua/internal/officetest"
)

// TestAnswersAreForgottenInTime: within three days the answer of a repeated
// request is had again, later the key is free.
func TestAnswersAreForgottenInTime(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:00", func(t *testing.T, o *officetest.Office) {
		ctx := context.Background()
		did := 0
		ask := func() {
			_, err := o.Once(ctx, o.As("reception"), "khoa-1", "POST /x", func() (office.Answer, error) {
				did++
				return office.Answer{Status: 201, Body: "{}"}, nil
			})
			check(t, "ask", err)
		}
		ask()
		o.MoveTo("2022-06-08T08:00")
		check(t, "forget", o.ForgetAnswers(ctx))
		ask()
		if got, want := did, 1; got != want {
			t.Errorf("done after two days: got %d times, want %d", got, want)
		}
		o.MoveTo("2022-06-09T08:01")
		check(t, "forget", o.ForgetAnswers(ctx))
		ask()
		if got, want := did, 2; got != want {
			t.Errorf("done after three days: got %d times, want %d", got, want)
		}
	})
}
