// Package signin draws the page that asks who it is, and in a demonstration
// offers the sample people.
package signin
