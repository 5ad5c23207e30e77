package motcua_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The limits no file or function may pass. The budgets are 400 and 60 lines;
// the room between is for the one that reads better whole.
const (
	fileLimit     = 450
	functionLimit = 80
)

// source is one Go file of the project.
type source struct {
	path, dir string // slash-separated, from the root of the project
	test      bool
	generated bool // written by templ
	text      string
	syntax    *ast.File
	positions *token.FileSet
}

func TestHouseFilesAreShort(t *testing.T) {
	for _, f := range sources(t) {
		report(t, tooLong(f))
	}
}

func TestHouseNamesAreExplained(t *testing.T) {
	for _, f := range sources(t) {
		report(t, unexplained(f))
	}
}

func TestHousePackagesAreExplained(t *testing.T) {
	packages := map[string][]source{}
	for _, f := range sources(t) {
		if !f.test {
			packages[f.dir] = append(packages[f.dir], f)
		}
	}
	for dir, files := range packages {
		report(t, packageUnexplained(dir, files))
	}
}

func TestHouseSQLIsInTheStore(t *testing.T) {
	for _, f := range sources(t) {
		report(t, statementsOutsideStore(f))
	}
}

func TestHouseHasNoHiddenStart(t *testing.T) {
	for _, f := range sources(t) {
		report(t, hiddenStarts(f))
	}
}

func TestHouseNeverSkips(t *testing.T) {
	for _, f := range sources(t) {
		report(t, skips(f))
	}
}

func TestHouseRulesCatchWhatTheyName(t *testing.T) {
	long := strings.Repeat("\n", functionLimit)
	tests := []struct {
		reason, path, text, want string
		rule                     func(source) []string
	}{
		{"a room may not look up the DAG", "calendar/x.go", `package calendar; import _ "motcua/dossier"`, "may not import motcua/dossier", importsOutsideTable},
		{"a pure room does no I/O", "dossier/x.go", `package dossier; import _ "net/http"`, "may not import net/http", importsOutsideTable},
		{"a pure room has no context", "deadline/x.go", `package deadline; import _ "context"`, "may not import context", importsOutsideTable},
		{"a module must be in the row", "catalogue/x.go", `package catalogue; import _ "github.com/google/uuid"`, "may not import github.com/google/uuid", importsOutsideTable},
		{"pages may not reach the store", "internal/web/x.go", `package web; import _ "motcua/internal/store"`, "may not import motcua/internal/store", importsOutsideTable},
		{"the API may not reach the store", "internal/api/x.go", `package api; import _ "motcua/internal/store"`, "may not import motcua/internal/store", importsOutsideTable},
		{"the API is not the web's child", "internal/api/x.go", `package api; import _ "motcua/internal/web/view/layout"`, "may not import", importsOutsideTable},
		{"pages are not tested through the store", "internal/web/x_test.go", `package web; import _ "motcua/internal/store"`, "front door", importsOutsideTable},
		{"a new directory needs a row", "util/x.go", `package util`, "no row", importsOutsideTable},
		{"a new directory under internal needs a row", "internal/helpers/x.go", `package helpers`, "no row", importsOutsideTable},
		{"the moment is a value", "dossier/x.go", `package dossier; import "time"; var now = time.Now()`, "time.Now", readsTheClock},
		{"the machine's zone is not ours", "calendar/x.go", `package calendar; import "time"; var z = time.Local`, "time.Local", readsTheClock},
		{"SQL outside the store", "internal/office/x.go", "package office; const q = `\n  SELECT id FROM dossier`", "SQL", statementsOutsideStore},
		{"SQL in small letters", "internal/web/x.go", `package web; const q = "insert into dossier values ($1)"`, "SQL", statementsOutsideStore},
		{"a long function", "dossier/x.go", "package dossier\nfunc f() {" + long + "}", "lines", tooLong},
		{"a long file", "dossier/x.go", "package dossier" + strings.Repeat("\n", fileLimit+1), "lines", tooLong},
		{"an exported name without a comment", "dossier/x.go", "package dossier\ntype Dossier struct{}", "Dossier", unexplained},
		{"a comment that does not start with the name", "dossier/x.go", "package dossier\n// It is received.\nfunc Receive() {}", "Receive", unexplained},
		{"a method without a comment", "dossier/x.go", "package dossier\n// D is d.\ntype D struct{}\nfunc (d *D) Due() {}", "Due", unexplained},
		{"a constant without a comment", "dossier/x.go", "package dossier\nconst Limit = 3", "Limit", unexplained},
		{"work before main", "dossier/x.go", "package dossier\nfunc init() {}", "init", hiddenStarts},
		{"a test that skips", "dossier/x_test.go", "package dossier\nfunc f(t *testing.T) { t.Skip() }", "not skip", skips},
		{"a library that panics", "dossier/x.go", "package dossier\nfunc f() { panic(1) }", "panic", hiddenStarts},
	}
	for _, test := range tests {
		t.Run(test.reason, func(t *testing.T) {
			got := strings.Join(test.rule(parse(t, test.path, test.text)), "\n")
			if !strings.Contains(got, test.want) {
				t.Errorf("got %q, want a complaint that holds %q", got, test.want)
			}
		})
	}
}

