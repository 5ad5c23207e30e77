package main

import (
	"context"
	"fmt"

	"motcua"
	"motcua/identity"
)

// tokenCmd keeps the tokens with which other systems call the API.
type tokenCmd struct {
	Create tokenCreateCmd `cmd:"" help:"${tokenCreate}"`
	Revoke tokenRevokeCmd `cmd:"" help:"${tokenRevoke}"`
}

// tokenOf names whose tokens, and which.
type tokenOf struct {
	place
	Person string `required:"" placeholder:"NAME" help:"${person}"`
	Label  string `default:"api" placeholder:"TEXT" help:"${label}"`
}

type (
	tokenCreateCmd struct{ tokenOf }
	tokenRevokeCmd struct{ tokenOf }
)

// Run prints a new token alone on its line. It is shown this once.
func (cmd tokenCreateCmd) Run(ctx context.Context, con *console) (err error) {
	h, err := cmd.open(ctx, con)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	token, err := h.office.NewToken(ctx, identity.CommandLine(), cmd.Person, cmd.Label)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(con.Out, token)
	return err
}

// Run ends the tokens of a person that carry the label.
func (cmd tokenRevokeCmd) Run(ctx context.Context, con *console) (err error) {
	h, err := cmd.open(ctx, con)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	n, err := h.office.RevokeTokens(ctx, identity.CommandLine(), cmd.Person, cmd.Label)
	if err != nil {
		return err
	}
	if n == 0 {
		return motcua.InvalidField("label", "cli.token.none", "Person", cmd.Person, "Label", cmd.Label)
	}
	return con.say("cli.token.revoked", "Person", cmd.Person, "Label", cmd.Label, "Count", n)
}
