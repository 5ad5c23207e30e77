package motcua_test

import (
	"fmt"
	"go/ast"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// room is one row of the import table: a directory and all below it that have
// no row of their own.
type room struct {
	dir     string
	pure    bool     // what the department does: no I/O, no clock of the machine
	may     []string // rooms it may import; every room may import the root and itself
	uses    []string // modules it may import beside the standard library
	because string   // why this much and not more
}

// What rows have in common: what most rooms stand on, and all rooms of the department.
var (
	below = []string{"calendar", "deadline", "vietnamese"}
	rooms = []string{
		"calendar", "deadline", "vietnamese", "identity", "audit", "catalogue", "interagency", "dossier", "report",
		"document", "account", "territory", "industry", "eform", "feedback", "payment", "submission", "letter", "sheet", "register", "counter", "record", "score", "claim", "narrative", "directive", "inspection", "plan",
		"document", "account", "territory", "industry", "eform", "feedback", "payment", "submission", "letter", "sheet", "register", "counter", "record",
		"score", "claim", "control", "legal", "review",
		"document", "account", "territory", "industry", "eform", "feedback", "payment", "submission", "letter", "sheet", "register", "counter", "record", "score", "claim", "event", "finance", "staff",
	}
)

// table is the import table of the house. A new import is a new word here, and
// the review of that word is the review of the design.
var table = []room{
	{dir: ".", pure: true,
		because: "the root holds what every room shares; it can know none of them"},

	{dir: "vietnamese", pure: true, uses: []string{"golang.org/x/text"},
		because: "letters know nothing of the department"},
	{dir: "calendar", pure: true,
		because: "time is counted below everything that promises a date"},
	{dir: "deadline", pure: true, may: []string{"calendar", "vietnamese"},
		because: "one engine serves dossiers, legs and tasks, so it knows none of them"},
	{dir: "identity", pure: true, may: []string{"calendar", "vietnamese"},
		because: "a right is decided from the post and the object's plain words, not from the dossier's insides"},
	{dir: "audit", pure: true, may: []string{"identity", "vietnamese"},
		because: "the log keeps what it is told; it must not depend on what it watches"},
	{dir: "catalogue", pure: true, may: append([]string{"identity"}, below...),
		because: "a procedure promises terms and names holders; dossiers pin it, not the reverse"},
	{dir: "interagency", pure: true, may: append([]string{"identity"}, below...),
		because: "the effect of parallel legs is arithmetic over due instants, usable without a dossier"},
	{dir: "dossier", pure: true, may: append([]string{"identity", "catalogue", "interagency"}, below...),
		because: "the dossier brings the clock, the pinned version and the consultations together"},
	{dir: "document", pure: true, may: []string{"vietnamese"},
		because: "a file is bytes with a name and a kind; what it is a paper of is for others to say"},
	{dir: "account", pure: true, may: append([]string{"identity"}, below...),
		because: "who somebody is and whom they act for, whatever they submit"},
	{dir: "territory", pure: true, may: []string{"calendar", "vietnamese"},
		because: "places have codes and names as of a day, whoever lives there"},
	{dir: "industry", pure: true, may: []string{"calendar", "vietnamese"},
		because: "activities have codes and names as of a day, whoever does them"},
	{dir: "eform", pure: true, may: []string{"calendar", "identity", "industry", "territory", "vietnamese"}, uses: []string{"github.com/santhosh-tekuri/jsonschema/v6"},
		because: "a form is data and its answers are data; which dossier they go into is for others to say"},
	{dir: "submission", pure: true, may: append([]string{"identity", "catalogue", "dossier", "eform"}, below...),
		because: "what is sent online becomes a dossier; the dossier knows nothing of how it came"},
	{dir: "feedback", pure: true, may: append([]string{"identity"}, below...),
		because: "what people say of the office has clocks and readers of its own, and is not part of a dossier"},
	{dir: "payment", pure: true, may: append([]string{"identity", "catalogue"}, below...),
		because: "money is due under a version of a procedure and belongs to a dossier by its id; the dossier knows nothing of money"},
	{dir: "counter", pure: true, may: []string{"calendar", "dossier", "identity", "vietnamese"},
		because: "numbers and duty are of the desk, not of a dossier; the codes that its scanners read are"},
	{dir: "letter", pure: true, may: []string{"vietnamese"}, uses: []string{"golang.org/x/text"},
		because: "how people are written to is the same whatever is told; who tells it knows the letter, not the reverse"},
	{dir: "sheet", pure: true, may: []string{"calendar"},
		because: "a form is text with fields; what fills them is told by who prints"},
	{dir: "register", pure: true, may: append([]string{"identity"}, below...),
		because: "the books of documents number and date papers of any kind; what a paper is about is for others to say"},
	{dir: "record", pure: true, may: []string{"calendar", "identity", "vietnamese"},
		because: "what records have in common knows none of the nouns that are records"},
	{dir: "inspection", pure: true, may: []string{"calendar", "identity", "record", "vietnamese"},
		because: "an inspection keeps figures and codes of dossiers as they stood, and knows no dossier"},
	{dir: "directive", pure: true, may: []string{"calendar", "identity", "record", "vietnamese"},
		because: "an order rests on papers of any kind; it names them and knows none of their rooms"},
	{dir: "plan", pure: true, may: append([]string{"identity", "record", "register"}, below...),
		because: "a plan is an official document with tasks; its number is read as the register reads it, and reports read plans, not the reverse"},
	{dir: "control", pure: true, may: append([]string{"identity", "catalogue", "record"}, below...),
		because: "a decision of publication changes the catalogue; the catalogue knows versions, not what was done about the paper"},
	{dir: "review", pure: true, may: []string{"calendar", "record", "vietnamese"},
		because: "a review names a procedure by its code and counts what it costs people; the catalogue is changed by decisions"},
	{dir: "legal", pure: true, may: append([]string{"identity", "record"}, below...),
		because: "legal documents replace one another; what rests on them is for others to ask"},
	{dir: "report", pure: true, may: append([]string{"identity", "catalogue", "interagency", "dossier"}, below...),
		because: "figures are counted from dossiers; nothing is decided from figures"},
	{dir: "score", pure: true, may: []string{"calendar", "deadline", "record", "report", "vietnamese"},
		because: "points are counted from standings and sums that others name; a score never changes what it judges"},
	{dir: "event", pure: true, may: []string{"calendar", "identity", "record", "vietnamese"},
		because: "what the department does towards people is told by its own record, whoever reports on it"},
	{dir: "finance", pure: true, may: []string{"calendar", "record", "vietnamese"},
		because: "what is planned, estimated and disclosed is dated; the money of dossiers is payment's"},
	{dir: "staff", pure: true, may: []string{"calendar", "record", "vietnamese"},
		because: "posts and people are counted here; who may do what is identity's"},
	{dir: "claim", pure: true, may: []string{"calendar", "register", "report", "vietnamese"}, uses: []string{"golang.org/x/text"},
		because: "a text is held against the facts of a period; where they come from is for others to say"},
	{dir: "narrative", pure: true, may: append([]string{"record", "report", "sheet"}, below...),
		because: "a report is texts with figures in them; who counted the figures is for others to say"},
	{dir: "sample", pure: true, may: rooms,
		because: "the embedded department is data in the rooms' own types"},

	{dir: "internal/message", may: below,
		uses:    []string{"github.com/BurntSushi/toml", "github.com/nicksnyder/go-i18n/v2", "golang.org/x/text"},
		because: "sentences format the values of the lowest rooms and know no noun above them"},
	{dir: "internal/config", uses: []string{"github.com/knadh/koanf", "go.yaml.in/yaml/v3", "github.com/c2h5oh/datasize"},
		because: "configuration is read before anything else exists"},
	{dir: "internal/letterbox", uses: []string{"golang.org/x/net/html", "golang.org/x/text"},
		because: "an e-mail is opened without knowing what the office does with it"},
	{dir: "internal/mail", uses: []string{"github.com/wneessen/go-mail"},
		because: "a mail server is told addresses and words, not what they are about"},
	{dir: "internal/sso", uses: []string{"github.com/coreos/go-oidc/v3", "golang.org/x/oauth2"},
		because: "a provider of identities says who somebody is, and knows nothing of accounts"},
	{dir: "internal/passkey", uses: []string{"github.com/go-webauthn/webauthn"},
		because: "what a browser proves with a passkey is told to whoever keeps the accounts"},
	{dir: "internal/phone",
		because: "a gateway of short messages is told numbers and words, not what they are about"},
	{dir: "internal/archive", uses: []string{"gocloud.dev", "github.com/aws/aws-sdk-go-v2", "github.com/aws/smithy-go"},
		because: "bytes under their hash know nothing of what they are"},
	{dir: "internal/pdfpages", uses: []string{"github.com/pdfcpu/pdfcpu"},
		because: "pages are cut and turned without knowing what is written on them"},
	{dir: "internal/hopper",
		because: "a directory is watched without knowing what its files are"},
	{dir: "internal/clamd",
		because: "a virus scanner is told bytes and nothing of whose they are"},
	{dir: "internal/bpmn", may: append([]string{"catalogue", "identity"}, below...),
		because: "a process becomes a file of another notation and back; who may keep it is not its business"},
	{dir: "internal/print", may: []string{"calendar", "internal/docx", "internal/typeface", "narrative", "sheet"}, uses: []string{"codeberg.org/go-pdf/fpdf", "github.com/boombuler/barcode"},
		because: "a page is set from a form and its values, whoever they are of"},
	{dir: "internal/docx",
		because: "a file format knows nothing of what is written in it"},
	{dir: "internal/workbook", may: []string{"calendar", "vietnamese"}, uses: []string{"github.com/xuri/excelize/v2"},
		because: "a spreadsheet is rows of texts; what its columns mean is for others to say"},
	{dir: "internal/statement", may: []string{"vietnamese"}, uses: []string{"github.com/xuri/excelize/v2", "golang.org/x/text"},
		because: "a bank's file becomes a table of texts; what it says is read by payment"},
	{dir: "internal/gateway", may: []string{"calendar"},
		because: "the words of a payment gateway's contract, which know no dossier"},
	{dir: "internal/gateway/standin",
		because: "the stand-in signs by its own reading of the protocol, not by the code it tests"},
	{dir: "internal/typeface",
		because: "letters know nothing of what is written with them"},
	{dir: "internal/signing", may: []string{"internal/typeface"},
		uses:    []string{"github.com/digitorus/pdf", "github.com/digitorus/pkcs7", "github.com/digitorus/timestamp", "software.sslmate.com/src/go-pkcs12", "golang.org/x/crypto", "golang.org/x/image"},
		because: "a file is signed and checked without knowing what it is the result of"},
	{dir: "internal/signing/standin", may: []string{"internal/signing"}, uses: []string{"github.com/digitorus/timestamp", "software.sslmate.com/src/go-pkcs12"},
		because: "an authority for demonstrations issues certificates, and knows nothing of what is signed with them"},
	{dir: "internal/store", may: rooms,
		uses: []string{
			"github.com/jackc/pgx/v5", "modernc.org/sqlite", "github.com/pressly/goose/v3",
			"github.com/riverqueue/river", "github.com/google/uuid",
		},
		because: "all SQL lives here and speaks only of the rooms' types"},
	{dir: "internal/job", may: append([]string{"internal/store", "internal/message"}, rooms...),
		uses:    []string{"github.com/riverqueue/river", "github.com/jackc/pgx/v5"},
		because: "background work is enqueued by use cases and must not know pages"},
	{dir: "internal/office", may: append([]string{"internal/archive", "internal/docx", "internal/gateway", "internal/letterbox", "internal/passkey", "internal/pdfpages", "internal/print", "internal/signing", "internal/statement", "internal/store", "internal/job", "internal/workbook", "sample"}, rooms...),
		uses:    []string{"golang.org/x/crypto", "golang.org/x/sync", "github.com/google/uuid", "github.com/gabriel-vasile/mimetype", "github.com/pquerna/otp"},
		because: "a use case asks may they, loads, lets a room decide, saves; how it is shown is not its business; an empty office is furnished from the sample"},

	{dir: "internal/web/asset",
		because: "files served for ever under hashed names depend on nothing that changes"},
	{dir: "internal/web/view", may: append([]string{"internal/message", "internal/office", "internal/web/asset"}, rooms...),
		uses:    []string{"github.com/a-h/templ", "github.com/boombuler/barcode"},
		because: "a view draws what it is handed and fetches nothing"},
	{dir: "internal/web",
		may: append([]string{
			"internal/bpmn", "internal/docx", "internal/message", "internal/office", "internal/passkey", "internal/print", "internal/sso", "internal/web/asset", "internal/web/view", "internal/gateway", "internal/workbook",
		}, rooms...),
		uses:    []string{"github.com/a-h/templ", "github.com/alexedwards/scs/v2", "golang.org/x/sync", "github.com/xuri/excelize/v2", "github.com/google/uuid", "github.com/tus/tusd/v2", "golang.org/x/exp"},
		because: "a handler parses, calls one use case, renders; it may not reach past office into store"},
	{dir: "internal/api", may: append([]string{"internal/message", "internal/office"}, rooms...),
		uses:    []string{"github.com/danielgtaylor/huma/v2", "golang.org/x/text"},
		because: "the API is the web's sibling over the same use cases, not its child and not the store's"},

	{dir: "internal/officetest/cluster",
		because: "a throw-away PostgreSQL knows nothing of what is stored in it"},
	{dir: "internal/officetest/testpg", may: []string{"internal/officetest/cluster"},
		because: "it only runs a command beside the cluster"},
	{dir: "internal/officetest",
		may: append([]string{
			"sample", "internal/archive", "internal/config", "internal/job", "internal/message", "internal/office",
			"internal/officetest/cluster", "internal/store",
		}, rooms...),
		uses:    []string{"github.com/jackc/pgx/v5", "github.com/aws/aws-sdk-go-v2"},
		because: "tests get a whole office, without its pages"},
	{dir: "internal/print/printtest",
		because: "what is printed is looked at from outside, whatever printed it"},
	{dir: "internal/web/browsertest", may: []string{"internal/web/asset"},
		uses:    []string{"github.com/chromedp/chromedp", "github.com/chromedp/cdproto"},
		because: "a browser for tests sees the program from outside"},

	{dir: "internal/bench", may: append([]string{"internal/archive", "internal/office", "internal/store"}, rooms...),
		uses:    []string{"github.com/google/uuid"},
		because: "load is made by the same decisions and stored by the same store that it measures"},

	{dir: "cmd/motcua",
		may: append([]string{
			"sample", "internal/api", "internal/archive", "internal/clamd", "internal/gateway", "internal/gateway/standin", "internal/bench", "internal/config", "internal/hopper", "internal/gateway", "internal/job", "internal/mail", "internal/message",
			"internal/office", "internal/phone", "internal/print", "internal/signing", "internal/signing/standin", "internal/sso", "internal/store", "internal/web", "internal/web/view",
		}, rooms...),
		uses: []string{
			"github.com/alecthomas/kong", "github.com/mattn/go-isatty", "golang.org/x/sync", "golang.org/x/term",
		},
		because: "the command wires the house together"},
}

// impure are the packages, each with all below it, that a pure room may not import.
var impure = []string{
	"context", "crypto/rand", "database", "log", "math/rand", "net", "os", "reflect", "runtime", "syscall", "unsafe",
}

// unclean are the names of package time that read or wait for the machine's clock or zone.
var unclean = []string{"After", "AfterFunc", "Local", "NewTicker", "NewTimer", "Now", "Since", "Sleep", "Tick", "Until"}

func TestHouseImports(t *testing.T) {
	for _, f := range sources(t) {
		report(t, importsOutsideTable(f))
	}
}

func TestHousePureRoomsTakeTheMomentAsAValue(t *testing.T) {
	for _, f := range sources(t) {
		report(t, readsTheClock(f))
	}
}

func TestHouseTableHasEveryRoomOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range table {
		if seen[row.dir] {
			t.Errorf("the import table has two rows for %s", row.dir)
		}
		seen[row.dir] = true
	}
	for _, row := range table {
		for _, other := range row.may {
			if !seen[other] {
				t.Errorf("row %s of the import table speaks of %s, which has no row", row.dir, other)
			}
		}
	}
}

