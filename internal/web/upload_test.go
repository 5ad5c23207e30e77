package web_test

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"motcua/document"
	"motcua/internal/officetest"
	"motcua/internal/web"
)

// tus speaks the protocol; names and values of heads alternate.
func (r *reader) tus(method, path, body string, heads ...string) answer {
	r.site.t.Helper()
	q, err := http.NewRequest(method, r.site.URL+path, strings.NewReader(body))
	if err != nil {
		r.site.t.Fatal(err)
	}
	q.Header.Set("Tus-Resumable", "1.0.0")
	q.Header.Set("Origin", r.site.URL)
	for i := 0; i+1 < len(heads); i += 2 {
		q.Header.Set(heads[i], heads[i+1])
	}
	return r.send(q)
}

// announce begins to send a paper in parts.
func (r *reader) announce(name string, size int) answer {
	r.site.t.Helper()
	meta := "filename " + base64.StdEncoding.EncodeToString([]byte(name)) + ",papers MQ=="
	return r.tus(http.MethodPost, "/tep/tai-len", "", "Upload-Length", strconv.Itoa(size), "Upload-Metadata", meta)
}

// way is the address of an upload that was announced.
func (a answer) way(t testing.TB) string {
	t.Helper()
	u, err := url.Parse(a.header.Get("Location"))
	if err != nil || a.status != http.StatusCreated {
		t.Fatalf("announced: %d to %q\n%s", a.status, a.header.Get("Location"), a.body)
	}
	return u.Path
}

func (r *reader) part(way string, offset int, body string) answer {
	r.site.t.Helper()
	return r.tus(http.MethodPatch, way, body, "Upload-Offset", strconv.Itoa(offset), "Content-Type", "application/offset+octet-stream")
}

// come is how much of an upload has come; -1 when there is none.
func (r *reader) come(way string) int {
	r.site.t.Helper()
	a := r.tus(http.MethodHead, way, "")
	n, err := strconv.Atoi(a.header.Get("Upload-Offset"))
	if a.status != http.StatusOK || err != nil {
		return -1
	}
	return n
}

// inParts sends a file whole and gives its id.
func (r *reader) inParts(name, body string) string {
	r.site.t.Helper()
	way := r.announce(name, len(body)).way(r.site.t)
	half := len(body) / 2
	r.part(way, 0, body[:half]).says(r.site.t, http.StatusNoContent)
	r.part(way, half, body[half:]).says(r.site.t, http.StatusNoContent)
	return way[strings.LastIndexByte(way, '/')+1:]
}

// cutOff sends the first bytes of a part and then cuts the line.
func (r *reader) cutOff(way string, body string, sent int) {
	t := r.site.t
	t.Helper()
	site, err := url.Parse(r.site.URL)
	if err != nil {
		t.Fatal(err)
	}
	line, err := net.Dial("tcp", site.Host)
	if err != nil {
		t.Fatal(err)
	}
	var cookies []string
	for _, c := range r.Jar.Cookies(site) {
		cookies = append(cookies, c.Name+"="+c.Value)
	}
	fmt.Fprintf(line, "PATCH %s HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nCookie: %s\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: %d\r\n\r\n%s",
		way, site.Host, r.site.URL, strings.Join(cookies, "; "), len(body), body[:sent])
	time.Sleep(200 * time.Millisecond)
	if err := line.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestAFileInParts(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		s := open(t, o, web.Config{})
		r := s.reader()
		draft := r.begin(general)
		body := strings.Replace(pdf, "endobj", "endobj\n%"+strings.Repeat("x", 200_000), 1)
		way := r.announce("../Giấy chứng nhận.exe", len(body)).way(t)
		r.cutOff(way, body, 150_000)
		came := r.come(way)
		if came <= 0 || came > 150_000 {
			t.Fatalf("after the line was cut %d bytes have come, of 150,000 sent", came)
		}
		if a := r.part(way, came+1, body[came+1:]); a.status != http.StatusConflict {
			t.Errorf("a part that leaves out a byte: %d", a.status)
		}
		r.part(way, came, body[came:]).says(t, http.StatusNoContent)
		if n := r.come(way); n != len(body) {
			t.Errorf("asked again %d bytes have come, want all %d", n, len(body))
		}
		id := way[strings.LastIndexByte(way, '/')+1:]
		for range 2 { // a form that is sent twice attaches once
			if a := r.post(draft+"/giay-to", url.Values{"paper.P01.id": {id}, "then": {"upload"}}); a.status != http.StatusSeeOther {
				t.Fatalf("naming the file: %d\n%s", a.status, a.body)
			}
		}
		page := r.get(draft + "/giay-to")
		page.says(t, 200, ">Giấy chứng nhận.pdf<")
		if n := strings.Count(page.body, ">Giấy chứng nhận.pdf</a>"); n != 1 {
			t.Errorf("the file is listed %d times", n)
		}
		if got := r.get(link(t, page, draft+`/tep/[^"]+`)); got.body != body {
			t.Errorf("%d bytes came back, want the %d sent", len(got.body), len(body))
		}
	})
}

