// Package score gives points for how procedures were handled: to officials and
// units by the nine criteria of TT 01/2018/TT-VPCP, and to the department by the
// service index of QĐ 766/QĐ-TTg. Points are counted from what was done; every
// one that was lost names what cost it.
package score
