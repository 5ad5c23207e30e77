// Package event is what the department does towards people: publicity,
// meetings with businesses, workshops, conferences, training courses; and who
// registers for them.
package event
