package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"unicode/utf8"

	"motcua"
)

// bodyLimit is the longest body that is read, in bytes.
const bodyLimit = 1 << 20

// readBody reads the body of a request once, for the call and for its
// idempotency key.
func readBody(r *http.Request) ([]byte, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return nil, nil
	}
	body, err := io.ReadAll(io.LimitReader(r.Body, bodyLimit+1))
	switch {
	case err != nil:
		return nil, refused(http.StatusBadRequest, "", "api.body.broken")
	case len(body) > bodyLimit:
		return nil, refused(http.StatusRequestEntityTooLarge, "", "api.body.large", "Limit", bodyLimit>>10)
	case !utf8.Valid(body):
		return nil, refused(http.StatusBadRequest, fieldOfBadByte(body), "api.body.encoding")
	}
	return body, nil
}

var fieldName = regexp.MustCompile(`"([A-Za-z][A-Za-z0-9]*)"\s*:`)

// fieldOfBadByte is the last field that begins before the first byte that is
// not UTF-8; "body" when none does.
func fieldOfBadByte(body []byte) string {
	end := 0
	for end < len(body) {
		r, size := utf8.DecodeRune(body[end:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		end += size
	}
	names := fieldName.FindAllSubmatch(body[:end], -1)
	if len(names) == 0 {
		return "body"
	}
	return string(names[len(names)-1][1])
}

// decode reads a JSON body strictly: a field that the call does not know is a
// fault that names it, since a misspelt field would silently be lost. An empty
// body is an empty object.
func decode(data []byte, into any) error {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return wrongBody(err)
	}
	if _, err := d.Token(); err != io.EOF {
		return refused(http.StatusBadRequest, "", "api.body.twice")
	}
	return nil
}

func wrongBody(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var fault *motcua.Fault
	switch {
	case errors.As(err, &fault):
		return fault
	case errors.As(err, &kind):
		return motcua.InvalidField(orElse(kind.Field, "body"), "api.body.type", "Given", kind.Value, "Wanted", jsonKind(kind.Type.Kind().String()))
	case errors.As(err, &syntax):
		return refused(http.StatusBadRequest, "", "api.body.syntax", "Offset", syntax.Offset)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return refused(http.StatusBadRequest, "", "api.body.unfinished")
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		name = strings.Trim(name, `"`)
		return motcua.InvalidField(name, "api.body.unknown", "Field", name)
	}
	return refused(http.StatusBadRequest, "", "api.body.broken")
}

// jsonKind is what JSON calls a kind of Go value.
func jsonKind(kind string) string {
	switch {
	case strings.HasPrefix(kind, "int"):
		return "integer"
	case kind == "bool":
		return "boolean"
	case kind == "slice":
		return "array"
	case kind == "struct":
		return "object"
	default:
		return kind
	}
}
