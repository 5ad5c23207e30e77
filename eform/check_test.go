package eform_test

import (
	"testing"

	"motcua/calendar"
	"motcua/eform"
)

var day = calendar.Date{Year: 2022, Month: 6, Day: 6}

func TestStandardFormsAreSound(t *testing.T) {
	forms, err := eform.Standard()
	if err != nil {
		t.Fatal(err)
	}
	if len(forms) == 0 || eform.For("9.999999", day).ID != eform.General {
		t.Error("a procedure without a form of its own gets the general one")
	}
}
