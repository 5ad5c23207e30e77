package sample

import (
	"encoding/json"
	"fmt"

	"motcua/identity"
)

// People are the sign-ins of the demonstration, one for each role and for each
// consulted agency, with some colleagues; all are invented and say so in their
// names.
func People() ([]identity.Person, error) {
	data, err := files.ReadFile("people.json")
	if err != nil {
		return nil, fmt.Errorf("sample people: %w", err)
	}
	var file struct {
		People []identity.Person `json:"people"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("sample people: %w", err)
	}
	for i := range file.People {
		file.People[i].Active = true
	}
	return file.People, nil
}
