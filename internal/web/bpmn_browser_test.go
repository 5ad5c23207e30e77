package web_test

import (
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/web"
	"motcua/internal/web/browsertest"
	"motcua/sample"
)

// modelled is what bpmn-js makes of a file.
type modelled struct {
	Warnings []string
	Drawn    map[string]string // the element's type in the notation, by its id
	Outside  []string          // shapes of nodes that stand outside the lane that names them
	Blank    []string          // tasks and lanes without their words in the picture
	Spilt    []string          // tasks, lanes and pools whose words do not stay in their place
}

// looks imports a file and says what was drawn of it, as the modeller's own
// registry and the picture in the page have it.
const looks = `
	const {warnings} = await modeler.importXML(xml);
	const found = {Warnings: warnings.map(w => w.message), Drawn: {}, Outside: [], Blank: [], Spilt: []};
	const registry = modeler.get("elementRegistry"), inside = (a, b) => a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
	registry.forEach((e, picture) => {
		if (e.type === "label" || !e.parent) return;
		const box = picture.getBBox();
		if (box.width > 0 || box.height > 0) found.Drawn[e.id] = e.type;
		if (e.type === "bpmn:Lane") for (const n of e.businessObject.flowNodeRef) if (!inside(registry.get(n.id), e)) found.Outside.push(n.id);
		const words = e.businessObject.name;
		if (!words || !/Task$|Lane$|Participant$/.test(e.type)) return;
		const text = picture.querySelector("text").getBoundingClientRect(), shape = picture.querySelector("rect").getBoundingClientRect(), scale = shape.width / e.width;
		if (text.top < shape.top || text.bottom > shape.bottom || text.width > scale * (/Task$/.test(e.type) ? e.width : 32)) found.Spilt.push(e.id);
		if (picture.textContent.replaceAll(/\s/g, "").slice(0, 12) !== words.replaceAll(/\s/g, "").slice(0, 12)) found.Blank.push(e.id);
	});
	modeler.get("canvas").zoom("fit-viewport");
	return found;`

// TestProcessesOpenInACommonModeller: every process of the sample data, as it is
// downloaded, opens in bpmn-js without a warning, each node and flow drawn in its
// lane; saved by bpmn-js it is taken in again as it was.
func TestProcessesOpenInACommonModeller(t *testing.T) {
	s := sqlite(t, web.Config{})
	desk, b := s.as("office"), browsertest.New(t)
	procedures, err := sample.Procedures()
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, p := range procedures {
		for _, v := range p.Versions {
			if v.Process.IsZero() {
				continue
			}
			a := desk.get(fmt.Sprintf("/can-bo/danh-muc/thu-tuc/%s/quy-trinh/bpmn?phien-ban=%d", p.Code, v.Number))
			if a.status != 200 {
				t.Fatalf("%s: %d", p.Code, a.status)
			}
			files[fmt.Sprintf("%s/%d", p.Code, v.Number)] = a.body
		}
	}
	if len(files) < 20 {
		t.Fatalf("only %d processes were found", len(files))
	}
	all, err := json.Marshal(files)
	if err != nil {
		t.Fatal(err)
	}
	drawings := browsertest.Modeller[map[string]modelled](t, b, fmt.Sprintf(`const look = async xml => { %s }, all = {};
		for (const [name, xml] of Object.entries(%s)) all[name] = await look(xml);
		return all;`, looks, all), "")
	nodes := regexp.MustCompile(`<bpmn:(startEvent|endEvent|userTask|parallelGateway|exclusiveGateway|sequenceFlow|lane|participant) id="([^"]+)"`)
	for name, file := range files {
		d := drawings[name]
		if len(d.Warnings)+len(d.Outside)+len(d.Blank)+len(d.Spilt) > 0 {
			t.Errorf("%s: bpmn-js warns %q, finds %q outside their lanes, %q without their words, words of %q out of their place", name, d.Warnings, d.Outside, d.Blank, d.Spilt)
		}
		for _, n := range nodes.FindAllStringSubmatch(file, -1) {
			if !strings.EqualFold(d.Drawn[n[2]], "bpmn:"+n[1]) {
				t.Errorf("%s: %s %s is drawn as %q", name, n[1], n[2], d.Drawn[n[2]])
			}
		}
	}

	draft := processPath + "/du-thao"
	file, err := json.Marshal(desk.get(processPath + "/bpmn?phien-ban=1").body)
	if err != nil {
		t.Fatal(err)
	}
	saved := browsertest.Modeller[string](t, b, fmt.Sprintf(`await modeler.importXML(%s); return (await modeler.saveXML({format: true})).xml;`, file), "")
	desk.post(draft, url.Values{"base": {"1"}})
	desk.post(draft+"/buoc/L02/doi-cho", url.Values{"seen": {"1"}, "do": {"remove"}})
	desk.hand(draft+"/nhap", url.Values{"seen": {"2"}}, [3]string{"file", "a.bpmn", saved}).says(t, 303)
	if got, want := desk.get(processPath+"/bpmn?phien-ban=du-thao").body, desk.get(processPath+"/bpmn?phien-ban=1").body; got != want {
		t.Errorf("through bpmn-js the process comes back as\n%s\nwant\n%s", got, want)
	}
}