// importsOutsideTable lists what a file imports without its row allowing it.
// Tests may import what they like, save that pages may not be tested by looking
// into the store.
func importsOutsideTable(f source) []string {
	row, ok := roomOf(f.dir)
	if !ok {
		return []string{f.path + ": the directory has no row in the import table of arch_test.go"}
	}
	var found []string
	for _, spec := range f.syntax.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			found = append(found, fmt.Sprintf("%s: %v", f.path, err))
			continue
		}
		if f.test {
			if (row.dir == "internal/web" || row.dir == "internal/api") && imported == "motcua/internal/store" {
				found = append(found, f.path+" tests through the store; test through the front door")
			}
			continue
		}
		if !row.allows(imported) {
			found = append(found, fmt.Sprintf("%s may not import %s: %s", f.path, imported, row.because))
		}
	}
	return found
}

func (r room) allows(imported string) bool {
	if imported == "motcua" {
		return true
	}
	if dir, ours := strings.CutPrefix(imported, "motcua/"); ours {
		other, ok := roomOf(dir)
		return ok && (other.dir == r.dir || slices.Contains(r.may, other.dir))
	}
	under := func(parent string) bool { return within(imported, parent) }
	if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
		return !r.pure || !slices.ContainsFunc(impure, under)
	}
	return slices.ContainsFunc(r.uses, under)
}

// readsTheClock lists the places where a pure room asks the machine what time
// or where it is.
func readsTheClock(f source) []string {
	row, ok := roomOf(f.dir)
	if !ok || !row.pure || f.test {
		return nil
	}
	var found []string
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		selector, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		from, ok := selector.X.(*ast.Ident)
		if ok && from.Name == "time" && slices.Contains(unclean, selector.Sel.Name) {
			found = append(found, fmt.Sprintf("%s uses time.%s: a pure room is told the moment", f.at(selector), selector.Sel.Name))
		}
		return true
	})
	return found
}

// roomOf is the row of the nearest directory at or above dir. The root's row is
// the root's alone: a new directory needs a row.
func roomOf(dir string) (room, bool) {
	for ; ; dir = path.Dir(dir) {
		for _, row := range table {
			if row.dir == dir {
				return row, true
			}
		}
		if parent := path.Dir(dir); parent == "." || parent == dir {
			return room{}, false
		}
	}
}

func within(name, parent string) bool {
	return name == parent || strings.HasPrefix(name, parent+"/")
}
