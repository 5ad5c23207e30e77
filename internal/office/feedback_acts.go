package office

import (
	"context"
	"errors"

	"motcua"
	"motcua/deadline"
	"motcua/feedback"
	"motcua/identity"
	"motcua/internal/store"
)

// feedbackDecision makes the next state and its events out of the present one.
type feedbackDecision func(f *feedback.Feedback, b *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error)

// changeFeedback is the shape of every use case of the staff on a feedback.
func (o *Office) changeFeedback(ctx context.Context, by identity.Actor, t FeedbackTarget, right identity.Action, decide feedbackDecision) (*FeedbackView, error) {
	return o.untilFresh(func() (*FeedbackView, error) {
		b, f, last, err := o.readableFeedback(ctx, by, t.Code)
		if err != nil {
			return nil, err
		}
		if err := identity.Can(by, right, f.Object()); err != nil {
			return nil, err
		}
		if t.Expected > 0 && t.Expected != f.Version() {
			return nil, motcua.Refused(motcua.Conflict, "feedback.stale", "Version", int64(f.Version()))
		}
		next, err := o.decideFeedback(ctx, b, f, last, by, "", decide)
		if err != nil {
			return nil, err
		}
		return o.feedbackView(b, next.For(by))
	})
}

// changeOwnFeedback is the shape of what senders do to their own.
func (o *Office) changeOwnFeedback(ctx context.Context, c FeedbackClaim, decide feedbackDecision) (*FeedbackView, error) {
	return o.untilFresh(func() (*FeedbackView, error) {
		b, f, last, err := o.ownFeedback(ctx, c)
		if err != nil {
			return nil, err
		}
		next, err := o.decideFeedback(ctx, b, f, last, identity.Actor{}, "", decide)
		if err != nil {
			return nil, err
		}
		return o.feedbackView(b, next)
	})
}

// untilFresh makes a decision again that another one overtook.
func (o *Office) untilFresh(change func() (*FeedbackView, error)) (*FeedbackView, error) {
	for attempt := 1; ; attempt++ {
		view, err := change()
		if !errors.Is(err, store.ErrStale) || attempt == attempts {
			return view, err
		}
	}
}

// decideFeedback makes a decision and saves it, with the letters it causes and
// the e-mail it came with.
func (o *Office) decideFeedback(ctx context.Context, b *Book, f *feedback.Feedback, last string, by identity.Actor, message string, decide feedbackDecision) (*feedback.Feedback, error) {
	act := feedback.Act{At: o.Now(), By: by}
	if n := len(f.Events); n > 0 && act.At.Before(f.Events[n-1].At) {
		act.At = f.Events[n-1].At // clocks of two nodes may differ; facts stand in order
	}
	next, events, err := decide(f, b, act)
	if err != nil {
		return nil, err
	}
	summary, err := o.summarizeFeedback(b, next, act.At)
	if err != nil {
		return nil, err
	}
	return next, o.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.AppendFeedback(ctx, summary, last, events); err != nil {
			return err
		}
		if message != "" {
			if fresh, err := tx.PutMail(ctx, message, f.ID, act.At); err != nil || !fresh {
				return errors.Join(err, errMailTaken)
			}
		}
		return o.tellSender(ctx, tx, next, events)
	})
}

// redateFeedbacks brings what lists keep of open feedbacks up to the calendars.
// Their dates follow from the facts, so that nothing is recorded.
func (o *Office) redateFeedbacks(ctx context.Context, b *Book) error {
	for cursor := (store.Cursor{}); ; {
		list, err := o.store.OpenFeedbacks(ctx, cursor, batch)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, s := range list {
			if err := o.redateFeedback(ctx, b, s.Code); err != nil {
				return err
			}
		}
		cursor.ID = list[len(list)-1].ID
	}
}

func (o *Office) redateFeedback(ctx context.Context, b *Book, code string) error {
	log, err := o.store.FeedbackFacts(ctx, code)
	if err != nil {
		return err
	}
	f, err := feedback.Rebuild(log.Events)
	if err != nil {
		return err
	}
	summary, err := o.summarizeFeedback(b, f, o.Now())
	if err != nil {
		return err
	}
	err = o.store.Write(ctx, func(tx *store.Tx) error { return tx.RedateFeedback(ctx, summary) })
	if errors.Is(err, store.ErrStale) {
		return nil // whoever came first has dated it
	}
	return err
}

