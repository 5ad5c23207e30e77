// Command motcua serves Vietnamese one-stop administrative procedures: the
// dossier goes through one door, across agencies, and its date is right.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/alecthomas/kong"

	"motcua"
	"motcua/internal/message"
)

// The exit codes: done, failed, and asked for something that cannot be done as
// it was asked.
const (
	exitDone   = 0
	exitFailed = 1
	exitInput  = 2
)

// commands is the command line.
type commands struct {
	Lang string `default:"vi" enum:"vi,en" env:"MOTCUA_LANG" help:"Language of the answers: vi or en."`

	Deadline deadlineCmd `cmd:"" help:"Work out a due date and say how, or the working time between two instants."`
	Version  versionCmd  `cmd:"" help:"Print the version."`
}

// console is what a command answers to.
type console struct {
	Out, Err io.Writer
	Words    *message.Printer
}

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run carries out one command line and answers with the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	var asked commands
	code, exited := exitDone, false
	parser, err := kong.New(&asked, kong.Name("motcua"), kong.Writers(stdout, stderr),
		kong.Description("One-stop administrative procedures. / Hệ thống một cửa, một cửa liên thông."),
		kong.Exit(func(c int) { code, exited = c, true }))
	if err != nil {
		return fail(stderr, err)
	}
	command, err := parser.Parse(args)
	if exited {
		return code
	}
	if err != nil {
		fmt.Fprintf(stderr, "motcua: %s\n", oneLine(err.Error()))
		return exitInput
	}
	words, err := message.Load()
	if err != nil {
		return fail(stderr, err)
	}
	con := &console{Out: stdout, Err: stderr, Words: words.In(asked.Lang)}
	return con.answer(command.Run(con))
}

// answer turns the outcome of a command into an exit code and, when it went
// wrong, into one line for the reader.
func (c *console) answer(err error) int {
	var fault *motcua.Fault
	switch {
	case err == nil:
		return exitDone
	case !errors.As(err, &fault):
		return fail(c.Err, err)
	}
	var said []string
	for _, f := range fault.All() {
		sentence := c.Words.Fault(f)
		if f.Field != "" {
			sentence = f.Field + ": " + sentence
		}
		said = append(said, oneLine(sentence))
	}
	fmt.Fprintf(c.Err, "motcua: %s\n", strings.Join(said, "; "))
	if fault.Kind == motcua.Internal {
		return exitFailed
	}
	return exitInput
}

func fail(stderr io.Writer, err error) int {
	fmt.Fprintf(stderr, "motcua: %s\n", oneLine(err.Error()))
	return exitFailed
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// versionCmd prints what was built.
type versionCmd struct{}

// Run prints the module version and the revision, when the build knows them.
func (versionCmd) Run(con *console) error {
	version := "devel"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				version += " " + setting.Value
			}
		}
	}
	_, err := fmt.Fprintln(con.Out, "motcua", version)
	return err
}
