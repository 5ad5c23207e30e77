package main

import (
	"motcua/calendar"
	"motcua/catalogue"
	"motcua/deadline"
	"motcua/dossier"
	"motcua/interagency"
	"motcua/internal/office"
)

func (s *story) target() office.Target { return office.Target{Code: s.code} }

// receive is the first scene: who hands in what, and how.
func receive(procedure string, channel catalogue.ChannelKind, party dossier.Party) func(*story) error {
	return func(s *story) error {
		in := dossier.Intake{Procedure: procedure, Channel: channel, Applicant: party, Delivery: dossier.AtCounter, Papers: s.papers(procedure)}
		view, err := s.Receive(s.ctx, s.people["reception"], in)
		if err == nil {
			s.code = view.Code
		}
		return err
	}
}

// papers are the ones that the procedure requires, all handed in.
func (s *story) papers(procedure string) []dossier.Paper {
	_, v, err := s.Procedure(s.ctx, procedure)
	if err != nil {
		return nil
	}
	var handed []dossier.Paper
	for _, p := range v.PapersFor("") {
		if p.Required {
			handed = append(handed, dossier.Paper{Code: p.Code, Originals: max(p.Originals, 1), Copies: p.Copies})
		}
	}
	return handed
}

// give offers the dossier to a unit; "" is the holder of the next leg.
func give(by, unit, note string) func(*story) error {
	return func(s *story) error {
		_, id, err := s.HandOver(s.ctx, s.people[by], s.target(), unit, note)
		s.offered = id
		return err
	}
}

func take(by string) func(*story) error {
	return func(s *story) error {
		_, err := s.Take(s.ctx, s.people[by], s.offered)
		return err
	}
}

func assign(by, person string) func(*story) error {
	return func(s *story) error {
		_, err := s.Assign(s.ctx, s.people[by], s.target(), person, "")
		return err
	}
}

func consult(by string, days int, content string, agencies ...string) func(*story) error {
	return func(s *story) error {
		_, asked, err := s.Ask(s.ctx, s.people[by], s.target(), agencies, content, deadline.Days(days))
		for _, opinion := range asked {
			s.opinions[opinion.Agency] = opinion.ID
		}
		return err
	}
}

func reply(agency string, view interagency.View, number, content string) func(*story) error {
	return func(s *story) error {
		_, err := s.Reply(s.ctx, s.people[agency], s.opinions[agency], interagency.Reply{View: view, Content: content, DocumentNumber: number})
		return err
	}
}

func wantTime(agency string, days int, reason string) func(*story) error {
	return func(s *story) error {
		_, id, err := s.AskMoreTime(s.ctx, s.people[agency], s.opinions[agency], deadline.Days(days), reason)
		s.requests[agency] = id
		return err
	}
}

func grant(by, agency string) func(*story) error {
	return func(s *story) error {
		_, err := s.DecideMoreTime(s.ctx, s.people[by], s.requests[agency], true, "", "")
		return err
	}
}

func remind(by, agency string) func(*story) error {
	return func(s *story) error {
		_, err := s.RemindAgency(s.ctx, s.people[by], s.opinions[agency])
		return err
	}
}

func lack(by, reason string, papers ...string) func(*story) error {
	return func(s *story) error {
		_, err := s.AskPapers(s.ctx, s.people[by], s.target(), reason, papers)
		return err
	}
}

func bring() func(*story) error {
	return func(s *story) error {
		_, err := s.TakePapers(s.ctx, s.people["reception"], s.target(), nil)
		return err
	}
}

func sendBack(by, reason string) func(*story) error {
	return func(s *story) error {
		_, err := s.SendBack(s.ctx, s.people[by], s.target(), reason)
		return err
	}
}

// sign concludes with a document of that number; the date is the day itself.
func sign(by string, outcome dossier.Outcome, number, title, reason string) func(*story) error {
	return func(s *story) error {
		doc := dossier.Document{Number: number, Title: title, Date: calendar.DateOf(s.Now()).String()}
		_, err := s.Conclude(s.ctx, s.people[by], s.target(), outcome, doc, reason)
		return err
	}
}

func handBack(receivedBy string) func(*story) error {
	return func(s *story) error {
		_, err := s.HandBack(s.ctx, s.people["reception"], s.target(), receivedBy, "")
		return err
	}
}

func withdraw(reason string) func(*story) error {
	return func(s *story) error {
		_, err := s.Withdraw(s.ctx, s.people["reception"], s.target(), reason)
		return err
	}
}

func stopIt(by, reason string) func(*story) error {
	return func(s *story) error {
		_, err := s.Stop(s.ctx, s.people[by], s.target(), reason)
		return err
	}
}