// ClassifyFeedback says what kind it is, which unit and which people of it are
// complained about, and takes it on.
func (o *Office) ClassifyFeedback(ctx context.Context, by identity.Actor, t FeedbackTarget, kind feedback.Kind, about feedback.About, note string) (*FeedbackView, error) {
	for _, person := range about.Persons {
		if _, _, err := o.store.Person(ctx, person); err != nil {
			return nil, motcua.InvalidField("persons", "identity.person.unknown", "Person", person)
		}
	}
	return o.changeFeedback(ctx, by, t, identity.SortFeedback, func(f *feedback.Feedback, b *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		about.Agency = f.Agency
		if _, ok := b.Agency(f.Agency).Unit(about.Unit); !ok && about.Unit != "" {
			return nil, nil, motcua.InvalidField("unit", "feedback.unit.unknown")
		}
		return f.Classify(act, kind, about, note)
	})
}

// RefuseFeedback does not take a feedback, with the ground and the reason.
func (o *Office) RefuseFeedback(ctx context.Context, by identity.Actor, t FeedbackTarget, ground feedback.Ground, reason string) (*FeedbackView, error) {
	return o.changeFeedback(ctx, by, t, identity.SortFeedback, func(f *feedback.Feedback, _ *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.Refuse(act, ground, reason)
	})
}

// AskFeedback asks the sender for more. Before a unit has it, whoever sorts
// asks; then whoever handles it.
func (o *Office) AskFeedback(ctx context.Context, by identity.Actor, t FeedbackTarget, reason string) (*FeedbackView, error) {
	return o.changeFeedback(ctx, by, t, identity.ReadFeedback, func(f *feedback.Feedback, _ *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		if err := identity.Can(by, identity.HandleFeedback, f.Object()); err != nil && identity.Can(by, identity.SortFeedback, f.Object()) != nil {
			return nil, nil, err
		}
		return f.AskMore(act, reason)
	})
}

// TransferFeedback gives a feedback to the competent agency.
func (o *Office) TransferFeedback(ctx context.Context, by identity.Actor, t FeedbackTarget, to, evidence, reason string) (*FeedbackView, error) {
	return o.changeFeedback(ctx, by, t, identity.SortFeedback, func(f *feedback.Feedback, _ *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.PassOn(act, to, evidence, reason)
	})
}

// AssignFeedback names the unit that handles it, and a person of it or nobody.
func (o *Office) AssignFeedback(ctx context.Context, by identity.Actor, t FeedbackTarget, unit, person, note string) (*FeedbackView, error) {
	var named identity.Person
	if person != "" {
		var err error
		if named, _, err = o.store.Person(ctx, person); err != nil {
			return nil, motcua.InvalidField("person", "identity.person.unknown", "Person", person)
		}
	}
	return o.changeFeedback(ctx, by, t, identity.SortFeedback, func(f *feedback.Feedback, b *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		if _, ok := b.Agency(f.Agency).Unit(unit); !ok && unit != "" {
			return nil, nil, motcua.InvalidField("unit", "feedback.unit.unknown")
		}
		if person == "" {
			return f.Assign(act, unit, "", "", note)
		}
		who := named.Acting("")
		if !named.Active || !who.In(f.Agency, unit, identity.Head, identity.Specialist, identity.Office) {
			return nil, nil, motcua.InvalidField("person", "feedback.assign.elsewhere", "Person", named.Name, "Unit", b.UnitName(f.Agency, unit))
		}
		if identity.Concerns(who, f.Object()) {
			return nil, nil, motcua.InvalidField("person", "feedback.assign.personConcerned")
		}
		return f.Assign(act, unit, person, named.Name, note)
	})
}

