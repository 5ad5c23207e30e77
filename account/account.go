// Package account is the room of applicants who have an account: citizens,
// foreign investors, and people who act for an organisation. It knows who they
// are and whom they may act for; passwords, keys and sessions are kept by the
// office. Nobody needs an account to follow a dossier: its code and key do.
package account

import "time"

// Account is an applicant who signs in.
type Account struct {
	ID         string    `json:"id"`
	Email      string    `json:"email"` // folded to lower case
	Name       string    `json:"name"`
	Phone      string    `json:"phone,omitempty"`
	Identifier string    `json:"identifier,omitempty"` // citizen or passport number
	Address    string    `json:"address,omitempty"`
	CreatedAt  time.Time `json:"createdAt"`
	VerifiedAt time.Time `json:"verifiedAt,omitzero"` // when the e-mail address was proven
}
