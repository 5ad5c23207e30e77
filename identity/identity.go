// Package identity knows the people of the one-stop system: agencies and their
// units, persons and the posts they hold, and what a post may do. Rights are
// plain Go ([Can]), so that a table of cases can test every one of them.
package identity

// Agency is a body that takes part in handling dossiers: the department, the
// service centre, a consulted department, the provincial People's Committee.
type Agency struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	ShortName string `json:"shortName"`
	Calendar  string `json:"calendar"` // id of its working calendar
	Units     []Unit `json:"units,omitempty"`
	// What stands at the head of its papers (NĐ 30/2020/NĐ-CP, phụ lục I): the
	// body it is under, and where it is; and its telephone.
	Parent string `json:"parent,omitempty"`
	Place  string `json:"place,omitempty"`
	Phone  string `json:"phone,omitempty"`
}

// Unit is a division (phòng) of an agency.
type Unit struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Unit finds a unit of the agency; false when it has none of that id.
func (a Agency) Unit(id string) (Unit, bool) {
	for _, u := range a.Units {
		if u.ID == id {
			return u, true
		}
	}
	return Unit{}, false
}

// Role is what a post is for.
type Role string

// The roles of the staff.
const (
	Reception  Role = "reception"  // receives and returns at the service centre
	Specialist Role = "specialist" // appraises (chuyên viên)
	Head       Role = "head"       // heads a division (trưởng phòng)
	Director   Role = "director"   // leads the agency (lãnh đạo Sở)
	Office     Role = "office"     // the department's office: catalogue, plans, figures
	Admin      Role = "admin"      // keeps the system
	Consulted  Role = "consulted"  // answers for a consulted agency
)

// Roles lists every role, in the order in which lists show them.
func Roles() []Role {
	return []Role{Reception, Specialist, Head, Director, Office, Admin, Consulted}
}

// Post is a role held in a unit of an agency. Unit is empty for a post that
// stands for the whole agency.
type Post struct {
	Agency string `json:"agency"`
	Unit   string `json:"unit,omitempty"`
	Role   Role   `json:"role"`
}

// Person is somebody who signs in.
type Person struct {
	ID     string `json:"id"` // the sign-in name
	Name   string `json:"name"`
	Title  string `json:"title,omitempty"`
	Posts  []Post `json:"posts"`
	Active bool   `json:"active"`
}

// Actor is a person acting, with where the act comes from. The zero Actor is
// the public: it holds no post.
type Actor struct {
	Person string `json:"person"`
	Name   string `json:"name"`
	Posts  []Post `json:"posts,omitempty"`
	From   string `json:"from,omitempty"` // network address, or "job", "cli"
	For    string `json:"for,omitempty"`  // sign-in name of the person acted for; "" for oneself
	Own    []Post `json:"own,omitempty"`  // posts held by oneself while one acts for another
}

// Acting is the person about to act from an address.
func (p Person) Acting(from string) Actor {
	return Actor{Person: p.ID, Name: p.Name, Posts: p.Posts, From: from}
}

// CommandLine is whoever administers the installation from its command line.
func CommandLine() Actor {
	return Actor{Person: "cli", Name: "motcua", Posts: []Post{{Role: Admin}}, From: "cli"}
}

// System is the actor of background work, named by what it does.
func System(job string) Actor { return Actor{Person: "system", Name: "motcua", From: "job:" + job} }

// ByKey is the account of an applicant who has none: the code and the key of a
// receipt let them act.
const ByKey = "key"

// Applicant is somebody outside the office who acts on what is their own: with
// an account, or ByKey. It holds no post.
func Applicant(account, name, from string) Actor {
	return Actor{Person: "applicant:" + account, Name: name, From: from}
}

// Is tells whether the actor holds one of the roles anywhere.
func (a Actor) Is(roles ...Role) bool {
	_, ok := a.post("", "", roles)
	return ok
}

// In tells whether the actor holds one of the roles (any role when none is
// named) in the agency, and in the unit unless that is empty. A post for the
// whole agency counts in each of its units; nobody is in an agency without id.
func (a Actor) In(agency, unit string, roles ...Role) bool {
	if agency == "" {
		return false
	}
	_, ok := a.post(agency, unit, roles)
	return ok
}

// Staff tells whether the actor works for the lead department or its one-stop
// desk, not for a consulted agency alone.
func (a Actor) Staff() bool {
	return a.Is(Reception, Specialist, Head, Director, Office, Admin)
}

// Agencies lists the agencies in which the actor holds a post, without doubles.
func (a Actor) Agencies() []string {
	var ids []string
	seen := map[string]bool{}
	for _, p := range a.Posts {
		if !seen[p.Agency] {
			seen[p.Agency] = true
			ids = append(ids, p.Agency)
		}
	}
	return ids
}

// MainRole is the role of the actor's first post; "" for the public and for
// background work.
func (a Actor) MainRole() Role {
	if len(a.Posts) == 0 {
		return ""
	}
	return a.Posts[0].Role
}

func (a Actor) post(agency, unit string, roles []Role) (Post, bool) {
	for _, p := range a.Posts {
		if agency != "" && p.Agency != agency {
			continue
		}
		if unit != "" && p.Unit != "" && p.Unit != unit {
			continue
		}
		if len(roles) == 0 {
			return p, true
		}
		for _, r := range roles {
			if p.Role == r {
				return p, true
			}
		}
	}
	return Post{}, false
}
