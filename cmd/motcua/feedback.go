package main

import (
	"context"

	"motcua/identity"
)

// feedbackCmd takes what people say of the office.
type feedbackCmd struct {
	Receive feedbackReceiveCmd `cmd:"" help:"${feedbackReceive}"`
}

type feedbackReceiveCmd struct{ place }

// Run takes one e-mail from standard input, as the pipe of a mail server hands
// it over, and says what became of it.
func (cmd feedbackReceiveCmd) Run(ctx context.Context, con *console) (err error) {
	h, err := cmd.open(ctx, con)
	if err != nil {
		return err
	}
	defer h.closing(&err)
	taken, err := h.office.ReceiveMail(ctx, identity.CommandLine(), con.In)
	switch {
	case err != nil:
		return err
	case taken.Automatic:
		return con.say("cli.feedback.automatic")
	case taken.Before:
		return con.say("cli.feedback.before", "Code", taken.Code)
	case taken.Added:
		return con.say("cli.feedback.added", "Code", taken.Code)
	}
	return con.say("cli.feedback.taken", "Code", taken.Code)
}