// TestAnUploadIsItsBrowsersAlone: others cannot see, continue, end or name it.
func TestAnUploadIsItsBrowsersAlone(t *testing.T) {
	s := sqlite(t, web.Config{})
	r, other := s.reader(), s.reader()
	draft := other.begin(general)
	other.inParts("cua-toi.pdf", pdf)
	way := r.announce("a.pdf", len(pdf)).way(t)
	for why, a := range map[string]answer{"see": other.tus(http.MethodHead, way, ""), "continue": other.part(way, 0, pdf), "end": other.tus(http.MethodDelete, way, ""),
		"see as one of the staff": s.as("specialist").tus(http.MethodHead, way, "")} {
		if a.status != http.StatusNotFound {
			t.Errorf("another browser can %s it: %d", why, a.status)
		}
	}
	id := r.inParts("b.pdf", pdf+"2")
	other.post(draft+"/giay-to", url.Values{"paper.P01.id": {id}, "then": {"upload"}})
	if strings.Contains(other.get(draft+"/giay-to").body, "b.pdf") {
		t.Error("another browser names the file")
	}
	r.tus(http.MethodDelete, way, "").says(t, http.StatusNoContent)
	if n := r.come(way); n != -1 {
		t.Errorf("what was ended has %d bytes", n)
	}
}

// TestUploadsThatAreNotTaken: the answer to the last part is the sentence, and
// nothing stays.
func TestUploadsThatAreNotTaken(t *testing.T) {
	s := sqlite(t, web.Config{})
	for _, test := range []struct{ why, name, body, says string }{
		{"a program called a PDF", "don.pdf", "MZ\x90\x00\x03this program cannot be run", "không đúng loại"},
		{"a macro", "don.docx", word(t, document.DOCX, entry{"word/vbaProject.bin", "x"}), "có macro"},
		{"a bomb", "anh.png", drawing(60_000), "250 triệu điểm ảnh"},
	} {
		t.Run(test.why, func(t *testing.T) {
			r := s.reader()
			way := r.announce(test.name, len(test.body)).way(t)
			a := r.part(way, 0, test.body)
			a.says(t, http.StatusUnprocessableEntity, test.name, test.says)
			if kind := a.header.Get("Content-Type"); !strings.HasPrefix(kind, "text/plain") {
				t.Errorf("the sentence comes as %s", kind)
			}
			if n := r.come(way); n != -1 {
				t.Errorf("%d bytes of it stay", n)
			}
		})
	}
	r := s.reader()
	for _, test := range []struct {
		why    string
		a      answer
		status int
		says   string
	}{
		{"too many bytes", r.announce("to.pdf", document.Largest+1), 422, "tối đa 20 MB"},
		{"no bytes", r.announce("rong.pdf", 0), 422, "không có nội dung"},
		{"no length", r.tus(http.MethodPost, "/tep/tai-len", ""), 400, ""},
		{"a name that is no text", r.announce("a\xff.pdf", 10), 400, ""},
		{"another protocol", r.tus(http.MethodPost, "/tep/tai-len", "", "Tus-Resumable", "9.9", "Upload-Length", "10"), 412, ""},
		{"from another site", r.tus(http.MethodPost, "/tep/tai-len", "", "Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site", "Upload-Length", "10"), 403, ""},
		{"an id that leads elsewhere", r.tus(http.MethodHead, "/tep/tai-len/..%2f..%2fetc%2fpasswd", ""), 404, ""},
		{"an id that is none", r.part("/tep/tai-len/"+strings.Repeat("a", 10_000), 0, "x"), 404, ""},
		{"a part that is no part", r.tus(http.MethodPatch, r.announce("a.pdf", 10).way(t), "x", "Upload-Offset", "0", "Content-Type", "text/plain"), 400, ""},
	} {
		if test.a.status != test.status || !strings.Contains(test.a.body, test.says) {
			t.Errorf("%s: %d %s", test.why, test.a.status, test.a.body)
		}
	}
	if said := s.log.String(); strings.Contains(said, "level=ERROR") {
		t.Errorf("what strangers do is logged as an error of ours:\n%s", said)
	}
}

