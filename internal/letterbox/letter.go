// Package letterbox opens e-mails that come in: an RFC 5322 message with its
// MIME parts becomes a [Letter] – who wrote, what, with which files. It trusts
// nothing: size, depth and number of parts are bounded, and what it cannot read
// is left out rather than guessed.
package letterbox

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"
	"time"

	"golang.org/x/text/encoding/htmlindex"

	"motcua"
)

// What a message may be: the office needs words and a few papers.
const (
	Largest   = 30 << 20  // bytes of the whole message
	textMost  = 256 << 10 // bytes of text kept of one part
	depthMost = 8         // parts within parts
	partsMost = 100
	filesMost = 20
)

// Letter is an e-mail as far as the office reads it.
type Letter struct {
	ID        string // hash of its Message-ID, or of the whole message without one
	At        time.Time
	Address   string // of the writer, in small letters
	Name      string
	Subject   string
	Text      string // without what it quotes
	Files     []File
	Automatic bool // written by a machine: an answer of absence, a bounce, a list
}

// File is a part that is not the text.
type File struct {
	Name string
	Body []byte
}

// Open reads a message. Faults: letterbox.large, letterbox.broken,
// letterbox.deep, letterbox.parts, letterbox.writer.
func Open(r io.Reader) (Letter, error) {
	raw, err := io.ReadAll(io.LimitReader(r, Largest+1))
	if err != nil {
		return Letter{}, err
	}
	if len(raw) > Largest {
		return Letter{}, motcua.InvalidField("message", "letterbox.large", "Most", Largest>>20)
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return Letter{}, &motcua.Fault{Kind: motcua.Invalid, Field: "message", Text: motcua.Say("letterbox.broken"), Cause: err}
	}
	l := Letter{Subject: oneLine(header(m.Header.Get("Subject"))), ID: identify(m.Header.Get("Message-Id"), raw), Automatic: automatic(m.Header)}
	from, err := (&mail.AddressParser{WordDecoder: words()}).Parse(m.Header.Get("From"))
	if err != nil {
		return l, &motcua.Fault{Kind: motcua.Invalid, Field: "message", Text: motcua.Say("letterbox.writer"), Cause: err}
	}
	l.Address, l.Name = strings.ToLower(from.Address), oneLine(clean(from.Name))
	if at, err := m.Header.Date(); err == nil {
		l.At = at
	}
	if user, _, _ := strings.Cut(l.Address, "@"); user == "mailer-daemon" || user == "postmaster" {
		l.Automatic = true
	}
	o := opener{letter: &l}
	if err := o.part(textproto.MIMEHeader(m.Header), m.Body, 0); err != nil {
		return l, err
	}
	if o.plain == "" {
		o.plain = plainOf(o.html)
	}
	l.Text = withoutQuotes(o.plain)
	return l, nil
}

// opener walks the parts of one message.
type opener struct {
	letter      *Letter
	parts       int
	plain, html string
}

func (o *opener) part(h textproto.MIMEHeader, body io.Reader, depth int) error {
	if o.parts++; o.parts > partsMost {
		return motcua.InvalidField("message", "letterbox.parts", "Most", partsMost)
	}
	if depth > depthMost {
		return motcua.InvalidField("message", "letterbox.deep", "Most", depthMost)
	}
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind, params = "text/plain", map[string]string{}
	}
	if strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" {
		return o.inside(multipart.NewReader(body, params["boundary"]), depth)
	}
	body = decoded(body, h.Get("Content-Transfer-Encoding"))
	name := fileNameOf(h, params)
	if name == "" && (kind == "text/plain" || kind == "text/html") {
		return o.text(kind, params["charset"], body)
	}
	if kind == "message/rfc822" && name == "" {
		name = "thu.eml"
	}
	return o.file(name, body)
}

func (o *opener) inside(parts *multipart.Reader, depth int) error {
	for {
		p, err := parts.NextRawPart()
		if err != nil {
			return nil // the end, or what is cut off: what was read before stays
		}
		if err := o.part(p.Header, p, depth+1); err != nil {
			return err
		}
	}
}

func (o *opener) text(kind, charset string, body io.Reader) error {
	raw, err := io.ReadAll(io.LimitReader(body, textMost))
	if err != nil && len(raw) == 0 {
		return nil // broken encoding: nothing to read in this part
	}
	text := inUTF8(raw, charset)
	if kind == "text/html" {
		o.html += text
		return nil
	}
	if o.plain != "" {
		o.plain += "\n"
	}
	o.plain += text
	return nil
}

func (o *opener) file(name string, body io.Reader) error {
	raw, _ := io.ReadAll(body) // bounded by the whole message
	if len(raw) == 0 {
		return nil
	}
	if len(o.letter.Files) >= filesMost {
		return motcua.InvalidField("message", "letterbox.files", "Most", filesMost)
	}
	if name == "" {
		name = "tep"
	}
	o.letter.Files = append(o.letter.Files, File{Name: name, Body: raw})
	return nil
}

func fileNameOf(h textproto.MIMEHeader, params map[string]string) string {
	disposition, more, err := mime.ParseMediaType(h.Get("Content-Disposition"))
	if err == nil && more["filename"] != "" {
		return clean(header(more["filename"]))
	}
	if params["name"] != "" {
		return clean(header(params["name"]))
	}
	if disposition == "attachment" {
		return "tep"
	}
	return ""
}

func decoded(body io.Reader, encoding string) io.Reader {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	}
	return body
}

func words() *mime.WordDecoder {
	return &mime.WordDecoder{CharsetReader: func(charset string, input io.Reader) (io.Reader, error) {
		e, err := htmlindex.Get(charset)
		if err != nil {
			return nil, err
		}
		return e.NewDecoder().Reader(input), nil
	}}
}

func header(s string) string {
	if decoded, err := words().DecodeHeader(s); err == nil {
		s = decoded
	}
	return clean(s)
}

func inUTF8(raw []byte, charset string) string {
	if e, err := htmlindex.Get(charset); err == nil && charset != "" {
		if text, err := e.NewDecoder().Bytes(raw); err == nil {
			raw = text
		}
	}
	return clean(string(raw))
}

// clean keeps what a database and a reader take: UTF-8 without control characters.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func identify(id string, raw []byte) string {
	sum := sha256.Sum256(raw)
	if id = strings.TrimSpace(id); id != "" {
		sum = sha256.Sum256([]byte(id))
	}
	return hex.EncodeToString(sum[:])
}

// automatic tells whether a machine wrote it (RFC 3834): answering it would
// answer a machine, which may answer back.
func automatic(h mail.Header) bool {
	submitted := strings.ToLower(strings.TrimSpace(h.Get("Auto-Submitted")))
	if submitted != "" && submitted != "no" {
		return true
	}
	switch strings.ToLower(strings.TrimSpace(h.Get("Precedence"))) {
	case "bulk", "junk", "list", "auto_reply":
		return true
	}
	for _, name := range []string{"List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond"} {
		if h.Get(name) != "" {
			return true
		}
	}
	kind, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	return err == nil && kind == "multipart/report" || strings.TrimSpace(h.Get("Return-Path")) == "<>"
}