func tooLong(f source) []string {
	if f.generated || f.test {
		return nil
	}
	var found []string
	if lines := strings.Count(f.text, "\n"); lines > fileLimit {
		found = append(found, fmt.Sprintf("%s has %d lines, more than %d", f.path, lines, fileLimit))
	}
	for _, declaration := range f.syntax.Decls {
		function, ok := declaration.(*ast.FuncDecl)
		if !ok {
			continue
		}
		lines := f.positions.Position(function.End()).Line - f.positions.Position(function.Pos()).Line + 1
		if lines > functionLimit {
			found = append(found, fmt.Sprintf("%s: %s has %d lines, more than %d", f.at(function), function.Name.Name, lines, functionLimit))
		}
	}
	return found
}

// unexplained lists exported names whose comment is missing or does not start
// with them. One comment may explain a group.
func unexplained(f source) []string {
	if f.generated || f.test {
		return nil
	}
	var found []string
	need := func(node ast.Node, name *ast.Ident, doc string) {
		rest, starts := strings.CutPrefix(doc, name.Name)
		if name.IsExported() && (!starts || !strings.HasPrefix(strings.TrimLeft(rest, ",:"), " ")) {
			found = append(found, fmt.Sprintf("%s: the comment of %s must start with that name", f.at(node), name.Name))
		}
	}
	for _, declaration := range f.syntax.Decls {
		switch d := declaration.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil || ast.IsExported(receiver(d)) && !answersForItsType(d) {
				need(d, d.Name, d.Doc.Text())
			}
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					need(s, s.Name, s.Doc.Text()+d.Doc.Text())
				case *ast.ValueSpec:
					if d.Lparen.IsValid() && d.Doc.Text()+s.Doc.Text()+s.Comment.Text() != "" {
						continue
					}
					need(s, s.Names[0], d.Doc.Text()+s.Doc.Text())
				}
			}
		}
	}
	return found
}

// answersForItsType says that a method ignores its receiver's value, such as
// the name of a kind of fact: the comment of the interface speaks for it.
func answersForItsType(d *ast.FuncDecl) bool {
	return d.Recv != nil && len(d.Recv.List[0].Names) == 0
}

func packageUnexplained(dir string, files []source) []string {
	name := files[0].syntax.Name.Name
	want := "Package " + name + " "
	if name == "main" {
		want = "Command " + path.Base(dir) + " "
	}
	for _, f := range files {
		if strings.HasPrefix(f.syntax.Doc.Text(), want) {
			return nil
		}
	}
	return []string{fmt.Sprintf("%s: no file has a package comment that starts with %q", dir, want)}
}

var statement = regexp.MustCompile(`(?is)^\s*(select\s.+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(table|index)\s)`)

func statementsOutsideStore(f source) []string {
	if f.test || within(f.dir, "internal/store") || f.dir == "internal/officetest" { // which asks the server of the tests for its databases
		return nil
	}
	var found []string
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		if text, err := strconv.Unquote(literal.Value); err == nil && statement.MatchString(text) {
			found = append(found, f.at(literal)+" holds SQL, which belongs in internal/store")
		}
		return true
	})
	return found
}

// hiddenStarts lists init functions anywhere and panics outside tests: nothing
// runs before main, and an error is returned.
func hiddenStarts(f source) []string {
	if f.generated || f.test {
		return nil
	}
	var found []string
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Recv == nil && n.Name.Name == "init" {
				found = append(found, f.at(n)+": func init runs before main; hand the value down instead")
			}
		case *ast.CallExpr:
			if called, ok := n.Fun.(*ast.Ident); ok && called.Name == "panic" {
				found = append(found, f.at(n)+": panic; return an error instead")
			}
		}
		return true
	})
	return found
}

// skips lists tests that leave themselves out: what a test needs and lacks is a
// failure that says how to get it.
func skips(f source) []string {
	var found []string
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		selector, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || !slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, selector.Sel.Name) {
			return true
		}
		if on, ok := selector.X.(*ast.Ident); ok && slices.Contains([]string{"t", "b", "f", "tb"}, on.Name) {
			found = append(found, f.at(n)+": a test may fail but not skip; say what is missing and how to get it")
		}
		return true
	})
	return found
}

// sources reads every Go file of the project.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && name != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata" || name == "bin"):
			return fs.SkipDir
		case entry.IsDir() || path.Ext(name) != ".go":
			return nil
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		all = append(all, parse(t, name, string(text)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func parse(t *testing.T, name, text string) source {
	t.Helper()
	positions := token.NewFileSet()
	syntax, err := parser.ParseFile(positions, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	return source{
		path: name, dir: path.Dir(name), text: text, syntax: syntax, positions: positions,
		test:      strings.HasSuffix(name, "_test.go"),
		generated: strings.HasSuffix(name, "_templ.go"),
	}
}

// at is where a node stands, as path:line.
func (f source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", f.path, f.positions.Position(n.Pos()).Line)
}

func receiver(d *ast.FuncDecl) string {
	of := d.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	if generic, ok := of.(*ast.IndexExpr); ok {
		of = generic.X
	}
	if name, ok := of.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}

func report(t *testing.T, found []string) {
	t.Helper()
	for _, complaint := range found {
		t.Error(complaint)
	}
}
