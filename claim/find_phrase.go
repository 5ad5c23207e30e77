package claim

import (
	"regexp"
	"strings"

	"motcua/vietnamese"
)

var (
	// allOnTimeForm is what says that nothing was late.
	allOnTimeForm = regexp.MustCompile(`(?i)(?:đều|luôn|100% *(?:hồ sơ)?|toàn bộ|tất cả)(?: +[\p{L}]+){0,6}? +(?:đúng|trước)(?: +(?:và|hoặc) +(?:đúng|trước))? +(?:thời +gian(?: +quy +định)?|thời +hạn|hạn|hẹn)` +
		`|(?:không|chưa)(?: +(?:có|để|xảy +ra|phát +sinh|tình +trạng|trường +hợp|nào)){1,4}(?: +hồ +sơ)?(?: +nào)?(?: +(?:bị|giải +quyết|trả))? *(?:trễ|chậm|quá)(?: +(?:hạn|hẹn|trễ))?`)
	// lateForm is what says that something was.
	lateForm = regexp.MustCompile(`(?i)(?:một|1) +số +(?:hồ +sơ|TTHC|thủ +tục)(?: +[\p{L}]+){0,6}? +(?:chậm|trễ|quá +hạn|chưa +(?:được +)?(?:thực +hiện +)?đúng)(?:[^.;\n]{0,40}?\d+ *[-–] *\d+ +ngày)?` +
		`|(?:hồ +sơ)(?: +[\p{L}\d]+){0,10}? +(?:đều +)?bị +trễ +hạn|\d+ +hồ +sơ(?: +[\p{L}]+){0,4}? +(?:trễ|quá) +(?:hạn|hẹn)`)
	comparedForm = regexp.MustCompile(`(?i)(?:(nhiều|cao|lớn)|(?:ít|thấp|nhỏ)) *(?: +hơn(?: +so +với)?| +so +với)|(?:(tăng)|giảm)(?: +` + numberForm + `(?: *%| +hồ +sơ)?)? +so +với`)
	unitForm     = regexp.MustCompile(`(?:Phòng|Trung tâm|Văn phòng|Sở|Chi cục|Ban) +\p{Lu}[\p{L}&]*`)
)

func (f *finder) onTime() {
	for _, m := range allOnTimeForm.FindAllStringIndex(f.s, -1) {
		from, to := f.sentence(m[0], m[1])
		about := spaced(f.s[from:to])
		if !f.begins(m[0]) || !aboutDossiers(about) {
			continue
		}
		f.note(Claim{Kind: AllOnTime}, m[0], m[1])
	}
}

// aboutDossiers tells whether a sentence speaks of handling dossiers, whose
// lateness is counted, rather than of papers or meetings that were on time.
func aboutDossiers(sentence string) bool {
	for _, w := range []string{" ho so ", " tra ket qua ", " giai quyet "} {
		if strings.Contains(sentence, w) {
			return true
		}
	}
	return false
}

func (f *finder) comparisons() {
	for _, m := range comparedForm.FindAllStringSubmatchIndex(f.s, -1) {
		if f.apart(m[0], m[1]) {
			f.note(Claim{Kind: Compared, More: m[2] >= 0 || m[4] >= 0}, m[0], m[1])
		}
	}
}

func (f *finder) units() {
	for _, m := range unitForm.FindAllStringIndex(f.s, -1) {
		if f.apart(m[0], m[1]) {
			f.note(Claim{Kind: Unit}, m[0], m[1])
		}
	}
}

// repeatedLeast is how many words a sentence has that is not said twice by
// chance.
const repeatedLeast = 9

// repetitions are the paragraphs, and sentences of some length, that the text
// has said before. A paragraph that is repeated is one claim, not one for each
// of its sentences.
func (f *finder) repetitions() {
	said := map[string]int{}
	for i, l := range f.lines {
		if strings.Contains(f.s[l.start:l.end], "\t") { // rows of tables look alike
			continue
		}
		end := 0
		var first *Claim
		for _, s := range f.sentences(l) {
			key := strings.Join(strings.FieldsFunc(vietnamese.Fold(f.s[s.start:s.end]), func(r rune) bool { return !wordRune(r) }), " ")
			if strings.Count(key, " ")+1 < repeatedLeast {
				continue
			}
			before, again := said[key]
			if !again {
				said[key] = i + 1
				continue
			}
			if first != nil && first.Before == before {
				end = s.end
				f.claims[len(f.claims)-1].Place = f.place(first.Start, end)
				continue
			}
			f.note(Claim{Kind: Repeated, Before: before}, s.start, s.end)
			first = &f.claims[len(f.claims)-1]
		}
	}
}

// sentences are the sentences of a line, without the bullets before them.
func (f *finder) sentences(l line) []span {
	var list []span
	for at := l.start; at < l.end; {
		_, to := f.sentence(at, min(at+1, l.end))
		start := at
		for start < to && strings.IndexByte(" -+*\t.;", f.s[start]) >= 0 {
			start++
		}
		if start < to {
			list = append(list, span{start, to})
		}
		at = to + 1
	}
	return list
}
