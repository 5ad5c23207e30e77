// Package staff is what the department keeps of its posts and people: quota,
// appointments, courses attended, who is posted to the one-stop desk.
package staff
