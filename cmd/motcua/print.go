package main

import (
	"fmt"
	"io"
	"os"

	"github.com/mattn/go-isatty"
)

// say prints the sentence of a key.
func (c *console) say(key string, pairs ...any) error {
	_, err := fmt.Fprintln(c.Out, c.Words.T(key, pairs...))
	return err
}

// terminal tells whether a person watches a writer or types into a reader.
func terminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && isatty.IsTerminal(file.Fd())
}

// barWidth is how many signs a full bar has.
const barWidth = 30

// progress draws how far long work has come, on a terminal alone.
type progress struct {
	to    io.Writer // nil: nobody watches
	what  string
	shown int
}

func (c *console) progress(key string) *progress {
	p := &progress{what: c.Words.T(key), shown: -1}
	if terminal(c.Err) {
		p.to = c.Err
	}
	return p
}

// at draws the bar when it has grown by a percent.
func (p *progress) at(done, all int) {
	if p.to == nil || all == 0 {
		return
	}
	percent := done * 100 / all
	if percent == p.shown {
		return
	}
	p.shown = percent
	full := percent * barWidth / 100
	fmt.Fprintf(p.to, "\r%s ", p.what)
	for i := range barWidth {
		sign := "·"
		if i < full {
			sign = "█"
		}
		fmt.Fprint(p.to, sign)
	}
	fmt.Fprintf(p.to, " %3d%%", percent)
}

// end leaves a clean line.
func (p *progress) end() {
	if p.to != nil && p.shown >= 0 {
		fmt.Fprint(p.to, "\r\x1b[K")
	}
}
