package sample

import (
	"encoding/json"
	"fmt"

	"motcua/score"
)

// ScoreSets are the sets of criteria by which the department scores itself.
func ScoreSets() ([]score.Set, error) {
	data, err := files.ReadFile("scores.json")
	if err != nil {
		return nil, err
	}
	var file struct {
		Sets []score.Set `json:"sets"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, fmt.Errorf("sample: scores.json: %w", err)
	}
	return file.Sets, nil
}
