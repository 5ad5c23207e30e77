// Package feedback is the room of what people say about the office: ratings of
// a dossier that has come to its end, and feedback (phản ánh, kiến nghị) on a
// regulation or on how it was handled (NĐ 20/2008/NĐ-CP, TT 02/2017/TT-VPCP).
//
// A feedback is the list of facts recorded about it, and everything else
// follows: its state, who handles it, its clocks. Complaints and denunciations
// (khiếu nại, tố cáo) have laws of their own and are not taken here.
package feedback
