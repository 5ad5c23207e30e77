package catalogue

import (
	"encoding/json"
	"motcua/identity"
)

func isCollected(raw json.RawMessage) bool                          { return false }
func (r *Reading[T]) takeCollected(ref string, raw json.RawMessage) {}
func readWorkflows(data []byte) (Reading[Attachment], error)        { return Reading[Attachment]{}, nil }
func isCollectedAgencies(data []byte) bool                          { return false }
func readCollectedAgencies(data []byte) (Reading[identity.Agency], error) {
	return Reading[identity.Agency]{}, nil
}
