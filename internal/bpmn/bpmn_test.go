package bpmn_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"

	"motcua"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/identity"
	"motcua/internal/bpmn"
	"motcua/sample"
)

func words() bpmn.Words {
	return bpmn.Words{Start: "Nộp hồ sơ", End: "Nhận kết quả", Lane: func(l catalogue.Lane) string { return string(l) }, Else: "khác",
		Leg: func(l catalogue.Leg) string { return l.Position }, When: func(c catalogue.Condition) string { return c.String() }}
}

func written(t testing.TB, p catalogue.Process) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := bpmn.Write(&file, bpmn.Document{ID: "1.009645", Name: "Thủ tục <1> & \"2\"", Process: p, Words: words()}); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// branching is a process with everything a process can have.
func branching() catalogue.Process {
	leg := func(kind catalogue.LegKind, agency, unit, task string) catalogue.Leg {
		return catalogue.Leg{Kind: kind, Agency: agency, Unit: unit, Task: task, Position: "Chuyên viên", Share: deadline.Days(1)}
	}
	online := catalogue.Condition{Of: catalogue.OfChannel, Is: "online"}
	a, b, c := leg(catalogue.Consultation, "stc", "", "Ý kiến 1"), leg(catalogue.Consultation, "sxd", "", "Ý kiến 2"), leg(catalogue.Own, "so", "p1", "Thẩm định")
	a.Group, b.Group, c.Group = "y kiến", "y kiến", "y kiến"
	b.When = catalogue.Condition{Of: catalogue.OfAnswer, Field: "land.area", Not: true, Is: `a "b" <c>`}
	check := leg(catalogue.Own, "so", "p1", "Kiểm tra chữ ký số & con dấu")
	check.When, check.Role, check.Form = online, identity.Specialist, "Mẫu 01"
	last := leg(catalogue.OneStop, "tt", "mc", "Trả kết quả")
	last.Share = deadline.Term{Amount: 500, Unit: deadline.WorkingDay}
	p := catalogue.Process{Decision: "1/QĐ-UBND", DecidedBy: "Chủ tịch", Source: "x", Sheet: catalogue.Sheet{Purpose: "dòng 1\ndòng 2", Records: "r"},
		Legs: []catalogue.Leg{leg(catalogue.OneStop, "tt", "mc", "Tiếp nhận"), check, a, b, c, leg(catalogue.Own, "so", "lanhdao", "Ký"), last}}
	return p.Numbered()
}

func TestAProcessComesBackAsItWas(t *testing.T) {
	processes := map[string]catalogue.Process{"branching": branching()}
	procedures, err := sample.Procedures()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range procedures {
		for _, v := range p.Versions {
			if !v.Process.IsZero() {
				processes[fmt.Sprintf("%s/%d", p.Code, v.Number)] = v.Process
			}
		}
	}
	for name, want := range processes {
		file := written(t, want)
		if !bytes.Equal(file, written(t, want)) {
			t.Errorf("%s: the same process gives other bytes", name)
		}
		got, err := bpmn.Read(file, nil)
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, file)
			continue
		}
		if !reflect.DeepEqual(got, want.Numbered()) {
			t.Errorf("%s comes back as\n%+v\nwant\n%+v", name, got, want)
		}
	}
	if len(processes) < 20 {
		t.Errorf("only %d processes were tried", len(processes))
	}
}

// element is an element of a file, for looking at its structure.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []element  `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (e element) all(name string) (found []element) {
	for _, c := range e.Children {
		if c.XMLName.Local == name {
			found = append(found, c)
		}
		found = append(found, c.all(name)...)
	}
	return found
}

