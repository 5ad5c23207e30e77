package sheet

import (
	"slices"
	"strconv"

	"motcua"
)

// common are the fields that every sheet about one dossier can have.
func common() []string {
	return []string{
		"agency", "agencyName", "parent", "desk", "place", "day", "number", "code", "key", "procedure", "procedureCode",
		"applicant", "applicantID", "submitter", "address", "phone", "email", "content", "sets", "paperCount",
		"receivedAt", "due", "term", "delivery", "channel", "officer", "officerPhone", "website", "follow",
		"bookVolume", "bookNumber", "unit", "now", "by", "copy",
	}
}

// rowsOf are the lists of a kind of sheet and the fields of their rows.
func rowsOf(kind Kind) map[string][]string {
	papers := []string{"no", "paper", "originals", "certified", "copies", "remark"}
	lists := map[string][]string{"papers": papers}
	switch kind {
	case Supplement:
		lists["wanted"] = []string{"no", "paper", "remark"}
	case Apology:
		lists["moves"] = []string{"no", "from", "to", "reason"}
	case Control:
		lists["legs"] = []string{"no", "from", "to", "givenAt", "takenAt", "giver", "taker", "share", "standing", "remark"}
	case Register:
		lists["rows"] = []string{"no", "code", "procedure", "sets", "applicant", "address", "phone", "lead", "receivedAt", "due", "returnedAt", "way", "remark"}
	case HandOver:
		lists["dossiers"] = []string{"no", "code", "content", "applicant", "address", "receivedAt", "due", "result", "fee", "post"}
	case History:
		lists["steps"] = []string{"no", "at", "who", "what", "to", "due"}
	case Fee:
		lists["fees"] = []string{"no", "fee", "amount"}
	}
	return lists
}

// own are the fields that one kind of sheet has beside the common ones.
func own(kind Kind) []string {
	switch kind {
	case Supplement, Refusal, Stop:
		return []string{"reason", "answerBy"}
	case Apology:
		return []string{"cause", "reason", "dueBefore", "dueNew", "days"}
	case Control:
		return []string{"unitLead", "consulted", "returnedAt", "standing"}
	case Register:
		return []string{"year", "opened", "closed"}
	case HandOver:
		return []string{"giver", "taker", "from", "to", "handedAt", "count"}
	case Return:
		return []string{"result", "resultNumber", "resultDay", "receiver", "receiverID", "returnedAt"}
	case Fee:
		return []string{"amount", "amountInWords", "payer", "receiptForm", "receiptSign", "way", "paidAt", "taxCode"}
	case History:
		return []string{"status", "returnedAt"}
	}
	return nil
}

// Fields lists the fields that a kind of sheet can be filled with.
func Fields(kind Kind) []string { return append(common(), own(kind)...) }

// Rows lists the fields of a row of a list; nil when the kind has no such list.
func Rows(kind Kind, list string) []string { return rowsOf(kind)[list] }

// Check tells what is wrong with a form: what it is for, a field that does not
// exist, a mark that is not closed, a table without columns. The faults name the
// places by their text. A form without faults can be printed.
func (f Form) Check() []*motcua.Fault {
	var faults []*motcua.Fault
	add := func(field, key string, args ...any) {
		faults = append(faults, motcua.InvalidField(field, key, args...))
	}
	composed := f.Kind == Composed
	if !composed && !slices.Contains(Kinds(), f.Kind) {
		add("kind", "sheet.kindUnknown", "Kind", string(f.Kind))
		return faults
	}
	if f.Size != A5 && f.Size != A4 && f.Size != A4L {
		add("size", "sheet.sizeUnknown", "Size", string(f.Size))
	}
	if !f.Until.IsZero() && f.Until.Before(f.From) {
		add("until", "sheet.untilBeforeFrom", "From", f.From, "Until", f.Until)
	}
	at := 0
	look := func(text string, known []string) {
		field := "text." + strconv.Itoa(at)
		at++
		for _, name := range fieldsIn(text) {
			if !composed && !slices.Contains(known, name) {
				add(field, "sheet.fieldUnknown", "Name", name, "Text", text)
			}
		}
		if !marksClosed(text) {
			add(field, "sheet.marksOpen", "Text", text)
		}
	}
	known := Fields(f.Kind)
	look(f.Title, known)
	for _, b := range f.Blocks {
		rows := known
		if b.List != "" {
			own := Rows(f.Kind, b.List)
			if own == nil && !composed {
				add("kind", "sheet.listUnknown", "Name", b.List)
			}
			rows = append(slices.Clone(known), own...)
		}
		if b.Text != "" {
			look(b.Text, rows)
		}
		for _, text := range append(slices.Clone(b.Left), b.Right...) {
			look(text, known)
		}
		for _, c := range b.Columns {
			look(c.Head, nil)
			look(c.Text, rows)
		}
		if b.Kind == Table && (b.List == "" || len(b.Columns) == 0) {
			add("kind", "sheet.tableEmpty", "Title", f.Title)
		}
	}
	return faults
}
