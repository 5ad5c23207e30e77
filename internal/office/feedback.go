package office

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"motcua"
	"motcua/calendar"
	"motcua/document"
	"motcua/dossier"
	"motcua/feedback"
	"motcua/identity"
	"motcua/internal/store"
)

// FeedbackView is a feedback as of one moment, with its clocks reckoned.
type FeedbackView struct {
	*feedback.Feedback
	Book   *Book
	At     time.Time
	Clocks []feedback.Clock
}

// FeedbackTarget is the feedback that a use case is about. Expected is the
// version its reader saw; 0 when the reader does not mind.
type FeedbackTarget struct {
	Code     string
	Expected int
}

// FeedbackClaim is how senders show that a feedback is theirs.
type FeedbackClaim struct {
	Code, Key string // as typed
}

// SendFeedback takes a feedback that somebody sends by themselves. Whether the
// dossier it names exists is not told.
func (o *Office) SendFeedback(ctx context.Context, in feedback.Intake) (*FeedbackView, error) {
	in.Channel = feedback.ByWeb
	return o.openFeedback(ctx, identity.Actor{}, in, "")
}

// EnterFeedback takes down what somebody says by telephone.
func (o *Office) EnterFeedback(ctx context.Context, by identity.Actor, in feedback.Intake) (*FeedbackView, error) {
	if err := identity.Can(by, identity.ReceiveFeedback, identity.Object{}); err != nil {
		return nil, err
	}
	in.Channel = feedback.ByPhone
	return o.openFeedback(ctx, by, in, "")
}

// openFeedback numbers and stores a feedback; message is the id of the e-mail
// it came with.
func (o *Office) openFeedback(ctx context.Context, by identity.Actor, in feedback.Intake, message string) (*FeedbackView, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, err
	}
	act := feedback.Act{At: o.Now(), By: by}
	in, err = feedback.Prepare(in, act.At)
	if err != nil {
		return nil, err
	}
	if err := o.acceptFiles(ctx, in.Files); err != nil {
		return nil, err
	}
	if in.About, err = o.concerned(ctx, b, in); err != nil {
		return nil, err
	}
	key, err := newKey()
	if err != nil {
		return nil, err
	}
	var f *feedback.Feedback
	err = o.store.Write(ctx, func(tx *store.Tx) error {
		day := calendar.DateOf(in.ReceivedAt)
		n, err := tx.NextNumber(ctx, "PA", strconv.Itoa(day.Year))
		if err != nil {
			return err
		}
		f = feedback.Open(newID(), feedback.Code(day, n), key, o.settings.LeadAgency, in, act)
		summary, err := o.summarizeFeedback(b, f, act.At)
		if err != nil {
			return err
		}
		if err := tx.CreateFeedback(ctx, summary, f.Events); err != nil {
			return err
		}
		if message != "" {
			if fresh, err := tx.PutMail(ctx, message, f.ID, act.At); err != nil || !fresh {
				return errors.Join(err, errMailTaken)
			}
		}
		return o.tellSender(ctx, tx, f, f.Events)
	})
	if err != nil {
		return nil, err
	}
	return o.feedbackView(b, f)
}

// HandedIn tells what files are that somebody handed in before, as the form
// that came back names them; those of somebody else are left out. Readers
// without an account are one person here: the caller gives the ids that the
// browser is known to have handed in.
func (o *Office) HandedIn(ctx context.Context, by identity.Actor, ids []string) ([]document.File, error) {
	var files []document.File
	for _, id := range ids[:min(len(ids), feedback.FilesMost)] {
		f, err := o.file(ctx, id)
		if err != nil && motcua.KindOf(err) != motcua.NotFound {
			return nil, err
		}
		if err == nil && f.By == by.Person {
			files = append(files, f)
		}
	}
	return files, nil
}

// acceptFiles refuses files of a kind that a feedback does not take.
func (o *Office) acceptFiles(ctx context.Context, ids []string) error {
	var faults []*motcua.Fault
	for _, id := range ids[:min(len(ids), feedback.FilesMost)] {
		f, err := o.file(ctx, id)
		switch {
		case motcua.KindOf(err) == motcua.NotFound && err != nil:
			faults = append(faults, motcua.InvalidField("files", "document.unknown"))
		case err != nil:
			return err
		case !feedback.Takes(f.Type):
			faults = append(faults, motcua.InvalidField("files", "feedback.files.kind", "Name", f.Name))
		}
	}
	return motcua.Join(faults...)
}

// concerned completes whom a feedback concerns: the unit named, else the one
// that answers for the dossier named; of one on handling also the specialists
// of that dossier, who are not to see it.
func (o *Office) concerned(ctx context.Context, b *Book, in feedback.Intake) (feedback.About, error) {
	about := in.About
	about.Agency, about.Persons = o.settings.LeadAgency, nil
	if _, ok := b.Agency(about.Agency).Unit(about.Unit); !ok && about.Unit != "" {
		return about, motcua.InvalidField("unit", "feedback.unit.unknown")
	}
	if about.Dossier == "" {
		return about, nil
	}
	about.Dossier = dossier.ReadCode(about.Dossier)
	log, err := o.store.Facts(ctx, about.Dossier)
	if err != nil || len(log.Events) == 0 {
		return about, err
	}
	d, err := b.rebuild(log.Events)
	if err != nil {
		return about, err
	}
	if on := d.Object(); about.Unit == "" && on.LeadAgency == about.Agency {
		about.Unit = on.LeadUnit
	}
	if in.Kind != feedback.Handling {
		return about, nil
	}
	for _, e := range d.Events {
		if f, ok := e.Fact.(dossier.Assigned); ok && !slices.Contains(about.Persons, f.Person) {
			about.Persons = append(about.Persons, f.Person)
		}
	}
	return about, nil
}

