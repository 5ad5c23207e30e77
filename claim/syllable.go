package claim

import (
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// rhymes are all rhymes of Vietnamese syllables, without tones.
const rhymes = `a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây ` +
	`e ec em en eng eo ep et ê êch êm ên ênh êp êt êu êng i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu ` +
	`o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ` +
	`ô ôc ôi ôm ôn ông ôp ôt ôông ơ ơi ơm ơn ơp ơt u ua uan uang uanh uao uat uac uach uai uay uâ uân uâng uât uây uc ue uen uê uêch uên uênh uêt ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uynh uyt uyp uyn uyu uyên uyêt uănh uăn uăng uăt uăc uăm uơi uơn uât ` +
	`ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y ych ym yn ynh yt yêm yên yêng yêt yêu yêp`

var rhymeSet = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, r := range strings.Fields(rhymes) {
		set[norm.NFC.String(r)] = true
	}
	return set
})

// The tones, by the mark that is written.
const (
	grave, acute, tilde, hook, dot = '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'
)

// Syllable tells whether a word in small letters is a syllable that Vietnamese
// can have: an onset, a rhyme and a tone that go together. It need not mean
// anything.
func Syllable(word string) bool {
	var tone rune
	plain := strings.Map(func(r rune) rune {
		switch r {
		case grave, acute, tilde, hook, dot:
			tone = r
			return -1
		}
		return r
	}, norm.NFD.String(word))
	plain = norm.NFC.String(plain)
	for _, onset := range []string{"", "ngh", "ng", "gh", "gi", "g", "nh", "n", "ch", "c", "kh", "k", "ph", "th", "tr", "t", "qu", "b", "d", "đ", "h", "l", "m", "p", "r", "s", "v", "x"} {
		rhyme, ok := strings.CutPrefix(plain, onset)
		if !ok {
			continue
		}
		if onset == "gi" && rhyme == "" || onset == "gi" && goesWith("g", "i"+rhyme) && rhymeSet()["i"+rhyme] && toned("i"+rhyme, tone) {
			return true
		}
		if rhymeSet()[rhyme] && goesWith(onset, rhyme) && toned(rhyme, tone) {
			return true
		}
	}
	return false
}

// goesWith tells whether an onset is written before a rhyme: k, gh and ngh
// before e, ê, i and y, and c, g and ng before the others.
func goesWith(onset, rhyme string) bool {
	first := []rune(rhyme)[0]
	front := strings.ContainsRune("eêiy", first)
	switch onset {
	case "k", "gh", "ngh":
		return front
	case "c", "ng":
		return !front
	case "g":
		return !front || strings.HasPrefix(rhyme, "i")
	case "qu":
		return !strings.ContainsRune("uư", first)
	case "gi":
		return first != 'y'
	case "":
		return true
	}
	return !strings.HasPrefix(rhyme, "yê") // yê stands alone: yêu; after an onset it is iê
}

// toned tells whether a rhyme takes a tone: one that ends in a stop has sắc or
// nặng.
func toned(rhyme string, tone rune) bool {
	for _, stop := range []string{"c", "ch", "p", "t"} {
		if strings.HasSuffix(rhyme, stop) {
			return tone == acute || tone == dot
		}
	}
	return true
}

// telex reads a word as the Telex keyboard would have: "cow" is cơ. It is "" when
// nothing of it is such a key.
func telex(word string) string {
	s := word
	for _, p := range [][2]string{{"uow", "ươ"}, {"aa", "â"}, {"ee", "ê"}, {"oo", "ô"}, {"dd", "đ"}, {"aw", "ă"}, {"ow", "ơ"}, {"uw", "ư"}} {
		s = strings.Replace(s, p[0], p[1], 1)
	}
	if n := len(s); n > 2 && strings.IndexByte("sfrxj", s[n-1]) >= 0 {
		mark := map[byte]rune{'s': acute, 'f': grave, 'r': hook, 'x': tilde, 'j': dot}[s[n-1]]
		s = toneOn(s[:n-1], mark)
	}
	if s == word {
		return ""
	}
	return s
}

// toneOn writes a tone over the vowel that bears it: the one with a mark of its
// own, else the one before a final consonant, else the last but one of several.
func toneOn(s string, mark rune) string {
	letters := []rune(s)
	var vowels []int
	best := -1
	for i, r := range letters {
		if !strings.ContainsRune("aăâeêioôơuưy", r) {
			continue
		}
		if i == 1 && (letters[0] == 'q' && r == 'u' || letters[0] == 'g' && r == 'i' && len(letters) > 2) {
			continue
		}
		vowels = append(vowels, i)
		if strings.ContainsRune("ăâêôơư", r) {
			best = i
		}
	}
	if len(vowels) == 0 {
		return s
	}
	if best < 0 {
		best = vowels[len(vowels)-1]
		if len(vowels) > 1 && best == len(letters)-1 {
			best = vowels[len(vowels)-2]
		}
	}
	return norm.NFC.String(string(letters[:best+1]) + string(mark) + string(letters[best+1:]))
}