// ExtendFeedback grants more time to answer, with the reason.
func (o *Office) ExtendFeedback(ctx context.Context, by identity.Actor, t FeedbackTarget, days int, reason string) (*FeedbackView, error) {
	return o.changeFeedback(ctx, by, t, identity.ApproveFeedback, func(f *feedback.Feedback, _ *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.Extend(act, deadline.Days(days), reason)
	})
}

// DraftAnswer writes the answer that is to be approved.
func (o *Office) DraftAnswer(ctx context.Context, by identity.Actor, t FeedbackTarget, content string, outcome feedback.Outcome) (*FeedbackView, error) {
	return o.changeFeedback(ctx, by, t, identity.HandleFeedback, func(f *feedback.Feedback, _ *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.Draft(act, content, outcome)
	})
}

// ApproveAnswer makes the draft the answer, which the sender gets.
func (o *Office) ApproveAnswer(ctx context.Context, by identity.Actor, t FeedbackTarget) (*FeedbackView, error) {
	return o.changeFeedback(ctx, by, t, identity.ApproveFeedback, func(f *feedback.Feedback, _ *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.Approve(act)
	})
}

// ReturnAnswer sends the draft back with what is to be mended.
func (o *Office) ReturnAnswer(ctx context.Context, by identity.Actor, t FeedbackTarget, reason string) (*FeedbackView, error) {
	return o.changeFeedback(ctx, by, t, identity.ApproveFeedback, func(f *feedback.Feedback, _ *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.ReturnDraft(act, reason)
	})
}

// PublishFeedback makes content and answer public as the editor redacted them.
func (o *Office) PublishFeedback(ctx context.Context, by identity.Actor, t FeedbackTarget, text feedback.Text) (*FeedbackView, error) {
	return o.changeFeedback(ctx, by, t, identity.PublishFeedback, func(f *feedback.Feedback, _ *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.Publish(act, text)
	})
}

// KeepFeedback keeps an answered feedback from the public, with the reason.
func (o *Office) KeepFeedback(ctx context.Context, by identity.Actor, t FeedbackTarget, reason string) (*FeedbackView, error) {
	return o.changeFeedback(ctx, by, t, identity.PublishFeedback, func(f *feedback.Feedback, _ *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.KeepBack(act, reason)
	})
}

// SuggestPublic is what of a feedback would be published: masked as far as a
// machine can, by the names of the sender and of those complained about.
func (o *Office) SuggestPublic(ctx context.Context, by identity.Actor, code string) (feedback.Text, error) {
	_, f, _, err := o.readableFeedback(ctx, by, code)
	if err != nil {
		return feedback.Text{}, err
	}
	if err := identity.Can(by, identity.PublishFeedback, f.Object()); err != nil {
		return feedback.Text{}, err
	}
	names, err := o.namesOf(ctx, f)
	return f.Suggested(names...), err
}

// NamesOf are the names of the people a feedback complains about, for readers
// who have been given the feedback.
func (o *Office) NamesOf(ctx context.Context, v *FeedbackView) ([]string, error) {
	return o.namesOf(ctx, v.Feedback)
}

func (o *Office) namesOf(ctx context.Context, f *feedback.Feedback) ([]string, error) {
	var names []string
	for _, id := range f.About.Persons {
		p, _, err := o.store.Person(ctx, id)
		if err != nil {
			return nil, err
		}
		names = append(names, p.Name)
	}
	return names, nil
}

// SayMore adds what the sender has to say to their own feedback.
func (o *Office) SayMore(ctx context.Context, c FeedbackClaim, content string, files []string) (*FeedbackView, error) {
	if err := o.acceptFiles(ctx, files); err != nil {
		return nil, err
	}
	return o.changeOwnFeedback(ctx, c, func(f *feedback.Feedback, _ *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.Say(act, feedback.Said{Content: content, Files: files, Channel: feedback.ByWeb})
	})
}

// JudgeAnswer records whether the sender finds the answer satisfying, once.
func (o *Office) JudgeAnswer(ctx context.Context, c FeedbackClaim, satisfied bool) (*FeedbackView, error) {
	return o.changeOwnFeedback(ctx, c, func(f *feedback.Feedback, _ *Book, act feedback.Act) (*feedback.Feedback, []feedback.Event, error) {
		return f.Judge(act, satisfied)
	})
}
