package main

import (
	"context"
	"errors"

	"motcua"
	"motcua/internal/config"
	"motcua/internal/mail"
	"motcua/internal/message"
	"motcua/internal/office"
	"motcua/internal/phone"
	"motcua/letter"
)

// correspondence is how letters are written and leave, as the settings say.
func correspondence(settings config.Config) (office.Correspondence, error) {
	words, err := message.Load()
	if err != nil {
		return office.Correspondence{}, err
	}
	c := office.Correspondence{Site: settings.PublicURL, Ways: map[letter.Channel]office.Send{},
		Words: func(lang string, text motcua.Text) string { return words.In(lang).Text(text) },
		Value: func(lang string, value any) string { return words.In(lang).Value(value) }}
	if settings.SMS.URL != "" {
		c.Ways[letter.SMS] = short(phone.NewSMS(settings.SMS.URL, settings.SMS.Token, settings.SMS.From).Send)
	}
	if settings.Zalo.TokenFile != "" {
		c.Ways[letter.Zalo] = short(phone.NewZalo(settings.Zalo.URL, settings.Zalo.TokenFile, settings.Zalo.Template).Send)
	}
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
	c.Ways[letter.Mail] = func(ctx context.Context, m office.Mail) (string, error) {
		err := server.Send(ctx, mail.Letter{ID: m.ID, To: m.To, Subject: m.Subject, Body: m.Body, Unsubscribe: m.Unsubscribe})
		if errors.Is(err, mail.ErrRefused) {
			return "", errors.Join(office.ErrUndeliverable, err)
		}
		return "", err
	}
	return c, nil
}

// short sends letters by a gateway of short messages.
func short(send func(context.Context, phone.Message) (string, error)) office.Send {
	return func(ctx context.Context, m office.Mail) (string, error) {
		number, err := send(ctx, phone.Message{ID: m.ID, To: m.To, Text: m.Body, Link: m.Link})
		if errors.Is(err, phone.ErrRefused) {
			return "", errors.Join(office.ErrUndeliverable, err)
		}
		return number, err
	}
}
