// Package score draws points: of units, officials and the department.
package score
