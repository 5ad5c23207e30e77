package report

// ReuseTarget and DigitisedTarget are the rates, in percent, from which criteria
// 4.3 and 4.2 of the index have their full points (QĐ 766/QĐ-TTg of 23/6/2022).
const (
	DigitisedTarget = 80
	ReuseTarget     = 80
)

// Papers counts the papers of the dossiers received in a period that came with
// any: how many have a file (DuocSoHoa) and how many were taken from what the
// office had accepted before (DuocTaiSuDung).
type Papers struct {
	Dossiers int // with papers
	Whole    int // all papers of which have files
	Reusing  int // some paper of which was used again

	Papers, Digitised, Reused int
}

// Rate is a share of the dossiers in percent, and whether it reaches a target;
// false without dossiers, where there is no rate.
func (p Papers) Rate(n, target int) (percent float64, reached, ok bool) {
	if p.Dossiers == 0 {
		return 0, false, false
	}
	percent = float64(n) * 100 / float64(p.Dossiers)
	return percent, n*100 >= target*p.Dossiers, true
}