// TestTheFileIsBPMN holds what is written to the structure of the notation:
// flows lead to nodes and nodes know them, every node has one lane and one
// shape, every flow an edge that begins and ends at the shapes it joins.
func TestTheFileIsBPMN(t *testing.T) {
	var file element
	if err := xml.Unmarshal(written(t, branching()), &file); err != nil {
		t.Fatal(err)
	}
	ids, nodes, laned, boxes := map[string]bool{}, map[string]element{}, map[string]int{}, map[string]element{}
	for _, e := range append(file.all("process")[0].all("lane"), file.all("process")[0].Children...) {
		if id := e.attr("id"); id != "" {
			if ids[id] {
				t.Errorf("the id %s is given twice", id)
			}
			ids[id] = true
		}
	}
	for _, kind := range []string{"startEvent", "userTask", "parallelGateway", "exclusiveGateway", "endEvent"} {
		list := file.all(kind)
		if len(list) == 0 {
			t.Errorf("the file has no %s", kind)
		}
		for _, e := range list {
			nodes[e.attr("id")] = e
		}
	}
	for _, e := range file.all("flowNodeRef") {
		laned[e.Text]++
	}
	for _, e := range file.all("BPMNShape") {
		boxes[e.attr("bpmnElement")] = e.all("Bounds")[0]
	}
	for id := range nodes {
		if laned[id] != 1 || boxes[id].attr("width") == "" {
			t.Errorf("%s is in %d lanes, its shape %v", id, laned[id], boxes[id].Attrs)
		}
	}
	edges := map[string]element{}
	for _, e := range file.all("BPMNEdge") {
		edges[e.attr("bpmnElement")] = e
	}
	for _, f := range file.all("sequenceFlow") {
		from, to := nodes[f.attr("sourceRef")], nodes[f.attr("targetRef")]
		if !names(from.all("outgoing"), f.attr("id")) || !names(to.all("incoming"), f.attr("id")) {
			t.Errorf("%s leads from %q to %q, which do not know it", f.attr("id"), f.attr("sourceRef"), f.attr("targetRef"))
		}
		points := edges[f.attr("id")].all("waypoint")
		if len(points) < 2 {
			t.Fatalf("%s has %d points", f.attr("id"), len(points))
		}
		for i, at := range []string{f.attr("sourceRef"), f.attr("targetRef")} {
			if p := points[i*(len(points)-1)]; !touches(t, boxes[at], p) {
				t.Errorf("%s does not touch %s: %v, %v", f.attr("id"), at, p.Attrs, boxes[at].Attrs)
			}
		}
	}
	for a := range nodes {
		for b := range nodes {
			if a < b && overlap(t, boxes[a], boxes[b]) {
				t.Errorf("the shapes of %s and %s overlap", a, b)
			}
		}
	}
}

func names(list []element, id string) bool {
	for _, e := range list {
		if e.Text == id {
			return true
		}
	}
	return false
}

func number(t *testing.T, e element, name string) (n int) {
	t.Helper()
	if _, err := fmt.Sscan(e.attr(name), &n); err != nil {
		t.Fatalf("%s of %v: %v", name, e.Attrs, err)
	}
	return n
}

func touches(t *testing.T, b, p element) bool {
	x, y := number(t, p, "x"), number(t, p, "y")
	left, top := number(t, b, "x"), number(t, b, "y")
	return x >= left && x <= left+number(t, b, "width") && y >= top && y <= top+number(t, b, "height")
}

func overlap(t *testing.T, a, b element) bool {
	apart := func(at, size string) bool {
		return number(t, a, at)+number(t, a, size) <= number(t, b, at) || number(t, b, at)+number(t, b, size) <= number(t, a, at)
	}
	return !apart("x", "width") && !apart("y", "height")
}

// drawn is a file as another program would draw it.
func drawn(inside string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"><process id="p">` + inside + `</process></definitions>`
}

func flows(pairs ...string) string {
	var b strings.Builder
	for i, pair := range pairs {
		from, rest, _ := strings.Cut(pair, ">")
		to, when, _ := strings.Cut(rest, "?")
		fmt.Fprintf(&b, `<sequenceFlow id="f%d" name="luồng %d" sourceRef="%s" targetRef="%s">`, i, i, from, to)
		if when != "" {
			b.WriteString("<conditionExpression>" + when + "</conditionExpression>")
		}
		b.WriteString("</sequenceFlow>")
	}
	return b.String()
}

const events = `<startEvent id="s"/><endEvent id="e"/>`

func task(id, name string) string { return `<task id="` + id + `" name="` + name + `"/>` }