// TestUploadsAreCounted: one browser has so many on their way, one address
// sends so many.
func TestUploadsAreCounted(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	for i := range 12 {
		r.announce(fmt.Sprintf("%d.pdf", i), 100).way(t)
	}
	r.announce("13.pdf", 100).says(t, 422, "Có quá nhiều tệp đang tải lên cùng lúc")
	for range 400 {
		if a := r.announce("x.pdf", 100); strings.Contains(a.body, "Đã nhận quá nhiều tệp từ mạng này") {
			return
		}
	}
	t.Error("one address sends without end")
}

// TestPartsAtTheSameTime: of two parts of the same place one counts, and the
// file is whole.
func TestPartsAtTheSameTime(t *testing.T) {
	s := sqlite(t, web.Config{})
	r := s.reader()
	body := strings.Replace(pdf, "endobj", "endobj\n%"+strings.Repeat("y", 100_000), 1)
	way := r.announce("hai.pdf", len(body)).way(t)
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			q, err := http.NewRequest(http.MethodPatch, s.URL+way, bytes.NewReader([]byte(body[:60_000])))
			if err != nil {
				return
			}
			for name, value := range map[string]string{"Tus-Resumable": "1.0.0", "Origin": s.URL, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"} {
				q.Header.Set(name, value)
			}
			if a, err := r.Do(q); err == nil {
				_, _ = io.Copy(io.Discard, a.Body)
				_ = a.Body.Close()
			}
		})
	}
	both.Wait()
	came := r.come(way)
	if came <= 0 || came > 60_000 {
		t.Fatalf("%d bytes came", came)
	}
	r.part(way, came, body[came:]).says(t, http.StatusNoContent)
}

// TestUnfinishedUploadsAreSwept a day later.
func TestUnfinishedUploadsAreSwept(t *testing.T) {
	officetest.Each(t, "2022-06-06T08:30", func(t *testing.T, o *officetest.Office) {
		r := open(t, o, web.Config{}).reader()
		way := r.announce("a.pdf", len(pdf)).way(t)
		r.part(way, 0, pdf[:10]).says(t, http.StatusNoContent)
		for _, step := range []struct {
			moment string
			want   int
		}{{"2022-06-07T08:00", 10}, {"2022-06-07T10:00", -1}} {
			o.MoveTo(step.moment)
			if _, err := o.SweepFiles(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := r.come(way); got != step.want {
				t.Errorf("%s: %d bytes, want %d", step.moment, got, step.want)
			}
		}
	})
}

// TestAFormThatComesBackKeepsItsFiles: a paper sent later, and a message, when
// another file of theirs was wrong.
func TestAFormThatComesBackKeepsItsFiles(t *testing.T) {
	s := sqlite(t, web.Config{})
	view, own := asked(t, s)
	for page, field := range map[string]string{"/bo-sung": "paper.P02", "/trao-doi": "file"} {
		address := "/tra-cuu/" + view.Code + page
		id := own.inParts("dung.pdf", pdf+page)
		again := own.hand(address, url.Values{field + ".id": {id}, "text": {"Xin chào"}}, [3]string{field, "sai.pdf", "MZ\x90\x00"})
		again.says(t, 422, "không đúng loại", "sai.pdf", "dung.pdf", id)
		if a := own.hand(address, url.Values{field + ".id": {id}, "text": {"Xin chào"}}); a.status != http.StatusSeeOther {
			t.Fatalf("%s: %d\n%s", page, a.status, a.body)
		}
	}
}

// TestUploadingWithoutSending: without scripts the papers that were asked for
// are gathered, and taken out again, before they are sent.
func TestUploadingWithoutSending(t *testing.T) {
	s := sqlite(t, web.Config{})
	view, own := asked(t, s)
	address := "/tra-cuu/" + view.Code + "/bo-sung"
	page := own.hand(address, url.Values{"then": {"upload"}}, [3]string{"paper.P02", "mot.pdf", pdf})
	page.says(t, 200, "mot.pdf")
	id := strings.TrimSuffix(strings.TrimPrefix(link(t, page, `name="paper.P02.id" value="[^"]+"`), `name="paper.P02.id" value="`), `"`)
	page = own.hand(address, url.Values{"paper.P02.id": {id}, "remove": {id}})
	if page.says(t, 200); strings.Contains(page.body, "mot.pdf") {
		t.Error("what was taken out is still there")
	}
	own.get("/tra-cuu/"+view.Code).says(t, 200, "Bản chụp bị mờ")
}
