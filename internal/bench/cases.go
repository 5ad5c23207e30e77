package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// Driver plays whole cases against a running installation over its JSON API.
type Driver struct {
	URL    string            // of the installation, without /api
	Tokens map[string]string // role → API token
}

// Steps is how many calls follow the receipt in one case.
const Steps = 6

// Cases plays n cases over a number of clients: receipt, hand-over, acceptance,
// assignment, supplement request, supplement, result.
func (d Driver) Cases(ctx context.Context, clients, n int) (Figure, error) {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = clients
	client := &http.Client{Transport: transport}
	defer client.CloseIdleConnections()
	return measure("case: create and six steps", clients, n, func(int, int) error { return d.play(ctx, client) })
}

func (d Driver) play(ctx context.Context, client *http.Client) error {
	var opened struct{ Code string }
	err := d.call(ctx, client, "reception", "/dossiers", `{"procedure":"1.009645","channel":"inPerson",
		"applicant":{"kind":"organization","name":"Công ty TNHH Mẫu","identifier":"3301234567"},"papers":[],"delivery":"counter","note":""}`, &opened)
	if err != nil {
		return err
	}
	base := "/dossiers/" + opened.Code
	var given struct{ ID string }
	if err := d.call(ctx, client, "reception", base+"/handovers", `{"note":""}`, &given); err != nil {
		return err
	}
	steps := []struct{ role, path, body string }{
		{"head", "/handovers/" + given.ID + "/acceptance", `{}`},
		{"head", base + "/assignments", `{"person":"specialist"}`},
		{"specialist", base + "/supplement-requests", `{"reason":"Thiếu giấy tờ","papers":[]}`},
		{"reception", base + "/supplements", `{"papers":[]}`},
		{"director", base + "/results", `{"outcome":"granted","document":{"number":"1/QĐ","title":"Quyết định"}}`},
	}
	for _, s := range steps {
		if err := d.call(ctx, client, s.role, s.path, s.body, nil); err != nil {
			return err
		}
	}
	return nil
}

func (d Driver) call(ctx context.Context, client *http.Client, role, path, body string, answer any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, d.URL+"/api/v1"+path, bytes.NewBufferString(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+d.Tokens[role])
	response, err := client.Do(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode >= 300 {
		return fmt.Errorf("POST %s: %s: %s", path, response.Status, data)
	}
	if answer == nil {
		return nil
	}
	return json.Unmarshal(data, answer)
}
