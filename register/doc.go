// Package register is the room of official documents (văn bản) and of the books
// they are entered in: the number and sign of an outgoing document, the arrival
// number of an incoming one, who has it until when, and what became of it
// (NĐ 30/2020/NĐ-CP).
//
// A document is the list of facts recorded about it. A number that was given is
// never given again and never disappears: what was wrong is cancelled, replaced
// or corrected by a further fact.
package register
