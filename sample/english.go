package sample

import (
	"encoding/json"
	"fmt"

	"motcua/catalogue"
)

// english is our own translation, without force of law: names of fields by
// their Vietnamese names, names of procedures by code, and texts of versions by
// their Vietnamese wording, so that what several of them say is translated once.
type english struct {
	Fields map[string]string `json:"fields"`
	Names  map[string]string `json:"names"`
	Texts  map[string]string `json:"texts"`
}

// Topics are the events of life and business that people come for, each with
// the procedures it usually takes: our own choice among the sample's procedures.
func Topics() ([]catalogue.Topic, error) { return read("topics.json", catalogue.ReadTopics) }

// translate puts the English names and texts beside the Vietnamese ones.
func translate(procedures []catalogue.Procedure) error {
	data, err := files.ReadFile("english.json")
	if err != nil {
		return fmt.Errorf("sample: %w", err)
	}
	var e english
	if err := json.Unmarshal(data, &e); err != nil {
		return fmt.Errorf("sample: english.json: %w", err)
	}
	for i := range procedures {
		p := &procedures[i]
		p.FieldEN = e.Fields[p.Field]
		if p.NameEN == "" {
			p.NameEN = e.Names[p.Code]
		}
		for _, text := range p.Texts() {
			if said, ok := e.Texts[text]; ok {
				if p.English == nil {
					p.English = map[string]string{}
				}
				p.English[text] = said
			}
		}
	}
	return nil
}
