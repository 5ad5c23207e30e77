package api_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http/httptest"
	"strings"
	"testing"

	"motcua/internal/api"
	"motcua/internal/message"
)

func TestWhatIsOursIsLoggedAndHidden(t *testing.T) {
	words, err := message.Load()
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	broken := api.New(nil, words, api.Config{Log: slog.New(slog.NewTextHandler(&log, nil))})
	answer := httptest.NewRecorder()
	broken.ServeHTTP(answer, httptest.NewRequest("GET", "/api/v1/procedures", nil))
	var problem api.Problem
	if err := json.Unmarshal(answer.Body.Bytes(), &problem); err != nil {
		t.Fatal(err)
	}
	if answer.Code != 500 || problem.Code != "api.internal" || problem.Incident == "" {
		t.Errorf("without an office: got %d %s, want an incident", answer.Code, answer.Body)
	}
	if !strings.Contains(problem.Detail, problem.Incident) || !strings.Contains(log.String(), problem.Incident) {
		t.Errorf("incident %s is not in both the detail %q and the log %s", problem.Incident, problem.Detail, &log)
	}
	if strings.Contains(answer.Body.String(), "nil pointer") {
		t.Errorf("the answer shows our insides: %s", answer.Body)
	}
}
