package message_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"golang.org/x/text/unicode/norm"

	"motcua/internal/message"
)

// sentences reads the files of a language as they stand: key → its forms.
func sentences(t *testing.T, lang string) map[string][]string {
	t.Helper()
	names, err := filepath.Glob(lang + "/*.toml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no messages in %s: %v", lang, err)
	}
	all := map[string][]string{}
	for _, name := range names {
		var file map[string]any
		if _, err := toml.DecodeFile(name, &file); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for key, value := range file {
			if _, twice := all[key]; twice {
				t.Errorf("%s: the key %s stands in another file too", name, key)
			}
			switch v := value.(type) {
			case string:
				all[key] = []string{v}
			case map[string]any:
				for _, form := range v {
					all[key] = append(all[key], form.(string))
				}
			default:
				t.Errorf("%s: %s is neither a sentence nor its forms", name, key)
			}
		}
	}
	return all
}

func TestBothLanguagesSayTheSame(t *testing.T) {
	vi, en := sentences(t, "vi"), sentences(t, "en")
	for key := range vi {
		if _, ok := en[key]; !ok {
			t.Errorf("%s has no English", key)
		}
	}
	for key, forms := range en {
		original, ok := vi[key]
		if !ok {
			t.Errorf("%s has no Vietnamese", key)
			continue
		}
		for _, form := range append(slices.Clone(forms), original...) {
			if got, want := parameters(form), parameters(original[0]); !reflect.DeepEqual(got, want) {
				t.Errorf("%s speaks of %v in one language and %v in the other", key, got, want)
			}
		}
	}
}

func TestSentencesAreWholeAndNormal(t *testing.T) {
	for _, lang := range []string{"vi", "en"} {
		for key, forms := range sentences(t, lang) {
			for _, form := range forms {
				if strings.TrimSpace(form) == "" || strings.TrimSpace(form) != form {
					t.Errorf("%s %s is empty or has blanks around it: %q", lang, key, form)
				}
				if !norm.NFC.IsNormalString(form) {
					t.Errorf("%s %s is not in NFC", lang, key)
				}
				if strings.ContainsRune(form, 'Ð') {
					t.Errorf("%s %s has the letter eth instead of Đ", lang, key)
				}
			}
		}
	}
}

var parameter = regexp.MustCompile(`{{-?\s*\.(\w+)`)

func parameters(sentence string) []string {
	names := []string{}
	for _, m := range parameter.FindAllStringSubmatch(sentence, -1) {
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
	}
	slices.Sort(names)
	return names
}

// keyAt tells at which argument of a call its key stands.
var keyAt = map[string]int{"T": 0, "Say": 0, "InvalidField": 1, "Refused": 1}

func TestEveryKeyInTheCodeHasItsSentence(t *testing.T) {
	p := load(t).In(message.Vietnamese)
	found := 0
	for _, file := range goFiles(t) {
		for key, position := range keysIn(t, file) {
			found++
			if !p.Has(key) {
				t.Errorf("%s: the key %s has no sentence", position, key)
			}
		}
	}
	if found < 20 {
		t.Errorf("found %d keys in the code: the search is broken", found)
	}
}

func goFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "testdata" || path != root && strings.HasPrefix(d.Name(), ".") && d.Name() != "..") {
			return fs.SkipDir
		}
		if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func keysIn(t *testing.T, file string) map[string]token.Position {
	t.Helper()
	return keysOf(t, file, keyAt)
}

// keysOf finds the keys written out in calls of the functions named, at the
// argument given for each.
func keysOf(t *testing.T, file string, keyAt map[string]int) map[string]token.Position {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	tree, err := parser.ParseFile(set, file, src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]token.Position{}
	ast.Inspect(tree, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		at, ok := keyAt[name(call.Fun)]
		if !ok || at >= len(call.Args) {
			return true
		}
		if lit, ok := call.Args[at].(*ast.BasicLit); ok && lit.Kind == token.STRING {
			if key, err := strconv.Unquote(lit.Value); err == nil {
				keys[key] = set.Position(lit.Pos())
			}
		}
		return true
	})
	return keys
}

func name(fun ast.Expr) string {
	switch f := fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	}
	return ""
}
