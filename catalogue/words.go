package catalogue

import "motcua"

// Text says the kind of decision in the reader's language.
func (k DecisionKind) Text() motcua.Text { return motcua.Say("catalogue.decisionKind." + string(k)) }

// Text says the way of submitting in the reader's language.
func (k ChannelKind) Text() motcua.Text { return motcua.Say("catalogue.channelKind." + string(k)) }

// Text says the service level in the reader's language.
func (l ServiceLevel) Text() motcua.Text { return motcua.Say("catalogue.serviceLevel." + string(l)) }

// Text says what the policy does, in the reader's language.
func (p Policy) Text() motcua.Text { return motcua.Say("catalogue.policy." + string(p)) }

// Text says whose part of the way the leg is, in the reader's language.
func (k LegKind) Text() motcua.Text { return motcua.Say("catalogue.legKind." + string(k)) }

// LevelText says the level of administration in the reader's language.
func (p Procedure) LevelText() motcua.Text { return motcua.Say("catalogue.level." + p.Level) }

// AudienceTexts say for whom the procedure is, in the reader's language.
func (p Procedure) AudienceTexts() []motcua.Text {
	texts := make([]motcua.Text, 0, len(p.Audience))
	for _, audience := range p.Audience {
		texts = append(texts, motcua.Say("catalogue.audience."+audience))
	}
	return texts
}
