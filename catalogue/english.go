package catalogue

// Texts lists the free texts of all versions, each once, in the order in which
// the page shows them: what a translation can be given for.
func (p Procedure) Texts() []string {
	var texts []string
	seen := map[string]bool{"": true}
	add := func(s string) {
		if !seen[s] {
			seen[s] = true
			texts = append(texts, s)
		}
	}
	for _, v := range p.Versions {
		for _, r := range v.Results {
			add(r.Name)
		}
		for _, e := range v.Eligible {
			add(e)
		}
		for _, c := range v.Cases {
			add(c.Name)
		}
		for _, paper := range v.Papers {
			add(paper.Name)
		}
		for _, c := range v.Channels {
			add(c.FeeNote)
			add(c.Note)
		}
		add(v.Conditions)
		add(v.StepsText)
	}
	return texts
}

// InEnglish tells whether the page of a version can be read in English: its
// name, what it gives and every paper it asks for are translated.
func (p Procedure) InEnglish(v Version) bool {
	if p.NameEN == "" {
		return false
	}
	for _, r := range v.Results {
		if p.English[r.Name] == "" {
			return false
		}
	}
	for _, paper := range v.Papers {
		if p.English[paper.Name] == "" {
			return false
		}
	}
	return true
}
