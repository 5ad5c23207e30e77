package catalogue_test

import (
	"reflect"
	"testing"

	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
)

func on(t *testing.T, text string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// desk is a process that a desk alone handles within a share.
func desk(task string, share deadline.Term) catalogue.Process {
	return catalogue.Process{Legs: []catalogue.Leg{{ID: "L01", Order: 1, Kind: catalogue.OneStop, Agency: "a", Task: task, Share: share}}}
}

func procedure(versions ...catalogue.Version) catalogue.Procedure {
	return catalogue.Procedure{Code: "1.000001", Name: "Thủ tục", Field: "Đầu tư", Agency: "a", Versions: versions}
}

func TestWhatANumberStandsForNeverChanges(t *testing.T) {
	first, second := on(t, "2022-01-01"), on(t, "2023-01-01")
	old := catalogue.Version{Number: 1, ValidFrom: first, Term: deadline.Days(5), Mode: deadline.ByDays, Process: desk("nhận", deadline.Days(5))}
	shorter, open := old, old
	shorter.Term, shorter.Process = deadline.Days(3), catalogue.Process{}
	open.Process = catalogue.Process{}
	later := old
	later.ValidFrom, later.Process = second, catalogue.Process{}
	tests := []struct {
		reason   string
		incoming []catalogue.Version
		numbers  []int // of the merged versions, in order
		inForce  map[string]int
		process  bool // the version in force at the end has a process
	}{
		{"the same content keeps its number", []catalogue.Version{old}, []int{1}, map[string]int{"2022-06-01": 1}, true},
		{"a file without processes says nothing against the one there is", []catalogue.Version{open}, []int{1}, map[string]int{"2022-06-01": 1}, true},
		{"another limit from the same day supersedes", []catalogue.Version{shorter}, []int{1, 2}, map[string]int{"2022-01-01": 2, "2022-06-01": 2}, false},
		{"a later version ends the one before", []catalogue.Version{later}, []int{1, 2}, map[string]int{"2022-12-31": 1, "2023-01-01": 2}, true},
		{"both at once", []catalogue.Version{shorter, later}, []int{1, 2, 3}, map[string]int{"2022-12-31": 2, "2023-01-01": 3}, false},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			merged := catalogue.Merge(procedure(old), procedure(test.incoming...))
			var numbers []int
			for _, v := range merged.Versions {
				numbers = append(numbers, v.Number)
			}
			if !reflect.DeepEqual(numbers, test.numbers) {
				t.Fatalf("numbers: got %v, want %v", numbers, test.numbers)
			}
			pinned, _ := merged.Version(1)
			pinned.ValidTo = old.ValidTo
			if !reflect.DeepEqual(pinned, old) {
				t.Errorf("the pinned version: got %+v, want it as it was", pinned)
			}
			for day, want := range test.inForce {
				v, err := merged.VersionOn(on(t, day))
				if err != nil || v.Number != want {
					t.Errorf("in force on %s: got %d (%v), want %d", day, v.Number, err, want)
				}
			}
			last := merged.Versions[len(merged.Versions)-1]
			if got, want := !last.Process.IsZero(), test.process; got != want {
				t.Errorf("the last version has a process: got %v, want %v", got, want)
			}
			if problems := catalogue.Errors(merged.Problems()); len(problems) > 0 {
				t.Errorf("problems: got %v, want none", problems)
			}
			if again := catalogue.Merge(merged, procedure(test.incoming...)); !reflect.DeepEqual(again, merged) {
				t.Errorf("merged again: got %+v, want no change from %+v", again, merged)
			}
		})
	}
}

func TestANewProcessSupersedesTheVersionInUse(t *testing.T) {
	version := catalogue.Version{Number: 1, ValidFrom: on(t, "2022-01-01"), Term: deadline.Days(5), Mode: deadline.ByDays, Process: desk("nhận", deadline.Days(5))}
	reading := catalogue.Reading[catalogue.Attachment]{Items: []catalogue.Attachment{
		{Procedure: "1.000001", Version: 1, Process: desk("nhận và trả", deadline.Days(5))}}}
	attached := catalogue.Attach([]catalogue.Procedure{procedure(version)}, reading)
	if got, want := len(attached.Items), 1; got != want {
		t.Fatalf("attached: got %d procedures (%v), want %d", got, attached.Rejected, want)
	}
	p := attached.Items[0]
	pinned, _ := p.Version(1)
	if got, want := pinned.Process.Legs[0].Task, "nhận"; got != want {
		t.Errorf("process that dossiers have pinned: got %q, want %q", got, want)
	}
	now, err := p.VersionOn(on(t, "2022-06-01"))
	if err != nil || now.Process.Legs[0].Task != "nhận và trả" {
		t.Errorf("process in force: got %+v (%v), want the new one", now.Process, err)
	}
	again := catalogue.Attach([]catalogue.Procedure{p}, reading)
	if !reflect.DeepEqual(again.Items, attached.Items) {
		t.Errorf("attached again: got %+v, want no change", again.Items)
	}
}
