package flow_test

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"motcua/catalogue"
	"motcua/internal/web/view/flow"
)

// picture has a stage of each sort: one box, several side by side in one lane
// and in another, one under a condition.
func picture() flow.Picture {
	leg := func(kind catalogue.LegKind, unit, task, group string) catalogue.Leg {
		return catalogue.Leg{ID: task, Kind: kind, Agency: "a", Unit: unit, Task: task, Group: group}
	}
	process := catalogue.Process{Legs: []catalogue.Leg{leg(catalogue.OneStop, "", "Tiếp nhận <b>hồ sơ</b>", ""), leg(catalogue.Own, "p", "Thẩm định", ""),
		leg(catalogue.Consultation, "", "Ý kiến về quy hoạch sử dụng đất của dự án", "g"), leg(catalogue.Consultation, "", "Ý kiến 2", "g"), leg(catalogue.Own, "p", "Tổng hợp", "g"),
		leg(catalogue.Own, "lanhdao", "Ký", ""), leg(catalogue.OneStop, "", "Trả", "")}}
	states := map[string]flow.State{"Tiếp nhận <b>hồ sơ</b>": flow.Done, "Thẩm định": flow.Done, "Ý kiến 2": flow.Late, "Tổng hợp": flow.Current}
	p := flow.Of(process, func(l catalogue.Lane) string { return string(l) }, func(l catalogue.Leg) flow.Box {
		return flow.Box{Holder: "Phòng “A&B”", Task: l.Task, Time: "1 ngày", State: states[l.ID]}
	})
	p.ID, p.Title, p.About, p.Start, p.End = "h", "Sơ đồ", "Quy trình có 7 bước", "Nộp", "Nhận"
	return p
}

func TestThePictureIsReadByAll(t *testing.T) {
	p := picture()
	p.Stages[3][0].When = "Chỉ khi nộp trực tuyến"
	svg := flow.SVG(p)
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
	}
	for _, want := range []string{`role="img"`, `aria-labelledby="h-title h-about"`, `<title id="h-title">Sơ đồ</title>`, `<desc id="h-about">Quy trình có 7 bước</desc>`,
		"&lt;b&gt;hồ", "A&amp;B", `stroke-dasharray`, "currentColor"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the picture lacks %s", want)
		}
	}
	if bad := regexp.MustCompile(`style=|<style|<script|#[0-9a-f]{3,6}\b| on[a-z]+=`).FindString(svg); bad != "" {
		t.Errorf("the picture has %q, which the policy of the pages forbids or the dark hides", bad)
	}
	if svg != flow.SVG(p) {
		t.Error("the same picture is drawn otherwise")
	}
}

// TestBoxesStandApart: no box covers another or leaves the picture, and each
// stands in its lane.
func TestBoxesStandApart(t *testing.T) {
	svg := flow.SVG(picture())
	size := regexp.MustCompile(`width="(\d+)" height="(\d+)"`).FindStringSubmatch(svg)
	type box struct{ x, y, w, h int }
	var boxes []box
	for _, m := range regexp.MustCompile(`<g><rect x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"`).FindAllStringSubmatch(svg, -1) {
		boxes = append(boxes, box{n(t, m[1]), n(t, m[2]), n(t, m[3]), n(t, m[4])})
	}
	if len(boxes) != 7 {
		t.Fatalf("%d boxes are drawn, want 7", len(boxes))
	}
	for i, a := range boxes {
		if a.x+a.w > n(t, size[1]) || a.y+a.h > n(t, size[2]) {
			t.Errorf("box %d leaves the picture: %v of %v", i, a, size)
		}
		for j, b := range boxes[:i] {
			if a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h {
				t.Errorf("boxes %d and %d overlap: %v %v", i, j, a, b)
			}
		}
	}
	if a, b := boxes[2], boxes[4]; a.y != b.y || a.x == b.x {
		t.Errorf("legs side by side in different lanes stand at %v and %v, want one row", a, b)
	}
}

func n(t *testing.T, s string) int {
	t.Helper()
	i, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// TestThePathThatWasGoneIsBold counts the bold lines and the double frames.
func TestThePathThatWasGoneIsBold(t *testing.T) {
	frames := func(p flow.Picture) (bold, double int) {
		svg := flow.SVG(p)
		return strings.Count(svg, `stroke-width="3"`), strings.Count(svg, `rx="10"`)
	}
	ahead := picture()
	ahead.Begun = false
	for _, stage := range ahead.Stages {
		for i := range stage {
			stage[i].State = flow.Ahead
		}
	}
	if bold, double := frames(ahead); bold != 0 || double != 0 {
		t.Errorf("without a dossier: %d bold lines, %d double frames, want none", bold, double)
	}
	// The start, its way and box, the way to the appraisal and its box, the way
	// to the fork, and of the two legs begun the way in and the box.
	if bold, double := frames(picture()); bold != 10 || double != 2 {
		t.Errorf("with a dossier: %d bold lines, %d double frames, want 10 and 2", bold, double)
	}
}

func BenchmarkSVG(b *testing.B) {
	p := picture()
	b.ReportAllocs()
	for b.Loop() {
		_ = flow.SVG(p)
	}
}