func (o *Office) summarizeFeedback(b *Book, f *feedback.Feedback, now time.Time) (feedback.Summary, error) {
	cal, err := b.Calendars.Of(f.Agency)
	if err != nil {
		return feedback.Summary{}, err
	}
	return f.Summarize(cal, now)
}

func (o *Office) feedbackView(b *Book, f *feedback.Feedback) (*FeedbackView, error) {
	v := &FeedbackView{Feedback: f, Book: b, At: o.Now()}
	cal, err := b.Calendars.Of(f.Agency)
	if err != nil {
		return nil, err
	}
	v.Clocks, err = f.Clocks(cal, v.At)
	return v, err
}

// Feedback shows a feedback to somebody of the staff who may read it: with its
// sender only to those who must reach them.
func (o *Office) Feedback(ctx context.Context, by identity.Actor, code string) (*FeedbackView, error) {
	b, f, _, err := o.readableFeedback(ctx, by, code)
	if err != nil {
		return nil, err
	}
	return o.feedbackView(b, f.For(by))
}

// readableFeedback loads a feedback for somebody who may read it. Those who may
// not get the same answer as for a code that does not exist: that one stands
// about them is not theirs to know.
func (o *Office) readableFeedback(ctx context.Context, by identity.Actor, code string) (*Book, *feedback.Feedback, string, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, nil, "", err
	}
	code = dossier.ReadCode(code)
	log, err := o.store.FeedbackFacts(ctx, code)
	if err != nil {
		return nil, nil, "", err
	}
	unknown := motcua.Refused(motcua.NotFound, "feedback.unknown", "Code", code)
	if len(log.Events) == 0 {
		return nil, nil, "", unknown
	}
	f, err := feedback.Rebuild(log.Events)
	if err != nil {
		return nil, nil, "", err
	}
	if identity.Can(by, identity.ReadFeedback, f.Object()) != nil {
		return nil, nil, "", unknown
	}
	return b, f, log.Last, nil
}

// OwnFeedback shows a feedback to its sender. A wrong code and a wrong key get
// the same answer, after the same work.
func (o *Office) OwnFeedback(ctx context.Context, c FeedbackClaim) (*FeedbackView, error) {
	b, f, _, err := o.ownFeedback(ctx, c)
	if err != nil {
		return nil, err
	}
	return o.feedbackView(b, f)
}

func (o *Office) ownFeedback(ctx context.Context, c FeedbackClaim) (*Book, *feedback.Feedback, string, error) {
	b, err := o.Book(ctx)
	if err != nil {
		return nil, nil, "", err
	}
	var log store.FeedbackLog
	if key, ok := dossier.ReadKey(c.Key); ok {
		log, err = o.store.FeedbackTracked(ctx, dossier.ReadCode(c.Code), key)
	}
	if err != nil {
		return nil, nil, "", err
	}
	if len(log.Events) == 0 {
		return nil, nil, "", motcua.Refused(motcua.NotFound, "feedback.track.unknown")
	}
	f, err := feedback.Rebuild(log.Events)
	return b, f, log.Last, err
}

// FeedbackFile is a file handed in with a feedback, for somebody of the staff
// who may read the feedback.
func (o *Office) FeedbackFile(ctx context.Context, by identity.Actor, code, id string) (document.File, error) {
	_, f, _, err := o.readableFeedback(ctx, by, code)
	if err != nil {
		return document.File{}, err
	}
	return o.fileOfFeedback(ctx, f, id)
}

// OwnFeedbackFile is a file that the sender handed in with a feedback.
func (o *Office) OwnFeedbackFile(ctx context.Context, c FeedbackClaim, id string) (document.File, error) {
	_, f, _, err := o.ownFeedback(ctx, c)
	if err != nil {
		return document.File{}, err
	}
	return o.fileOfFeedback(ctx, f, id)
}

func (o *Office) fileOfFeedback(ctx context.Context, f *feedback.Feedback, id string) (document.File, error) {
	ids := slices.Clone(f.Files)
	for _, m := range f.Messages {
		ids = append(ids, m.Files...)
	}
	if !slices.Contains(ids, id) {
		return document.File{}, motcua.Refused(motcua.NotFound, "document.unknown")
	}
	return o.file(ctx, id)
}

// FilesOfFeedback tells what the files of a feedback are, for readers who have
// been given the feedback.
func (o *Office) FilesOfFeedback(ctx context.Context, v *FeedbackView) (map[string]document.File, error) {
	files := map[string]document.File{}
	ids := slices.Clone(v.Files)
	for _, m := range v.Messages {
		ids = append(ids, m.Files...)
	}
	for _, id := range ids {
		f, err := o.file(ctx, id)
		if err != nil {
			return nil, err
		}
		files[id] = f
	}
	return files, nil
}
