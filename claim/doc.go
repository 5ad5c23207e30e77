// Package claim reads what a report claims – numbers, ratios, percentages,
// documents, dates, periods, units, "all on time", "more than last year" – and
// holds it against what the department knows of the period.
//
// It finds by rules, never by guessing: a finding is either a contradiction
// that can be shown, with the facts it rests on, or a doubt that a person has
// to look at. What it cannot decide it leaves alone; a checker that cries wolf
// is not read. The words that it knows are data, in claim/data.
package claim
