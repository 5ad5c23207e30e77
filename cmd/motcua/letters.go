package main

import (
	"context"
	"errors"

	"motcua"
	"motcua/internal/config"
	"motcua/internal/mail"
	"motcua/internal/message"
	"motcua/internal/office"
)

// correspondence is how letters are written and leave, as the settings say.
func correspondence(settings config.Config) (office.Correspondence, error) {
	words, err := message.Load()
	if err != nil {
		return office.Correspondence{}, err
	}
	c := office.Correspondence{Site: settings.PublicURL, Words: func(lang string, text motcua.Text) string {
		if lang != message.English {
			lang = message.Vietnamese
		}
		return words.In(lang).Text(text)
	}}
	if settings.Mail.Address == "" {
		return c, nil
	}
	server, err := mail.New(mail.Settings{Address: settings.Mail.Address, From: settings.Mail.From, User: settings.Mail.User,
		Password: settings.Mail.Password, TLS: settings.Mail.TLS})
	if err != nil {
		fault := motcua.InvalidField("mail.from", "config.mail.from")
		fault.Cause = err
		return c, fault
	}
	c.Send = func(ctx context.Context, m office.Mail) error {
		err := server.Send(ctx, m.ID, m.To, m.Subject, m.Body)
		if errors.Is(err, mail.ErrRefused) {
			return errors.Join(office.ErrUndeliverable, err)
		}
		return err
	}
	return c, nil
}