// TestADiagramOfACommonModellerIsTakenIn: what somebody draws in bpmn-js, lanes
// by their names and a branch, becomes legs; a timer, which a process cannot
// hold, is refused by its name.
func TestADiagramOfACommonModellerIsTakenIn(t *testing.T) {
	s := sqlite(t, web.Config{})
	desk, draft := s.as("office"), processPath+"/du-thao"
	b := browsertest.New(t)
	const draw = `
		await modeler.createDiagram();
		const make = modeler.get("elementFactory"), modeling = modeler.get("modeling"), root = () => modeler.get("canvas").getRootElement();
		const start = modeler.get("elementRegistry").get("StartEvent_1") ?? modeling.createShape(make.createShape({type: "bpmn:StartEvent"}), {x: 180, y: 160}, root());
		const pool = modeling.createShape(make.createParticipantShape(), {x: 500, y: 160}, root());
		modeling.splitLane(pool, 2);
		const [upper, lower] = pool.children.filter(c => c.type === "bpmn:Lane");
		const name = (e, words) => (modeling.updateProperties(e, {name: words}), e);
		name(upper, "Bộ phận một cửa"); name(lower, "Phòng Đăng ký kinh doanh");
		const after = (e, type, words, lane) => { const n = modeling.appendShape(e, {type}, {x: e.x + 190, y: lane.y + lane.height / 2}, lane.parent ?? pool); return words ? name(n, words) : n; };
		const receive = after(start, "bpmn:Task", "Tiếp nhận hồ sơ", upper), check = after(receive, "bpmn:UserTask", "Thẩm định", lower);
		const give = after(check, "bpmn:ManualTask", "Trả kết quả", upper);
		modeling.appendShape(give, {type: "bpmn:EndEvent"}, {x: give.x + 190, y: give.y + 40}, pool);
		const plain = (await modeler.saveXML({format: true})).xml;
		modeling.createShape(make.createShape({type: "bpmn:BoundaryEvent", eventDefinitionType: "bpmn:TimerEventDefinition"}), {x: check.x + 50, y: check.y + 80}, check, {attach: true});
		name(check.attachers[0], "Hết hạn");
		return [plain, (await modeler.saveXML({format: true})).xml];`
	drawn := browsertest.Modeller[[]string](t, b, draw, "")
	desk.post(draft, url.Values{"base": {"1"}})
	desk.hand(draft+"/nhap", url.Values{"seen": {"1"}}, [3]string{"file", "timed.bpmn", drawn[1]}).says(t, 422, "boundaryEvent “Hết hạn”")
	if a := desk.hand(draft+"/nhap", url.Values{"seen": {"1"}}, [3]string{"file", "drawn.bpmn", drawn[0]}); a.status != 303 {
		t.Fatalf("refused: %d %s\n%s", a.status, a.body, drawn[0])
	}
	desk.get(draft).says(t, 200, "Đã nhập 3 bước", "Tiếp nhận hồ sơ", "Thẩm định", "Trả kết quả", "Phòng Đăng ký kinh doanh")
}