func TestDrawingsOfOthersAreRead(t *testing.T) {
	agencies := []identity.Agency{{ID: "so", Name: "Sở Kế hoạch", Units: []identity.Unit{{ID: "p1", Name: "Phòng Đăng ký"}}}, {ID: "stc", Name: "Sở Tài chính", ShortName: "Sở TC"}}
	tests := []struct {
		reason, inside string
		want           []string
	}{
		{"manual tasks in lanes named after units", events + `<laneSet id="l"><lane id="l1" name="Bộ phận một cửa"><flowNodeRef>a</flowNodeRef></lane><lane id="l2" name="phong dang ky"><flowNodeRef> b </flowNodeRef></lane></laneSet>` +
			`<manualTask id="a" name="Nhận"/>` + task("b", "Xử lý") + flows("s>a", "a>b", "b>e"),
			[]string{"1 oneStop / Nhận ", "2 own so/p1 Xử lý "}},
		{"branches side by side", events + task("a", "A") + task("b", "B") + `<parallelGateway id="x"/><parallelGateway id="y"/>` + flows("s>x", "x>a", "x>b", "a>y", "b>y", "y>e"),
			[]string{"1 own / A song-song-1", "1 own / B song-song-1"}},
		{"a choice with a condition and the rest", events + task("a", "A") + task("b", "B") + `<exclusiveGateway id="x"/><exclusiveGateway id="y"/>` + flows("s>x", `x>a?channel = "online"`, "x>b", "a>y", "b>y", "y>e"),
			[]string{`1 own / A  channel = "online"`, `2 own / B  channel != "online"`}},
		{"a way past", events + task("a", "A") + `<exclusiveGateway id="x"/><exclusiveGateway id="y"/>` + flows("s>x", `x>a?applicant = "person"`, "x>y", "a>y", "y>e"),
			[]string{`1 own / A  applicant = "person"`}},
	}
	for _, test := range tests {
		p, err := bpmn.Read([]byte(drawn(test.inside)), agencies)
		if err != nil {
			t.Errorf("%s: %v", test.reason, err)
			continue
		}
		var got []string
		for _, l := range p.Legs {
			text := fmt.Sprintf("%d %s %s/%s %s %s", l.Order, l.Kind, l.Agency, l.Unit, l.Task, l.Group)
			if !l.When.IsZero() {
				text += " " + l.When.String()
			}
			got = append(got, text)
		}
		if !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %q, want %q", test.reason, got, test.want)
		}
	}
}

