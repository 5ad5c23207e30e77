// Package event draws the events that everybody may register for.
package event
