package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"motcua/identity"
)

// Route is one address of the web.
type Route struct {
	name    string // what links and the log call it
	method  string
	pattern string // of http.ServeMux
	handler func(*Web, http.ResponseWriter, *http.Request) error
	who     []identity.Role // empty: the public
	most    int64           // largest body in bytes; 0: 1 MiB
	own     bool            // needs an applicant's account
	raw     bool            // the body is no form; the handler reads it
	alone   bool            // asked for by a page that is open, not by its reader: keeps no session awake
}

// Who may open a page, where the use case behind it does not say more finely.
var (
	everyRole = identity.Roles()
	keepers   = []identity.Role{identity.Office, identity.Admin}
)

// staffRoles are the people of the department and its desk.
var staffRoles = []identity.Role{
	identity.Reception, identity.Specialist, identity.Head, identity.Director, identity.Office, identity.Admin,
}

// importSize holds the largest file that can be imported.
const importSize = 16 << 20

// routes is the table of every address; links are built from it by [Web.address].
func routes() []Route {
	return slices.Concat([]Route{
		{name: "home", method: "GET", pattern: "/{$}", handler: (*Web).home},
		{name: "health", method: "GET", pattern: "/healthz", handler: (*Web).health},
		{name: "display", method: "POST", pattern: "/hien-thi", handler: (*Web).setDisplay},
		{name: "robots", method: "GET", pattern: "/robots.txt", handler: (*Web).robots},
		{name: "track", method: "GET", pattern: "/tra-cuu", handler: (*Web).trackForm},
		{name: "track.post", method: "POST", pattern: "/tra-cuu", handler: (*Web).lookUp},
		{name: "tracked", method: "GET", pattern: "/tra-cuu/{code}", handler: (*Web).track},
		{name: "scanned", method: "GET", pattern: "/t/{code}/{key}", handler: (*Web).scanned},
		{name: "contact", method: "GET", pattern: "/lien-he", handler: (*Web).contact},
		{name: "access", method: "GET", pattern: "/tro-nang", handler: (*Web).access},
		{name: "privacy", method: "GET", pattern: "/rieng-tu", handler: (*Web).privacy},

		{name: "signIn", method: "GET", pattern: "/dang-nhap", handler: (*Web).signInForm},
		{name: "signIn.post", method: "POST", pattern: "/dang-nhap", handler: (*Web).signIn},
		{name: "signOut", method: "POST", pattern: "/dang-xuat", handler: (*Web).signOut},
		{name: "demo.signIn", method: "POST", pattern: "/trinh-dien/vao-vai", handler: (*Web).signInDemo},

		// Pages of the staff.
		{name: "desk", method: "GET", pattern: "/can-bo", handler: (*Web).desk, who: everyRole},
		{name: "catalogue", method: "GET", pattern: "/can-bo/danh-muc/thu-tuc", handler: (*Web).catalogue, who: staffRoles},
		{name: "catalogue.procedure", method: "GET", pattern: "/can-bo/danh-muc/thu-tuc/{code}", handler: (*Web).catalogueProcedure, who: staffRoles},
		{name: "calendars", method: "GET", pattern: "/can-bo/danh-muc/lich", handler: (*Web).calendars, who: staffRoles},
		{name: "import", method: "GET", pattern: "/can-bo/danh-muc/nhap", handler: (*Web).importForm, who: keepers},
		{name: "import.post", method: "POST", pattern: "/can-bo/danh-muc/nhap", handler: (*Web).importFile, who: keepers, most: importSize},
	}, findRoutes(), eformRoutes(), accountRoutes(), passkeyRoutes(), submitRoutes(), uploadRoutes(), followRoutes(), messageRoutes(), resultRoutes(), payRoutes(),
		feedbackRoutes(), signRoutes(), registerRoutes(), papersRoutes(), processRoutes(), searchRoutes(), counterRoutes(), staffRoutes(), listRoutes(), sheetRoutes(), scoreRoutes(), dashboardRoutes(), claimRoutes(), reportRoutes(), reformRoutes(), planRoutes(), controlRoutes(), reviewRoutes(), filingRoutes())
}

// address is the address of a named route, its {wildcards} filled in order;
// "" when there is no such route.
func (w *Web) address(name string, values ...string) string {
	p := strings.TrimSuffix(w.routes[name].pattern, "{$}")
	for _, value := range values {
		open, end := strings.IndexByte(p, '{'), strings.IndexByte(p, '}')
		if open < 0 || end < open {
			break
		}
		p = p[:open] + url.PathEscape(value) + p[end+1:]
	}
	return p
}

// with adds a query to an address; names and values alternate, and empty
// values are left out.
func with(address string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return address
	}
	return address + "?" + q.Encode()
}

// local tells whether a path leads to this site and nowhere else, so that a
// link with a target cannot send a reader away.
func local(path string) bool {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return false
	}
	u, err := url.Parse(path)
	return err == nil && u.Host == "" && u.Scheme == ""
}