func TestWhatDoesNotFitIsRefusedByName(t *testing.T) {
	line := events + task("a", "A") + flows("s>a", "a>e")
	bomb := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">&b;</definitions>`
	tests := []struct {
		reason, file, key string
		says              []string
	}{
		{"nothing", "", "bpmn.empty", nil},
		{"a picture", "\x89PNG\r\n", "bpmn.broken", nil},
		{"an XML of another kind", `<svg/>`, "bpmn.other", []string{"svg"}},
		{"definitions of another notation", `<definitions xmlns="urn:x"/>`, "bpmn.other", nil},
		{"broken off", drawn(line)[:200], "bpmn.broken", nil},
		{"an XML bomb", bomb, "bpmn.doctype", nil},
		{"a file from elsewhere drawn in", `<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>`, "bpmn.doctype", nil},
		{"an entity that nobody declared", drawn("&xxe;"), "bpmn.broken", nil},
		{"another encoding", `<?xml version="1.0" encoding="UTF-16"?><a/>`, "bpmn.broken", nil},
		{"ten megabytes", drawn(strings.Repeat(" ", 10<<20)), "bpmn.large", []string{"10240"}},
		{"nested without end", drawn(strings.Repeat("<extensionElements>", 100)), "bpmn.many", nil},
		{"too many nodes", drawn(events + strings.Repeat(`<task id="a"/>`, 1) + manyTasks(600)), "bpmn.many", nil},
		{"two processes", strings.Replace(drawn(line), "</process>", `</process><process id="q"/>`, 1), "bpmn.processes", nil},
		{"a boundary event", drawn(line + `<boundaryEvent id="B1" name="Hết hạn" attachedToRef="a"><timerEventDefinition/></boundaryEvent>`), "bpmn.unsupported", []string{"boundaryEvent", "Hết hạn", "B1"}},
		{"a sub-process", drawn(line + `<subProcess id="S1" name="Lấy ý kiến"/>`), "bpmn.unsupported", []string{"subProcess", "Lấy ý kiến", "S1"}},
		{"an inclusive gateway", drawn(line + `<inclusiveGateway id="G1"/>`), "bpmn.unsupported", []string{"inclusiveGateway", "G1"}},
		{"a service task", drawn(line + `<serviceTask id="T1" name="Gọi"/>`), "bpmn.unsupported", []string{"serviceTask"}},
		{"a task that repeats", drawn(events + `<task id="a" name="A"><multiInstanceLoopCharacteristics/></task>` + flows("s>a", "a>e")), "bpmn.unsupported", []string{"multiInstanceLoopCharacteristics", "a"}},
		{"a start by timer", drawn(`<startEvent id="s"><timerEventDefinition id="t"/></startEvent>`), "bpmn.unsupported", []string{"timerEventDefinition"}},
		{"messages between pools", strings.Replace(drawn(line), "<process", `<collaboration id="c"><messageFlow id="m" name="Công văn"/></collaboration><process`, 1), "bpmn.unsupported", []string{"messageFlow", "Công văn"}},
		{"an id twice", drawn(events + task("a", "A") + task("a", "B")), "bpmn.id", []string{"B"}},
		{"a flow to nowhere", drawn(events + task("a", "A") + flows("s>a", "a>zz")), "bpmn.flow", []string{"f1"}},
		{"two starts", drawn(line + `<startEvent id="s2"/>`), "bpmn.start", nil},
		{"no end", drawn(`<startEvent id="s"/>` + task("a", "A") + flows("s>a")), "bpmn.end", nil},
		{"a circle", drawn(events + task("a", "Thẩm định") + task("b", "Xem xét") + `<exclusiveGateway id="x" name="Đạt?"/><exclusiveGateway id="y"/>` + flows("s>y", "y>a", "a>b", "b>x", "x>e", "x>y")),
			"bpmn.cycle", []string{"Thẩm định", "Xem xét", "Đạt?"}},
		{"a task with two ways out", drawn(events + task("a", "A") + task("b", "B") + flows("s>a", "a>b", "a>e", "b>e")), "bpmn.flows", []string{"e"}},
		{"a gateway that nothing joins", drawn(events + task("a", "A") + task("b", "B") + `<parallelGateway id="x" name="Tách"/><exclusiveGateway id="y"/>` + flows("s>x", "x>a", "x>b", "a>y", "b>y", "y>e")),
			"bpmn.unpaired", []string{"Tách"}},
		{"a task that nothing leads to", drawn(line + task("z", "Lạc")), "bpmn.flows", []string{"Lạc"}},
		{"two tasks in a branch", drawn(events + task("a", "A") + task("b", "B") + task("c", "C") + `<parallelGateway id="x" name="Tách"/><parallelGateway id="y"/>` + flows("s>x", "x>a", "a>c", "c>y", "x>b", "b>y", "y>e")),
			"bpmn.branch", []string{"Tách"}},
		{"a condition in a language", drawn(events + task("a", "A") + `<exclusiveGateway id="x"/><exclusiveGateway id="y"/>` + flows("s>x", "x>a?${amount > 5}", "x>y", "a>y", "y>e")), "bpmn.condition", []string{"${amount > 5}", "luồng 1"}},
		{"a choice without conditions", drawn(events + task("a", "A") + task("b", "B") + `<exclusiveGateway id="x" name="Chọn"/><exclusiveGateway id="y"/>` + flows("s>x", "x>a", "x>b", "a>y", "b>y", "y>e")), "bpmn.conditions", []string{"Chọn"}},
		{"a task without name", drawn(events + `<task id="a"/>` + flows("s>a", "a>e")), "process.leg.noTask", nil},
	}
	for _, test := range tests {
		_, err := bpmn.Read([]byte(test.file), nil)
		var fault *motcua.Fault
		if !errors.As(err, &fault) {
			t.Errorf("%s: got %v, want %s", test.reason, err, test.key)
			continue
		}
		if fault.Text.Key != test.key || fault.Field != "file" {
			t.Errorf("%s: got %s on %q, want %s", test.reason, fault.Text.Key, fault.Field, test.key)
		}
		for _, want := range test.says {
			if !strings.Contains(fmt.Sprint(fault.Text.Args), want) {
				t.Errorf("%s: %v lacks %q", test.reason, fault.Text.Args, want)
			}
		}
	}
}

func manyTasks(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(task(fmt.Sprintf("t%d", i), "T"))
	}
	return b.String()
}

func FuzzRead(f *testing.F) {
	f.Add(written(f, branching()))
	f.Add([]byte(drawn(events + task("a", "A") + flows("s>a", "a>e"))))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := bpmn.Read(data, nil)
		if err != nil {
			return
		}
		var again bytes.Buffer
		if err := bpmn.Write(&again, bpmn.Document{Process: p, Words: words()}); err != nil {
			t.Fatal(err)
		}
		if _, err := bpmn.Read(again.Bytes(), nil); err != nil {
			t.Errorf("what was read cannot be read again: %v\n%s", err, again.Bytes())
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	d := bpmn.Document{ID: "1.009645", Name: "Thủ tục", Process: branching(), Words: words()}
	b.ReportAllocs()
	for b.Loop() {
		if err := bpmn.Write(io.Discard, d); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	file := written(b, branching())
	b.ReportAllocs()
	for b.Loop() {
		if _, err := bpmn.Read(file, nil); err != nil {
			b.Fatal(err)
		}
	}
}
