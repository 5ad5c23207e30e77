// Package counter is the reception and return desk: what its scanners read
// ([ReadScan]), who waits and who is called ([Queue]), and who sits where in a
// week ([Week]). A queue is the list of facts of one centre and one day.
package counter
