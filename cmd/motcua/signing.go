package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"motcua"
	"motcua/identity"
	"motcua/internal/config"
	"motcua/internal/office"
	"motcua/internal/signing"
	"motcua/internal/signing/standin"
)

// signatures is how the installation signs, as its settings say.
func signatures(s config.Signing) (office.Signatures, error) {
	var files [2][]byte
	for i, named := range [][2]string{{"signing.roots", s.Roots}, {"signing.crl", s.CRL}} {
		if named[1] == "" {
			continue
		}
		data, err := os.ReadFile(filepath.Clean(named[1]))
		if err != nil {
			return office.Signatures{}, motcua.InvalidField(named[0], "config.signing.file", "Key", named[0])
		}
		files[i] = data
	}
	trust, err := signing.NewTrust(files[0], files[1])
	if err != nil {
		f := motcua.InvalidField("signing.roots", "config.signing.file", "Key", "signing.roots")
		f.Cause = err
		return office.Signatures{}, f
	}
	if s.Roots != "" && trust.Empty() {
		return office.Signatures{}, motcua.InvalidField("signing.roots", "config.signing.file", "Key", "signing.roots")
	}
	all := office.Signatures{Secret: []byte(s.Secret), Trust: trust}
	if s.TSA != "" {
		all.Signer.Stamper = signing.NewStamper(s.TSA)
	}
	if s.Remote.URL != "" {
		all.Remote = signing.NewRemote(s.Remote.URL, s.Remote.Secret)
	}
	return all, nil
}

// demoRoot is the file of the authority that certifies the people of the
// demonstration; its key is lost when the first start ends.
const demoRoot = "signing-root.pem"

// demoAuthority founds an authority for a first start; nil when there was one.
func demoAuthority(settings *config.Config, moment time.Time) (*standin.Authority, error) {
	settings.Signing.Roots = filepath.Join(settings.Data, demoRoot)
	if _, err := os.Stat(settings.Signing.Roots); err == nil {
		return nil, nil
	}
	a, err := standin.New("Tổ chức chứng thực trình diễn (mẫu)", moment.AddDate(-2, 0, 0), moment.AddDate(8, 0, 0))
	if err != nil {
		return nil, err
	}
	return a, writeOwn(settings.Signing.Roots, a.Root())
}

// certify gives everybody of the demonstration who signs a certificate, which
// opens with the password that signs them in.
func (h *house) certify(ctx context.Context, a *standin.Authority, moment time.Time) error {
	people, err := actors()
	if err != nil || a == nil {
		return err
	}
	for _, id := range []string{"head", "tp.dkkd", "director", "office"} {
		by := people[id]
		wish := standin.Wish{Name: by.Name, Organisation: "Sở Kế hoạch và Đầu tư (mẫu)", From: moment.AddDate(-1, 0, 0), Until: moment.AddDate(3, 0, 0)}
		if h.office.HoldsSeal(by) {
			wish.Name = wish.Organisation
		}
		if err := h.certifyOne(ctx, a, by, wish); err != nil {
			return err
		}
	}
	return nil
}

func (h *house) certifyOne(ctx context.Context, a *standin.Authority, by identity.Actor, wish standin.Wish) error {
	old, err := h.office.Certificates(ctx, by)
	if err != nil {
		return err
	}
	for _, c := range old { // of an authority that is lost
		if err := h.office.DropCertificate(ctx, by, c.ID); err != nil {
			return err
		}
	}
	file, err := a.KeyFile(wish, demoPassword)
	if err != nil {
		return err
	}
	_, err = h.office.BindCertificate(ctx, by, file, demoPassword)
	return err
}

// putDraft submits the draft of a result.
func putDraft(person, title string) func(*story) error {
	return func(s *story) error {
		file := standin.Sheet(title, "Bản dự thảo của buổi trình diễn; mọi thông tin đều là mẫu.", "Hồ sơ "+s.code)
		_, err := s.PutDraft(s.ctx, s.people[person], office.Target{Code: s.code}, office.DraftInput{Outcome: "granted", Title: title,
			Note: "Hồ sơ hợp lệ, đủ điều kiện. Kính trình lãnh đạo xem xét, ký ban hành.", File: &office.Attachment{Name: "du-thao.pdf", Body: file}})
		return err
	}
}

// stroke signs the draft as whoever is next.
func stroke(person string) func(*story) error {
	return func(s *story) error {
		by := s.people[person]
		view, err := s.Dossier(s.ctx, by, s.code)
		if err != nil {
			return err
		}
		keys, err := s.Certificates(s.ctx, by)
		if err != nil {
			return err
		}
		if len(keys) == 0 || view.Draft == nil {
			return errors.New("the demonstration has nobody who signs")
		}
		_, err = s.SignDraft(s.ctx, by, office.Stroke{Target: office.Target{Code: s.code}, Hash: view.Draft.Hash}, office.Pen{Certificate: keys[0].ID, Password: demoPassword})
		return err
	}
}
