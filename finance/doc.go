// Package finance is what the department owes the public about its money:
// plans of financial autonomy, estimates, disclosures.
package finance
