package main

import (
	"context"

	"motcua"
	"motcua/identity"
)

// feedbackCmd takes what people say of the office.
type feedbackCmd struct {
	Receive feedbackReceiveCmd `cmd:"" help:"${feedbackReceive}"`
}

type feedbackReceiveCmd struct{ place }

// later is a failure that is worth another try.
type later struct{ error }

// Unwrap gives what failed.
func (l later) Unwrap() error { return l.error }

// Run takes one e-mail from standard input, as the pipe of a mail server hands
// it over, and says what became of it.
func (cmd feedbackReceiveCmd) Run(ctx context.Context, con *console) (err error) {
	defer func() {
		if err != nil && motcua.KindOf(err) == motcua.Internal {
			err = later{err}
		}
	}()
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
